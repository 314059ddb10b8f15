"""The figures on the page of a topic, region, institution or author: its articles over time, and with what."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from typing import NamedTuple

from django.urls import reverse

from articles.local_dates import month_name
from articles.models import Author, Institution, Region, Topic
from articles.pages.charts import Count, months, span
from articles.subjects import KINDS
from search.facets import Counts, names
from search.parameters import write
from search.records import SearchRequest
from search.results import counts

MOST_COMPANIONS = 6
"""How many of each kind a subject is shown with."""

_COMPANIONS = ("topic", "region", "institution")


class Companion(NamedTuple):
    """Something that `count` articles are about as well. `query` searches for both."""

    name: str
    count: int
    query: str


class Figures(NamedTuple):
    """What the index knows of a subject. `by` is `year` or, where all is dated within one year, `month`.

    `companions` are by kind, `topic`, `region` and `institution`; `query` searches for the subject.
    """

    periods: list[Count]
    by: str
    companions: dict[str, list[Companion]]
    query: str


def subject_figures(subject: Topic | Region | Institution | Author) -> Figures:
    """Its figures, counted by the search, in a query at most where the names are kept. Raises SearchUnavailable."""
    kind = next(kind for kind, entry in KINDS.items() if isinstance(subject, entry.subjects.model))
    request = SearchRequest(chosen={kind: tuple(_values(subject, kind))})
    counted = counts(request, ["year", "month", *_COMPANIONS], apart=False)
    by_year = {int(year): count for year, count in counted.by["year"]}
    by_month = dict(counted.by["month"])
    by = "month" if len(by_year) == 1 and sum(by_month.values()) == counted.count else "year"
    return Figures(
        periods=list(_months(request, by_month) if by == "month" else _years(request, by_year)),
        by=by,
        companions={other: list(_companions(request, other, counted.by[other])) for other in _COMPANIONS},
        query=write(request),
    )


def _values(subject: Topic | Region | Institution | Author, kind: str) -> Iterator[str]:
    """What its articles carry: its slug or code and, for a topic of the first level, those below it."""
    yield getattr(subject, KINDS[kind].key)
    if isinstance(subject, Topic):
        yield from subject.children.values_list("slug", flat=True)


def _years(request: SearchRequest, counted: dict[int, int]) -> Iterator[Count]:
    for year in span(counted):
        address = _address(replace(request, chosen=request.chosen | {"year": (f"{year:04d}",)}))
        yield Count(str(year), counted.get(year, 0), address)


def _months(request: SearchRequest, counted: dict[str, int]) -> Iterator[Count]:
    for month, count in months(counted):
        address = _address(replace(request, date_from=month, date_to=month))
        yield Count(month_name(month), count, address)


def _companions(request: SearchRequest, kind: str, counted: Counts) -> Iterator[Companion]:
    """The most frequent others of a kind, under their names in the language of the page."""
    itself = request.chosen.get(kind, ())
    most = dict(islice(((value, count) for value, count in counted if value not in itself), MOST_COMPANIONS))
    called = names()[kind]
    for value, count in most.items():
        if value in called:
            yield Companion(called[value], count, _both(request, kind, value))


def _both(request: SearchRequest, kind: str, value: str) -> str:
    """The search for the subject together with another one.

    Two values of one facet are one or the other to a search: the second of a kind is asked for by its field.
    """
    if kind not in request.chosen:
        return write(replace(request, chosen=request.chosen | {kind: (value,)}))
    return write(replace(request, q=f"{kind}:{value}"))


def _address(request: SearchRequest) -> str:
    return f"{reverse('search')}?{write(request)}"
