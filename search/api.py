"""Searching and exporting as data."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Prefetch
from django.http import Http404, HttpRequest, JsonResponse, StreamingHttpResponse
from ninja import Query, Router
from typing_extensions import TypedDict

from articles.api.paging import Page, page_address, refuse_unknown
from articles.exports import EXPORTERS
from articles.exports.published import for_rows
from articles.exports.rows import ArticleSummary, article_summary
from articles.models import Article, ArticleInstitution, ArticleRegion, ArticleTopic, Authorship
from search.completion import Completion, complete
from search.export import selected_rows
from search.language import LONGEST_QUERY
from search.parameters import read
from search.records import FACETS, PAGE_SIZE, PAGE_SIZE_LIMIT, SORTS, Choice, Hit, SearchResult
from search.related import related_articles
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


_ROWS = (
    for_rows()
    .defer("body")
    .select_related("issue__publication", "section")
    .prefetch_related(
        "captions",
        Prefetch("authorships", Authorship.objects.select_related("author")),
        Prefetch("topic_tags", ArticleTopic.objects.select_related("topic").defer("evidence")),
        Prefetch("region_tags", ArticleRegion.objects.select_related("region").defer("evidence")),
        Prefetch("institution_tags", ArticleInstitution.objects.select_related("institution").defer("evidence")),
    )
)
"""What a result shows of an article, with the few joins that this takes: five queries for all of a page."""

_COMPLETION_SECONDS = 60  # how long a browser may use a completion again

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
def search(request: HttpRequest) -> JsonResponse:
    """One page of the published articles that match, with facet counts over all of them."""
    refuse_unknown(request, _FILTERS | _PAGING)
    found = run(read(request.GET), _ROWS.in_bulk)
    # Sent as it is: to have some hundreds of counts checked against their description takes longer than the search.
    return JsonResponse(_page(request, found), json_dumps_params={"ensure_ascii": False})


def _page(request: HttpRequest, found: SearchResult) -> SearchPage:
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
    return [{**article_summary(hit.article, base), "score": hit.score, "snippet": hit.snippet} for hit in hits]


def _choice(choice: Choice) -> FacetChoice:
    return {"value": choice.value, "name": choice.name, "count": choice.count}


@router.get("/complete", response=list[Completion], summary="Completion while typing")
def completion(
    request: HttpRequest,
    q: str = Query("", max_length=LONGEST_QUERY, description="What is typed."),
    lang: str = Query("en", max_length=35, description="The language of the names: `en` or `zh`."),
) -> JsonResponse:
    """Up to ten topics, regions, institutions, authors, publications and titles that the words may begin."""
    refuse_unknown(request, ["q", "lang"])
    headers = {"Cache-Control": f"max-age={_COMPLETION_SECONDS}"}
    return JsonResponse(complete(q, lang), safe=False, json_dumps_params={"ensure_ascii": False}, headers=headers)


@router.get("/articles/{int:article_id}/related", response=list[ArticleSummary], summary="Related articles")
def related(request: HttpRequest, article_id: int) -> list[ArticleSummary]:
    """Up to five published articles that say much the same, the nearest first."""
    article = Article.objects.published().filter(pk=article_id).first()
    if article is None:
        raise Http404(f"There is no published article with the number {article_id}.")
    base = request.build_absolute_uri("/")
    return [article_summary(other, base) for other in related_articles(article, read=_ROWS.in_bulk)]


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
