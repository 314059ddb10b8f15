"""Searching as data."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Prefetch
from django.http import HttpRequest, JsonResponse
from ninja import Query, Router, Schema
from pydantic import Field
from typing_extensions import TypedDict

from articles.api.answers import LIMITED, ONCE_PUBLIC, ONE, OUT_OF_ORDER, REFUSED, data_response
from articles.api.choosing import chosen_fields, fields_parameter, refuse_unknown
from articles.api.filters import Language
from articles.api.paging import Envelope, Window, beside, page_response
from articles.exports.fields import Fields, with_fields
from articles.exports.published import for_rows
from articles.exports.rows import ArticleSummary, article_summary
from articles.models import Article, ArticleInstitution, ArticleRegion, ArticleTopic, Authorship
from articles.tombstones import absent_article
from search.completion import Completion, complete
from search.language import LONGEST_QUERY
from search.parameter_schemas import FILTERS, GOING_ON, PAGING, described, fields_schema
from search.parameters import read
from search.place import Place, place_of
from search.records import Choice, Hit, SearchResult
from search.related import related_articles
from search.results import run

router = Router(tags=["search"])


class FoundArticle(ArticleSummary):
    """An article without its text. `snippet` is HTML, the matched words in `<mark>`, all else escaped."""

    score: float
    snippet: str


class SummaryFields(Schema):
    """What may be asked of a list of articles without their texts."""

    fields: str = fields_parameter(ArticleSummary)


class CompletionParameters(Schema):
    """What may be asked of the completion."""

    q: str = Field("", max_length=LONGEST_QUERY, description="What is typed.", examples=["carb"])
    lang: Language = Field("en", description="The language of the names.", examples=["en", "zh"])


class FacetChoice(TypedDict):
    value: str
    name: str
    count: int


class YearCount(TypedDict):
    year: int
    count: int


class SearchPage(Envelope):
    """A page of what was found, with counts over all of it."""

    results: list[FoundArticle]
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

FOUND_FIELDS = tuple(FoundArticle.__annotations__)
SEARCH = FILTERS | PAGING | GOING_ON | {"fields": fields_schema(FOUND_FIELDS)}


def _results(hits: Iterable[Hit], base: str, fields: Fields) -> list[Mapping[str, Any]]:
    found = [{**article_summary(hit.article, base), "score": hit.score, "snippet": hit.snippet} for hit in hits]
    return [with_fields(row, fields) for row in found]


@router.get(
    "/search",
    response={200: SearchPage, **ONE, **LIMITED, **OUT_OF_ORDER},
    summary="Search",
    openapi_extra=described(SEARCH),
)
def search(request: HttpRequest) -> JsonResponse:
    """One page of the published articles that match, with facet counts over all of them."""
    refuse_unknown(request, SEARCH)
    fields = chosen_fields(request.GET.get("fields", ""), FOUND_FIELDS)
    asked = read(request.GET)
    place = place_of(request.GET, asked)
    found = run(asked, _ROWS.in_bulk, place=place)
    return page_response(_page(request, found, place, fields))


def _page(request: HttpRequest, found: SearchResult, place: Place, fields: Fields) -> dict[str, Any]:
    asked = found.request
    ids = [hit.article.pk for hit in found.hits]
    window = Window([(pk, pk) for pk in ids], place.start > 0, place.end < found.count)
    return {
        "query": asked.q,
        "op": asked.op,
        "count": found.count,
        "page": asked.page,
        "size": asked.size,
        **beside(request, asked.page, -(-found.count // asked.size), window),
        "results": _results(found.hits, request.build_absolute_uri("/"), fields),
        "facets": {facet.name: [_choice(choice) for choice in facet.choices] for facet in found.facets},
        "histogram": [{"year": year, "count": count} for year, count in found.histogram],
        "suggestion": found.suggestion,
    }


def _choice(choice: Choice) -> FacetChoice:
    return {"value": choice.value, "name": choice.name, "count": choice.count}


@router.get("/complete", response={200: list[Completion], **REFUSED, **LIMITED}, summary="Completion while typing")
def completion(request: HttpRequest, parameters: Query[CompletionParameters]) -> JsonResponse:
    """Up to ten topics, regions, institutions, authors, publications and titles that the words may begin."""
    refuse_unknown(request, CompletionParameters.model_fields)
    return data_response(complete(parameters.q, parameters.lang))


@router.get(
    "/articles/{int:article_id}/related",
    response={200: list[ArticleSummary], **ONE, **ONCE_PUBLIC, **LIMITED, **OUT_OF_ORDER},
    summary="Related articles",
)
def related(request: HttpRequest, article_id: int, parameters: Query[SummaryFields]) -> JsonResponse:
    """Up to five published articles that say much the same, the nearest first."""
    refuse_unknown(request, ["fields"])
    fields = chosen_fields(parameters.fields, tuple(ArticleSummary.__annotations__))
    article = Article.objects.published().filter(pk=article_id).first()
    if article is None:
        raise absent_article(article_id)
    base, others = request.build_absolute_uri("/"), related_articles(article, read=_ROWS.in_bulk)
    return data_response([with_fields(article_summary(other, base), fields) for other in others])
