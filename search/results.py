"""Running a search: the same for the page, the JSON, the feed and the export."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

import numpy as np
from haystack.backends import SQ
from haystack.query import SearchQuerySet
from numpy.typing import NDArray

from articles.dates import last_day, parse_iso
from articles.models import Caption
from articles.rights import may_show_text, quotable
from search import budget
from search.conditions import conditions
from search.engine import ArchiveBackend
from search.facets import INDEX_FIELDS, MOST_CHOICES, Counts, chips, facets
from search.language import parse
from search.lines import lines
from search.marking import Marker
from search.parameters import write
from search.records import FACETS, Facet, Hit, SearchRequest, SearchResult
from search.snippets import excerpt
from search.suggestions import suggest
from search.syntax import Node

# Ties are broken by the engine: the newest first, then by id.
_ORDERS = {"newest": ["-date"], "oldest": ["date"], "title": ["sort_title"], "relevance": []}

Reader = Callable[[Sequence[int]], Mapping[int, Any]]
"""Reads published articles by their ids; what it gives has `standfirst`, `text` and `access`."""


class Match(NamedTuple):
    """What Haystack makes of each document found, in place of its own, heavier SearchResult."""

    app_label: str
    model_name: str
    pk: str
    score: float


def run(
    request: SearchRequest,
    read: Reader = lines,
    choices: int = MOST_CHOICES,
    place: tuple[int, int] | None = None,
) -> SearchResult:
    """One page of what `request` finds, with counts over all of it.

    `read` gets the articles of the hits; `choices` is how many values of each facet are wanted beside the chosen
    ones; `place` says from where up to where the page goes, if not by its number. A page after the last has no hits.
    Raises QueryError, and SearchUnavailable.
    """
    tree = parse(request.q, request.op)
    found = _found(request, tree, FACETS)
    start, end = place or ((request.page - 1) * request.size, request.page * request.size)
    matches = found[start:end]
    count = found.count()
    counted = found.facet_counts()["fields"]
    pages = max(1, -(-count // request.size))
    return SearchResult(
        request=request,
        count=count,
        hits=_hits(matches, tree, read),
        facets=facets(counted, request, choices),
        chips=chips(request),
        histogram=_histogram(counted["year"], request),
        suggestion=suggest(request.q, tree, lambda q: counts(replace(request, q=q)).count)
        if tree and not count
        else None,
        page_count=pages,
        next_query=write(replace(request, page=request.page + 1)) if request.page < pages else None,
        previous_query=write(replace(request, page=min(request.page - 1, pages))) if request.page > 1 else None,
    )


def count_facet(request: SearchRequest, name: str) -> Facet:
    """The values of one facet, counted over all that `request` finds. Raises QueryError, and SearchUnavailable."""
    return facets(counts(request, [name]).by, request, MOST_CHOICES)[0]


class Counted(NamedTuple):
    """How many articles a search finds and, by the name of a facet, how many of them have each of its values."""

    count: int
    by: Mapping[str, Counts]


def counts(request: SearchRequest, names: Iterable[str] = (), apart: bool = True) -> Counted:
    """What `request` finds, counted by the facets `names`, the most frequent values first, and not read.

    Beside the facets there is `month` (`2024-05`), of what is dated to the month. Without `apart`, a facet in which
    something is chosen is counted among what is found as well. Raises QueryError, and SearchUnavailable.
    """
    found = _found(request, parse(request.q, request.op), names, apart)
    found[:1]  # counts need one slice to have run
    return Counted(found.count(), found.facet_counts()["fields"])


def matching_ids(request: SearchRequest, most: int | None = None) -> NDArray[np.int64]:
    """The ids of all articles that `request` finds, or of the first `most`, in its order.

    Our own engine is asked for them alone: a Match for each of 100,000 takes twenty times as long as the search.
    Raises QueryError, and SearchUnavailable.
    """
    found = _found(request, parse(request.q, request.op))
    backend = found.query.backend
    if isinstance(backend, ArchiveBackend):
        return backend.matching(found.query.build_query(), found.query.order_by, most)
    return np.array([int(match.pk) for match in found[:most]], dtype=np.int64)


def _found(
    request: SearchRequest, tree: Node | None, counted: Iterable[str] = (), apart: bool = True
) -> SearchQuerySet:
    """The search for `tree` narrowed by all that `request` chooses, with counts for the facets `counted`.

    A facet in which something is chosen is counted as if nothing were (`apart`), so that more can be chosen.
    """
    sort = "newest" if request.sort == "relevance" and tree is None else request.sort
    found = SearchQuerySet().result_class(Match).order_by(*_ORDERS[sort])
    for name in counted:
        options = {"apart": INDEX_FIELDS[name]} if apart and name in request.chosen else {}
        found = found.facet(name, **options)
    return found.filter(*_narrowing(request, tree))  # last, as Haystack copies the conditions at every further step


def _narrowing(request: SearchRequest, tree: Node | None) -> Iterator[SQ]:
    if tree:
        yield conditions(tree)
    for name, values in request.chosen.items():
        yield SQ(**{f"{INDEX_FIELDS[name]}__in": values})
    for name, values in request.excluded.items():
        yield ~SQ(**{f"{INDEX_FIELDS[name]}__in": values})
    if request.date_from:
        yield SQ(date__gte=parse_iso(request.date_from)[0])
    if request.date_to:
        yield SQ(date__lte=last_day(*parse_iso(request.date_to)))
    if request.lang:
        yield SQ(language__exact=request.lang)


def _histogram(years: Counts, request: SearchRequest) -> tuple[tuple[int, int], ...]:
    """What was found by year. Where years are chosen they were counted apart; each article has one year only."""
    chosen = request.chosen.get("year")
    return tuple(sorted((int(year), count) for year, count in years if not chosen or year in chosen))


def _hits(matches: list[Match], tree: Node | None, read: Reader) -> tuple[Hit, ...]:
    """The matches with their articles, read in one go. What was unpublished a moment ago is left out."""
    ids = [int(match.pk) for match in matches]
    articles, captions = read(ids), _captions(ids)
    marker = Marker(tree)
    return tuple(
        Hit(article, match.score, excerpt(_parts(article, captions[pk]), marker))
        for pk, match in zip(ids, matches, strict=True)
        if (article := articles.get(pk))
    )


def _parts(article: Any, captions: Sequence[str]) -> list[str]:
    """What a snippet may be cut out of."""
    shown = captions if may_show_text(article.access) else ()
    budget.check()
    return [part for part in (article.standfirst, quotable(article.text, article.access), *shown) if part]


def _captions(ids: Sequence[int]) -> Mapping[int, list[str]]:
    """The captions of these articles, as they are searched. As plain rows, since models take five times as long."""
    found = defaultdict(list)
    for article, text, credit in Caption.objects.filter(article__in=ids).values_list("article_id", "text", "credit"):
        found[article].append(f"{text} {credit}".strip())
    return found
