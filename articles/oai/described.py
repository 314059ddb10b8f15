"""What every format says of an article, in the words of the archive."""

from articles.models import Article, Publication
from articles.rights import Shown, may_show_text

_SUMMARY_LENGTH = 400  # characters


def summary_of(article: Article) -> str:
    """The standfirst or the beginning of the text, as far as it may be shown."""
    return Shown(article).summary(_SUMMARY_LENGTH)


def terms_of_use(publication: Publication) -> list[str]:
    """What its publisher says of the rights, and what of a text may be shown where that is not all of it."""
    withheld = "" if may_show_text(publication.access) else access_terms(publication)
    return [term for term in (publication.rights, withheld) if term]


def access_terms(publication: Publication) -> str:
    """What of its texts the archive shows, as a sentence."""
    if may_show_text(publication.access):
        return "The full text may be read in the archive."
    return "Only the headline, the standfirst and snippets of the text may be read in the archive."
