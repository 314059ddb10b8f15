"""Searching and exporting as data."""

from collections.abc import Iterable
from typing import Any

from django.db.models import prefetch_related_objects
from django.http import Http404, HttpRequest, StreamingHttpResponse
from ninja import Router
from typing_extensions import TypedDict

from articles.api.paging import Page, page_address, refuse_unknown
from articles.exports import EXPORTERS
from articles.exports.rows import PARTS, ArticleSummary, article_summary
from search.export import selected_rows
from search.parameters import read
from search.records import FACETS, PAGE_SIZE, PAGE_SIZE_LIMIT, SORTS, Choice, Hit
from search.results import run

router = Router(tags=["search"])


class FoundArticle(ArticleSummary):
    """An article without its text. `snippet` is HTML, the matched words in `<mark>`, all else escaped."""

    score: float
    snippet: str


class FacetChoice(TypedDict):
    value: str
    name: str
    count: int


class YearCount(TypedDict):
    year: int
    count: int


class SearchPage(Page[FoundArticle]):
    """A page of what was found, with counts over all of it."""

    query: str
    op: str
    facets: dict[str, list[FacetChoice]]
    histogram: list[YearCount]
    suggestion: str | None


_LIST = {"type": "array", "items": {"type": "string"}}
_FILTERS = {
    "q": {"type": "string", "description": "The query, as on the search page."},
    "op": {"enum": ["all", "any"], "default": "all", "description": "Whether all words or any must occur."},
    **{facet: _LIST | {"description": f"{facet.title()}; a leading minus excludes. May repeat."} for facet in FACETS},
    "from": {"type": "string", "description": "First date: 2024, 2024-05 or 2024-05-06."},
    "to": {"type": "string", "description": "Last date, written the same way."},
    "lang": {"type": "string", "description": "Language code: `en`, `zh`."},
}
_PAGING = {
    "sort": {"enum": list(SORTS), "default": "relevance"},
    "page": {"type": "integer", "minimum": 1, "default": 1},
    "size": {"type": "integer", "minimum": 1, "maximum": PAGE_SIZE_LIMIT, "default": PAGE_SIZE},
}


def _described(schemas: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """The parameters for the API's description; `search.parameters` reads them, for the page as well."""
    return {"parameters": [{"in": "query", "name": name, "schema": schema} for name, schema in schemas.items()]}


@router.get("/search", response=SearchPage, summary="Search", openapi_extra=_described(_FILTERS | _PAGING))
def search(request: HttpRequest) -> SearchPage:
    """One page of the published articles that match, with facet counts over all of them."""
    refuse_unknown(request, _FILTERS | _PAGING)
    found = run(read(request.GET))
    asked = found.request
    return {
        "query": asked.q,
        "op": asked.op,
        "count": found.count,
        "page": asked.page,
        "size": asked.size,
        "next": page_address(request, asked.page + 1) if asked.page < found.page_count else None,
        "previous": page_address(request, min(asked.page - 1, found.page_count)) if asked.page > 1 else None,
        "results": _results(found.hits, request.build_absolute_uri("/")),
        "facets": {facet.name: [_choice(choice) for choice in facet.choices] for facet in found.facets},
        "histogram": [{"year": year, "count": count} for year, count in found.histogram],
        "suggestion": found.suggestion,
    }


def _results(hits: Iterable[Hit], base: str) -> list[FoundArticle]:
    prefetch_related_objects([hit.article for hit in hits], *PARTS)
    return [{**article_summary(hit.article, base), "score": hit.score, "snippet": hit.snippet} for hit in hits]


def _choice(choice: Choice) -> FacetChoice:
    return {"value": choice.value, "name": choice.name, "count": choice.count}


@router.get("/export.{format}", summary="Export", openapi_extra=_described(_FILTERS))
def export(request: HttpRequest, format: str) -> StreamingHttpResponse:
    """All articles that match, streamed by ascending id; without filters, all there are."""
    if format not in EXPORTERS:
        raise Http404(f"There is no export as {format}. There are: {', '.join(EXPORTERS)}.")
    refuse_unknown(request, _FILTERS | _PAGING)
    exporter = EXPORTERS[format]
    rows = selected_rows(request.GET, request.build_absolute_uri("/"))
    return StreamingHttpResponse(
        exporter.encode(rows),
        content_type=exporter.MEDIA_TYPE,
        headers={"Content-Disposition": f'attachment; filename="articles.{format}"'},
    )
