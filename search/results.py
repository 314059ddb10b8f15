"""Running a search: the same for the page, the JSON, the feed and the export."""

from dataclasses import replace
from typing import NamedTuple

from haystack.backends import SQ
from haystack.query import SearchQuerySet

from articles.dates import last_day, parse_iso
from articles.models import Article
from search.conditions import conditions
from search.facets import INDEX_FIELDS, chips, facet
from search.language import parse
from search.parameters import write
from search.records import FACETS, Facet, Hit, SearchRequest, SearchResult
from search.search_indexes import text_parts
from search.snippets import snippet
from search.suggestions import suggest
from search.syntax import Node

# Ties are broken by the engine: the newest first, then by id.
_ORDERS = {"newest": ["-date"], "oldest": ["date"], "title": ["sort_title"], "relevance": []}


class Match(NamedTuple):
    """What Haystack makes of each document found, in place of its own, heavier SearchResult."""

    app_label: str
    model_name: str
    pk: str
    score: float


def run(request: SearchRequest) -> SearchResult:
    """One page of what `request` finds, with counts over all of it.

    A page after the last has no hits. Raises QueryError, and SearchUnavailable.
    """
    tree = parse(request.q, request.op)
    found = _found(request, tree)
    for name in FACETS:
        found = found.facet(name)
    start = (request.page - 1) * request.size
    matches = found[start : start + request.size]
    count = found.count()
    counted = found.facet_counts()["fields"]
    pages = max(1, -(-count // request.size))
    return SearchResult(
        request=request,
        count=count,
        hits=_hits(matches, tree),
        facets=tuple(_facet(name, counted, request, tree) for name in FACETS),
        chips=chips(request),
        histogram=tuple(sorted((int(year), number) for year, number in counted["year"])),
        suggestion=suggest(request.q, tree, lambda q: _count(replace(request, q=q))) if tree and not count else None,
        page_count=pages,
        next_query=write(replace(request, page=request.page + 1)) if request.page < pages else None,
        previous_query=write(replace(request, page=min(request.page - 1, pages))) if request.page > 1 else None,
    )


def matching_ids(request: SearchRequest) -> list[int]:
    """The ids of all articles that `request` finds, in its order. Raises QueryError, and SearchUnavailable."""
    return [int(match.pk) for match in _found(request, parse(request.q, request.op))[:]]


def _count(request: SearchRequest) -> int:
    return _found(request, parse(request.q, request.op)).count()


def _found(request: SearchRequest, tree: Node | None, ignored: str = "") -> SearchQuerySet:
    """The search for `tree` narrowed by all that `request` chooses but for the facet `ignored`."""
    found = SearchQuerySet().result_class(Match)
    if tree:
        found = found.filter(conditions(tree))
    for name, values in request.chosen.items():
        if name != ignored:
            found = found.filter(SQ(**{f"{INDEX_FIELDS[name]}__in": values}))
    for name, values in request.excluded.items():
        found = found.filter(~SQ(**{f"{INDEX_FIELDS[name]}__in": values}))
    if request.date_from:
        found = found.filter(SQ(date__gte=parse_iso(request.date_from)[0]))
    if request.date_to:
        found = found.filter(SQ(date__lte=last_day(*parse_iso(request.date_to))))
    if request.lang:
        found = found.filter(SQ(language__exact=request.lang))
    sort = "newest" if request.sort == "relevance" and tree is None else request.sort
    return found.order_by(*_ORDERS[sort])


def _facet(name: str, counted: dict[str, list[tuple[str, int]]], request: SearchRequest, tree: Node | None) -> Facet:
    """A facet in which something is chosen is counted as if nothing were, so that more can be chosen."""
    if name in request.chosen:
        wider = _found(request, tree, ignored=name).facet(name)
        wider[:1]  # counts need one slice to have run
        counted = wider.facet_counts()["fields"]
    return facet(name, counted[name], request)


def _hits(matches: list[Match], tree: Node | None) -> tuple[Hit, ...]:
    """The matches with their articles, read in one go. What was unpublished a moment ago is left out."""
    articles = (
        Article.objects.published()
        .select_related("issue__publication", "section")
        .prefetch_related("captions")
        .defer("body", "body_html")
        .in_bulk([int(match.pk) for match in matches])
    )
    return tuple(
        Hit(article, match.score, snippet(text_parts(article), tree))
        for match in matches
        if (article := articles.get(int(match.pk)))
    )
