"""Where each line of a source went: into an article, a caption or the page's furniture."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.furniture_kinds import furniture_name
from articles.ingest.records import Line
from articles.models import Article, SourceFile


@dataclass(frozen=True)
class Place:
    """What a run of lines became. `kind` is article, caption, furniture or nowhere; `tint` tells neighbours apart."""

    kind: str
    label: str
    article: Article | None = None
    tint: int = 0


@dataclass(frozen=True)
class PlacedLine:
    """One line of the source with the warnings that point at it; `gap` where text was lost there."""

    number: int
    text: str
    notes: tuple[str, ...]
    gap: bool


@dataclass(frozen=True)
class Run:
    """Neighbouring lines that went to one place."""

    place: Place
    lines: tuple[PlacedLine, ...]

    @property
    def first(self) -> int:
        return self.lines[0].number

    @property
    def last(self) -> int:
        """Its last line, blank ones at its end left out."""
        return max((line.number for line in self.lines if line.text.strip()), default=self.first)


_TINTS = 6
NOWHERE = Place("nowhere", gettext_lazy("Not placed"))
BLANK = Place("nowhere", gettext_lazy("Blank"))


def tint(article: Article) -> int:
    """The number of the shade that marks the article's lines and its form, so that neighbours differ."""
    return article.position % _TINTS


def runs(lines: Sequence[Line], source: SourceFile, articles: Iterable[Article]) -> list[Run]:
    """The whole source in order, cut where the place changes. Blank lines go with the line before them."""
    articles = list(articles)
    places = _places(source, articles)
    notes = _notes(source, articles)
    placed, place = [], BLANK
    for line in lines:
        if line.text.strip():
            place = places.get(line.number, NOWHERE)
        warnings = notes.get(line.number, [])
        gap = any(code == "gap" for code, _message in warnings)
        messages = tuple(message for _code, message in warnings)
        placed.append((place, PlacedLine(line.number, line.text, messages, gap)))
    return [Run(place, tuple(line for _place, line in group)) for place, group in groupby(placed, lambda pair: pair[0])]


def _places(source: SourceFile, articles: Iterable[Article]) -> dict[int, Place]:
    """Line number to place. A caption inside an article's run is the caption's."""
    places: dict[int, Place] = {}
    for piece in source.furniture:
        _fill(places, piece["lines"], Place("furniture", capfirst(furniture_name(piece["kind"]))))
    for article in articles:
        place = Place("article", _("Article %(number)s") % {"number": article.position}, article, tint(article))
        for span in article.spans:
            _fill(places, span, place)
    for article in articles:
        place = Place(
            "caption", _("Caption of article %(number)s") % {"number": article.position}, article, tint(article)
        )
        for caption in article.captions.all():
            if caption.first_line and caption.last_line:
                _fill(places, (caption.first_line, caption.last_line), place)
    return places


def _fill(places: dict[int, Place], span: Sequence[int], place: Place) -> None:
    first, last = span
    places.update(dict.fromkeys(range(first, last + 1), place))


def _notes(source: SourceFile, articles: Iterable[Article]) -> dict[int, list[tuple[str, str]]]:
    """Line number to the (code, message) pairs that point at it."""
    notes: dict[int, list[tuple[str, str]]] = {}
    for owner in (source, *articles):
        for warning in owner.warnings:
            if warning.get("line"):
                notes.setdefault(warning["line"], []).append((warning["code"], warning["message"]))
    return notes
