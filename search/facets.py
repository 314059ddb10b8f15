"""The facets beside a search's hits: what they are called, and the values there are to choose from."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from django.db.models import Model
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.dates import parse_iso
from articles.local_dates import in_words
from articles.local_names import is_chinese
from articles.models import Author, Institution, Publication, Region, Section, Topic
from articles.name_markup import sentence, with_language
from search.parameters import FacetAddress, write
from search.per_generation import per_generation
from search.records import FACETS, Chip, Choice, Facet, SearchRequest

INDEX_FIELDS = {facet: facet if facet == "year" else f"{facet}_exact" for facet in FACETS}
"""The index field that each facet is counted and filtered by."""

LABELS = {
    "topic": gettext_lazy("Topic"),
    "region": gettext_lazy("Region"),
    "institution": gettext_lazy("Institution"),
    "section": gettext_lazy("Section"),
    "publication": gettext_lazy("Publication"),
    "author": gettext_lazy("Author"),
    "year": gettext_lazy("Year"),
}
LANGUAGES = {"en": gettext_lazy("English"), "zh": gettext_lazy("Chinese")}
MOST_CHOICES = 200
"""How many values of one facet are offered; chosen ones always are."""

_NAMED_BY: dict[str, tuple[type[Model], str, str]] = {
    "topic": (Topic, "slug", "name_zh"),
    "region": (Region, "code", "name_zh"),
    "institution": (Institution, "slug", "name_zh"),
    "section": (Section, "slug", "name"),
    "publication": (Publication, "slug", "name"),
    "author": (Author, "slug", "name"),
}
"""The model of each facet's values, the column that tells them apart, and the one with their Chinese name."""

Counts = Sequence[tuple[str, int]]
Names = Mapping[str, Mapping[str, str]]


def names() -> Names:
    """What the values of each facet are called, in the language of the page. Years are called what they are."""
    return _names()[is_chinese()]


@per_generation
def _names() -> tuple[Names, Names]:
    """The names in English, and in Chinese."""
    english: dict[str, dict[str, str]] = {"year": {}}
    chinese: dict[str, dict[str, str]] = {"year": {}}
    for facet, (model, key, column) in _NAMED_BY.items():
        rows = model._default_manager.order_by().values_list(key, "name", column)
        english[facet] = {key: name for key, name, __ in rows}
        chinese[facet] = {key: name_zh or name for key, name, name_zh in rows}
    return english, chinese


def facets(counts: Mapping[str, Counts], request: SearchRequest, most: int) -> tuple[Facet, ...]:
    """The facets that were counted, each with up to `most` values, of years all, and those that are chosen."""
    called = names()
    return tuple(
        _facet(name, counts[name], request.chosen.get(name, ()), MOST_CHOICES if name == "year" else most, called[name])
        for name in FACETS
        if name in counts
    )


def _facet(name: str, counts: Counts, chosen: tuple[str, ...], most: int, called: Mapping[str, str]) -> Facet:
    """The chosen values that are rarer than the `most` frequent, or count nothing, come last."""
    shown = dict(counts[:most])
    rarer = dict.fromkeys((value for value in chosen if value not in shown), 0)
    if rarer:
        shown |= rarer | {value: count for value, count in counts[most:] if value in rarer}
    choices = tuple(Choice(value, called.get(value, value), count, value in chosen) for value, count in shown.items())
    return Facet(name, str(LABELS[name]), choices, max(len(counts), len(shown)))


def chips(request: SearchRequest) -> tuple[Chip, ...]:
    """What narrows the search, each with the address of the same search without it."""
    return (
        *_value_chips(request, request.chosen, _("%(facet)s: %(name)s")),
        *_value_chips(request, request.excluded, _("%(facet)s: not %(name)s")),
        *_single_chips(request),
    )


def _value_chips(request: SearchRequest, values: dict[str, tuple[str, ...]], wording: str) -> Iterator[Chip]:
    called = names() if values else {}
    for facet, given in values.items():
        address = FacetAddress(request, facet)
        for value in given:
            label = sentence(wording, facet=LABELS[facet], name=with_language(called[facet].get(value, value)))
            yield Chip(label, address.toggled(value))


def _single_chips(request: SearchRequest) -> Iterator[Chip]:
    first_page = replace(request, page=1)
    if request.date_from and request.date_from == request.date_to:
        yield Chip(date_words(request.date_from), write(replace(first_page, date_from="", date_to="")))
    else:
        if request.date_from:
            label = _("From %(date)s") % {"date": date_words(request.date_from)}
            yield Chip(label, write(replace(first_page, date_from="")))
        if request.date_to:
            label = _("To %(date)s") % {"date": date_words(request.date_to)}
            yield Chip(label, write(replace(first_page, date_to="")))
    if request.lang:
        label = _("Language: %(language)s") % {"language": LANGUAGES.get(request.lang.lower(), request.lang)}
        yield Chip(label, write(replace(first_page, lang="")))


def date_words(typed: str) -> str:
    """`2021-05` as `May 2021`."""
    return in_words(*parse_iso(typed))
