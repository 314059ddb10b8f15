"""What a reader of an issue must know to be missing: in a reader's words, by the codes of the ingest's warnings."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy, ngettext_lazy

from articles.models import Article, SourceFile

GAPS, UNREADABLE = "gap", "unreadable"
UNREADABLE_SIGN = "\ufffd"
"""Stands in a text where the source holds bytes that mean no character."""

_SENTENCES: Mapping[str, Promise] = {
    GAPS: ngettext_lazy(
        "The source breaks off in %(number)s article. The gap is shown there.",
        "The source breaks off in %(number)s articles. The gaps are shown there.",
        "number",
    ),
    UNREADABLE: ngettext_lazy(
        "In %(number)s article there are characters that could not be read. They are shown as �.",
        "In %(number)s articles there are characters that could not be read. They are shown as �.",
        "number",
    ),
    "title": ngettext_lazy(
        "%(number)s article stands in the source without a headline. It may be the rest of one from another page.",
        "%(number)s articles stand in the source without a headline. They may be the rest of others from other pages.",
        "number",
    ),
    "date": ngettext_lazy(
        "In %(number)s article a date is printed that does not exist. It was not taken over.",
        "In %(number)s articles dates are printed that do not exist. They were not taken over.",
        "number",
    ),
    "filled": ngettext_lazy(
        "In %(number)s article an editor filled a gap.",
        "In %(number)s articles an editor filled gaps.",
        "number",
    ),
}
"""What to say of articles with a warning, by its code. Other warnings are the editor's business."""

_NOT_SHOWN: Mapping[str, Promise] = {
    GAPS: ngettext_lazy(
        "The source breaks off in %(number)s article.", "The source breaks off in %(number)s articles.", "number"
    ),
    UNREADABLE: ngettext_lazy(
        "In %(number)s article there are characters that could not be read.",
        "In %(number)s articles there are characters that could not be read.",
        "number",
    ),
}
"""What to say instead where the text itself is not shown."""

_EMPTY = ngettext_lazy(
    "In %(number)s of its files no article was found.", "In %(number)s of its files no article was found.", "number"
)

_PARTS: Mapping[str, Promise] = {
    "advertisement": gettext_lazy("Advertisements"),
    "picture": gettext_lazy("Pictures"),
    "notice": gettext_lazy("Corrections"),
    "comments": gettext_lazy("Readers’ comments"),
    "notes": gettext_lazy("Notes to editors"),
    "contents": gettext_lazy("Lists of contents"),
    "contact": gettext_lazy("Addresses"),
    "imprint": gettext_lazy("Imprints"),
    "navigation": gettext_lazy("Links to other pages"),
}
"""The furniture that a reader may look for, by its kind."""

_OTHER_PARTS = gettext_lazy("Page heads, page numbers and the like")
_OF_ARTICLES = frozenset({"continuation"})
"""Kinds of furniture whose text is in the archive after all."""


class Loss(NamedTuple):
    """One kind of loss in an issue: a sentence, and the articles that it befell, if it befell articles."""

    sentence: str
    articles: Sequence[Article]


def losses(articles: Iterable[Article], sources: Iterable[SourceFile], in_full: bool) -> list[Loss]:
    """What was lost in an issue, gaps first. `articles` bear `has_gap` and `has_unreadable` beside their warnings;
    `in_full` is whether their texts are shown."""
    sentences = _SENTENCES if in_full else {**_SENTENCES, **_NOT_SHOWN}
    by_code: dict[str, list[Article]] = {code: [] for code in _SENTENCES}
    for article in articles:
        for code in _codes(article) & by_code.keys():
            by_code[code].append(article)
    found = [Loss(_say(sentences[code], len(those)), those) for code, those in by_code.items() if those]
    empty = sum(any(warning["code"] == "empty" for warning in source.warnings) for source in sources)
    return [*found, Loss(_say(_EMPTY, empty), [])] if empty else found


def _codes(article: Any) -> set[str]:
    codes = {warning["code"] for warning in article.warnings} - {GAPS, UNREADABLE}  # these the text itself tells
    shown = ((GAPS, article.has_gap), (UNREADABLE, article.has_unreadable))
    return codes | {code for code, there in shown if there}


def _say(sentence: Promise, number: int) -> str:
    return str(sentence % {"number": number})


def set_apart(sources: Iterable[SourceFile]) -> list[tuple[str, int]]:
    """What stands in the sources and belongs to no article: the name of each kind, and how many pieces; others last."""
    kinds = Counter(piece["kind"] for source in sources for piece in source.furniture)
    named = [(str(name), kinds[kind]) for kind, name in _PARTS.items() if kinds[kind]]
    others = sum(count for kind, count in kinds.items() if kind not in _PARTS and kind not in _OF_ARTICLES)
    return [*named, (str(_OTHER_PARTS), others)] if others else named
