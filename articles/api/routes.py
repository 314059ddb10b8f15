"""The catalogue's addresses under the API: publications, issues, articles, and what those are tagged with."""

from django.http import HttpRequest, JsonResponse
from ninja import Query, Router

from articles.api.answers import ONCE_PUBLIC, ONE, data_response
from articles.api.choosing import chosen_fields, refuse_unknown
from articles.api.filters import (
    ArticleFields,
    ArticleParameters,
    AuthorParameters,
    InstitutionParameters,
    IssueFields,
    IssueParameters,
    PublicationParameters,
    RegionParameters,
    TopicParameters,
)
from articles.api.listings import (
    ARTICLES,
    AUTHORS,
    INSTITUTIONS,
    ISSUES,
    PUBLICATIONS,
    REGIONS,
    TOPICS,
    article_list_rows,
)
from articles.api.paging import Envelope, page_of
from articles.api.rows import (
    AuthorRow,
    InstitutionRow,
    IssueRow,
    PublicationRow,
    RegionRow,
    TopicRow,
)
from articles.exports.fields import ARTICLE_FIELDS
from articles.exports.published import for_rows
from articles.exports.rows import ArticleRow
from articles.models import Article, Author, Institution, Issue, Publication, Region, Topic
from articles.tombstones import absent_article, absent_issue

router = Router(tags=["catalogue"])


class ArticlePage(Envelope):
    """A page of the list of articles."""

    results: list[ArticleRow]


class IssuePage(Envelope):
    """A page of the list of issues."""

    results: list[IssueRow]


class PublicationPage(Envelope):
    """A page of the list of publications."""

    results: list[PublicationRow]


class TopicPage(Envelope):
    """A page of the list of topics."""

    results: list[TopicRow]


class RegionPage(Envelope):
    """A page of the list of regions."""

    results: list[RegionRow]


class InstitutionPage(Envelope):
    """A page of the list of institutions."""

    results: list[InstitutionRow]


class AuthorPage(Envelope):
    """A page of the list of authors."""

    results: list[AuthorRow]


@router.get("/articles", response={200: ArticlePage, **ONE}, summary="Articles, newest first")
def articles(request: HttpRequest, parameters: Query[ArticleParameters]) -> JsonResponse:
    """Published articles, whole, the latest date first; those without any date come last."""
    return page_of(request, parameters, parameters.narrow(Article.objects.published()), ARTICLES)


@router.get("/articles/{int:article_id}", response={200: ArticleRow, **ONE, **ONCE_PUBLIC}, summary="One article")
def article(request: HttpRequest, article_id: int, parameters: Query[ArticleFields]) -> JsonResponse:
    """The published article with that number. One that was withdrawn is answered with 410."""
    refuse_unknown(request, ["fields"])
    chosen = chosen_fields(parameters.fields, ARTICLE_FIELDS)
    rows = article_list_rows(for_rows().filter(pk=article_id), request.build_absolute_uri("/"), chosen)
    if not rows:
        raise absent_article(article_id)
    return data_response(rows[0])


@router.get("/issues", response={200: IssuePage, **ONE}, summary="Issues, newest first")
def issues(request: HttpRequest, parameters: Query[IssueParameters]) -> JsonResponse:
    """Published issues, the latest date first, with the number of their published articles."""
    return page_of(request, parameters, parameters.narrow(Issue.objects.published()), ISSUES)


@router.get("/issues/{int:issue_id}", response={200: IssueRow, **ONE, **ONCE_PUBLIC}, summary="One issue")
def issue(request: HttpRequest, issue_id: int, parameters: Query[IssueFields]) -> JsonResponse:
    """The published issue with that number. One that was withdrawn is answered with 410."""
    refuse_unknown(request, ["fields"])
    chosen = chosen_fields(parameters.fields, ISSUES.fields)
    rows = ISSUES.rows(ISSUES.whole.filter(pk=issue_id), request.build_absolute_uri("/"), chosen)
    if not rows:
        raise absent_issue(issue_id)
    return data_response(rows[0])


@router.get("/publications", response={200: PublicationPage, **ONE}, summary="Publications")
def publications(request: HttpRequest, parameters: Query[PublicationParameters]) -> JsonResponse:
    """Publications that have a published issue, by name."""
    return page_of(request, parameters, Publication.objects.in_use(), PUBLICATIONS)


@router.get("/topics", response={200: TopicPage, **ONE}, summary="Topics in use")
def topics(request: HttpRequest, parameters: Query[TopicParameters]) -> JsonResponse:
    """Topics that published articles carry, by name."""
    return page_of(request, parameters, Topic.objects.all(), TOPICS)


@router.get("/regions", response={200: RegionPage, **ONE}, summary="Regions in use")
def regions(request: HttpRequest, parameters: Query[RegionParameters]) -> JsonResponse:
    """Countries, provinces and groups of them that published articles carry, by name."""
    return page_of(request, parameters, Region.objects.all(), REGIONS)


@router.get("/institutions", response={200: InstitutionPage, **ONE}, summary="Institutions in use")
def institutions(request: HttpRequest, parameters: Query[InstitutionParameters]) -> JsonResponse:
    """Institutions that published articles carry, by name."""
    return page_of(request, parameters, Institution.objects.all(), INSTITUTIONS)


@router.get("/authors", response={200: AuthorPage, **ONE}, summary="Authors")
def authors(request: HttpRequest, parameters: Query[AuthorParameters]) -> JsonResponse:
    """Persons who signed published articles, by the name that is printed."""
    return page_of(request, parameters, Author.objects.all(), AUTHORS)
