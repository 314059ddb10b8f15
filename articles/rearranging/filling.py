"""Fills a gap with words that an editor knows."""

from django.utils.translation import gettext as _

from articles.models import Article
from articles.rearranging.impossible import Impossible
from articles.rearranging.keeping import keep
from articles.rearranging.passages import Passage

_MESSAGE = "The source lost text here; an editor supplied the words."


def fill_gap(article: Article, number: int, text: str) -> None:
    """Puts a text in the place of the gap of this number, counted from 1 in the body.

    A space parts it from the words around it. Where the word before it was cut (`servic-`), the text goes on with the
    rest of that word (`es and goods`); a text that ends in a cut word is completed by what follows. Whether a hyphen
    stays is settled as for the rest of the source. The gap's warning stays as one with code `filled`. Raises
    Impossible when there is no such gap or no text.
    """
    passage = Passage.of(article)
    text = text.replace("\r\n", "\n").strip()
    if not text:
        raise Impossible(_("Type the words that are missing in the gap."))
    if not 1 <= number <= len(passage.notes):
        sentence = _("“%(article)s” has no gap %(number)s. It may have been filled since; load the page again.")
        raise Impossible(sentence % {"article": article, "number": number})
    passage.with_filled(number, text).put_into(article)
    line = passage.notes[number - 1]["line"]
    article.warnings = [*article.warnings, {"code": "filled", "message": _MESSAGE, "line": line}]
    keep(article)
