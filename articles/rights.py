"""What of an article may be shown: the one rule that pages, feeds, JSON, exports and harvests obey.

Each publication says whether its texts may be shown in full or only by headline, standfirst and snippets. The full
text is searched in either case, and editors always see all of it.
"""

from collections.abc import Iterable

from django.utils.text import Truncator

from articles.models import Access, Article, Caption

SNIPPET_LENGTH = 200
"""How much of a text may stand in for a standfirst, in characters."""


def may_show_text(access: str) -> bool:
    """Whether the texts of a publication with this `access` may be shown in full: body, captions and evidence."""
    return access == Access.FULL


class Shown:
    """What the public may see of an article's texts. Reads of the article only what is asked for."""

    def __init__(self, article: Article) -> None:
        self._article = article
        self.in_full = may_show_text(article.issue.publication.access)

    @property
    def body(self) -> str | None:
        """The Markdown; None where it may not be shown."""
        return self._article.body if self.in_full else None

    @property
    def body_html(self) -> str | None:
        """The body as safe HTML; None where it may not be shown."""
        return self._article.body_html if self.in_full else None

    @property
    def text(self) -> str | None:
        """The words without marks; None where they may not be shown."""
        return self._article.text if self.in_full else None

    @property
    def captions(self) -> Iterable[Caption]:
        """The captions; none where they may not be shown."""
        return self._article.captions.all() if self.in_full else ()

    def summary(self, length: int = SNIPPET_LENGTH) -> str:
        """The standfirst or else the beginning of the text, on one line of at most `length` characters.

        Where the text may not be shown in full, its beginning is never longer than a snippet.
        """
        article = self._article
        most = length if self.in_full or article.standfirst else min(length, SNIPPET_LENGTH)
        return Truncator(" ".join((article.standfirst or article.text).split())).chars(most)
