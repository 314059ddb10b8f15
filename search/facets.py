"""The facets beside a search's hits: what they are called, and the values there are to choose from."""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import replace

from django.db.models import Model

from articles.models import Author, Institution, Publication, Region, Section, Topic
from search.parameters import readmitted, toggled, write
from search.records import FACETS, Chip, Choice, Facet, SearchRequest

INDEX_FIELDS = {facet: facet if facet == "year" else f"{facet}_exact" for facet in FACETS}
"""The index field that each facet is counted and filtered by."""

LABELS = {
    "topic": "Topic",
    "region": "Region",
    "institution": "Institution",
    "section": "Section",
    "publication": "Publication",
    "author": "Author",
    "year": "Year",
}
MOST_CHOICES = 200
"""How many values of one facet are offered; chosen ones always are."""

_NAMED_BY: dict[str, tuple[type[Model], str]] = {
    "topic": (Topic, "slug"),
    "region": (Region, "code"),
    "institution": (Institution, "slug"),
    "section": (Section, "slug"),
    "publication": (Publication, "slug"),
    "author": (Author, "slug"),
}

Counts = Iterable[tuple[str, int]]
Changed = Callable[[SearchRequest, str, str], SearchRequest]


def facet(name: str, counts: Counts, request: SearchRequest) -> Facet:
    """The facet `name` with its counted values, most frequent first, and the chosen ones that count nothing last."""
    counted = dict(counts)
    chosen = request.chosen.get(name, ())
    shown = list(counted)[:MOST_CHOICES]
    values = [*shown, *(value for value in chosen if value not in shown)]
    names = value_names(name, values)
    choices = tuple(
        Choice(
            value=value,
            name=names.get(value, value),
            count=counted.get(value, 0),
            chosen=value in chosen,
            query=write(toggled(request, name, value)),
        )
        for value in values
    )
    return Facet(name, LABELS[name], choices)


def chips(request: SearchRequest) -> tuple[Chip, ...]:
    """What narrows the search, each with the address of the same search without it."""
    return (
        *_value_chips(request, request.chosen, "{label}: {name}", toggled),
        *_value_chips(request, request.excluded, "{label}: not {name}", readmitted),
        *_single_chips(request),
    )


def _value_chips(
    request: SearchRequest, values: dict[str, tuple[str, ...]], wording: str, without: Changed
) -> Iterator[Chip]:
    for facet, given in values.items():
        names = value_names(facet, given)
        for value in given:
            label = wording.format(label=LABELS[facet], name=names.get(value, value))
            yield Chip(label, write(without(request, facet, value)))


def _single_chips(request: SearchRequest) -> Iterator[Chip]:
    first_page = replace(request, page=1)
    if request.date_from:
        yield Chip(f"From {request.date_from}", write(replace(first_page, date_from="")))
    if request.date_to:
        yield Chip(f"To {request.date_to}", write(replace(first_page, date_to="")))
    if request.lang:
        yield Chip(f"Language: {request.lang}", write(replace(first_page, lang="")))


def value_names(facet: str, values: Collection[str]) -> dict[str, str]:
    """The names of a facet's values, from the catalogue. What is not in it has none."""
    if facet not in _NAMED_BY:
        return {}
    model, key = _NAMED_BY[facet]
    return dict(model._default_manager.filter(**{f"{key}__in": list(values)}).values_list(key, "name"))
