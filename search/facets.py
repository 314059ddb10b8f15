"""The facets beside a search's hits: what they are called, and the values there are to choose from."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from django.db.models import Model

from articles.models import Author, Institution, Publication, Region, Section, Topic
from search.parameters import FacetAddress, write
from search.per_generation import per_generation
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

Counts = Sequence[tuple[str, int]]


@per_generation
def names() -> Mapping[str, Mapping[str, str]]:
    """What the values of each facet are called in the catalogue. Years are called what they are."""
    found = {
        facet: dict(model._default_manager.order_by().values_list(key, "name"))
        for facet, (model, key) in _NAMED_BY.items()
    }
    return found | {"year": {}}


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
    return Facet(name, LABELS[name], choices, max(len(counts), len(shown)))


def chips(request: SearchRequest) -> tuple[Chip, ...]:
    """What narrows the search, each with the address of the same search without it."""
    return (
        *_value_chips(request, request.chosen, "{label}: {name}"),
        *_value_chips(request, request.excluded, "{label}: not {name}"),
        *_single_chips(request),
    )


def _value_chips(request: SearchRequest, values: dict[str, tuple[str, ...]], wording: str) -> Iterator[Chip]:
    called = names() if values else {}
    for facet, given in values.items():
        address = FacetAddress(request, facet)
        for value in given:
            label = wording.format(label=LABELS[facet], name=called[facet].get(value, value))
            yield Chip(label, address.toggled(value))


def _single_chips(request: SearchRequest) -> Iterator[Chip]:
    first_page = replace(request, page=1)
    if request.date_from:
        yield Chip(f"From {request.date_from}", write(replace(first_page, date_from="")))
    if request.date_to:
        yield Chip(f"To {request.date_to}", write(replace(first_page, date_to="")))
    if request.lang:
        yield Chip(f"Language: {request.lang}", write(replace(first_page, lang="")))
