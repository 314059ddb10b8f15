"""The catalogue's addresses under the API: articles, issues, topics, regions, institutions."""

from django.http import HttpRequest
from ninja import Query, Router

from articles.api.filters import ArticleParameters
from articles.api.paging import Page, PageParameters, page_of
from articles.api.rows import (
    InstitutionRow,
    IssueRow,
    RegionRow,
    TopicRow,
    institution_rows,
    issue_rows,
    region_rows,
    topic_rows,
)
from articles.exports.published import for_rows, published_row
from articles.exports.rows import ArticleRow, article_rows
from articles.models import Institution, Issue, Region, Topic

router = Router(tags=["catalogue"])


@router.get("/articles", response=Page[ArticleRow], summary="Articles, newest first")
def articles(request: HttpRequest, parameters: Query[ArticleParameters]) -> Page[ArticleRow]:
    """Published articles, whole, newest first."""
    return page_of(request, parameters, parameters.narrow(for_rows()).newest(), article_rows)


@router.get("/articles/{int:article_id}", response=ArticleRow, summary="One article")
def article(request: HttpRequest, article_id: int) -> ArticleRow:
    """The published article with that number."""
    return published_row(article_id, request.build_absolute_uri("/"))


@router.get("/issues", response=Page[IssueRow], summary="Issues, newest first")
def issues(request: HttpRequest, parameters: Query[PageParameters]) -> Page[IssueRow]:
    """Published issues, newest first, with the number of their published articles."""
    found = Issue.objects.published().with_article_counts().select_related("publication").newest()
    return page_of(request, parameters, found, issue_rows)


@router.get("/topics", response=Page[TopicRow], summary="Topics in use")
def topics(request: HttpRequest, parameters: Query[PageParameters]) -> Page[TopicRow]:
    """Topics that published articles carry, by name."""
    return page_of(request, parameters, Topic.objects.in_use().select_related("parent"), topic_rows)


@router.get("/regions", response=Page[RegionRow], summary="Regions in use")
def regions(request: HttpRequest, parameters: Query[PageParameters]) -> Page[RegionRow]:
    """Countries, provinces and groups of them that published articles carry, by name."""
    return page_of(request, parameters, Region.objects.in_use(), region_rows)


@router.get("/institutions", response=Page[InstitutionRow], summary="Institutions in use")
def institutions(request: HttpRequest, parameters: Query[PageParameters]) -> Page[InstitutionRow]:
    """Institutions that published articles carry, by name."""
    return page_of(request, parameters, Institution.objects.in_use().select_related("region"), institution_rows)
