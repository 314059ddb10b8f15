"""Issues and vocabulary entries as the API lists them."""

from collections.abc import Iterable
from urllib.parse import urljoin

from typing_extensions import TypedDict

from articles.exports.rows import CodeAndName, SlugAndName, code_and_name, slug_and_name
from articles.models import Institution, Issue, Region, Topic


class IssueRow(TypedDict):
    id: int
    url: str
    publication: SlugAndName
    title: str | None
    number: str | None
    date: str | None
    article_count: int


class TopicRow(TypedDict):
    slug: str
    name: str
    name_zh: str | None
    url: str
    parent: SlugAndName | None
    article_count: int


class RegionRow(TypedDict):
    code: str
    name: str
    name_zh: str | None
    url: str
    kind: str
    article_count: int


class InstitutionRow(TypedDict):
    slug: str
    name: str
    name_zh: str | None
    abbreviation: str | None
    url: str
    kind: str | None
    region: CodeAndName | None
    article_count: int


def issue_rows(issues: Iterable[Issue], base: str) -> list[IssueRow]:
    """Issues that were counted `with_article_counts`."""
    return [
        {
            "id": issue.pk,
            "url": urljoin(base, issue.get_absolute_url()),
            "publication": slug_and_name(issue.publication),
            "title": issue.title or None,
            "number": issue.number or None,
            "date": issue.iso_date,
            "article_count": issue.article_count,
        }
        for issue in issues
    ]


def topic_rows(topics: Iterable[Topic], base: str) -> list[TopicRow]:
    """Topics that were counted, as `in_use` does."""
    return [
        {
            "slug": topic.slug,
            "name": topic.name,
            "name_zh": topic.name_zh or None,
            "url": urljoin(base, topic.get_absolute_url()),
            "parent": slug_and_name(topic.parent) if topic.parent else None,
            "article_count": topic.article_count,
        }
        for topic in topics
    ]


def region_rows(regions: Iterable[Region], base: str) -> list[RegionRow]:
    """Regions that were counted, as `in_use` does."""
    return [
        {
            "code": region.code,
            "name": region.name,
            "name_zh": region.name_zh or None,
            "url": urljoin(base, region.get_absolute_url()),
            "kind": region.kind,
            "article_count": region.article_count,
        }
        for region in regions
    ]


def institution_rows(institutions: Iterable[Institution], base: str) -> list[InstitutionRow]:
    """Institutions that were counted, as `in_use` does."""
    return [
        {
            "slug": institution.slug,
            "name": institution.name,
            "name_zh": institution.name_zh or None,
            "abbreviation": institution.abbreviation or None,
            "url": urljoin(base, institution.get_absolute_url()),
            "kind": institution.kind or None,
            "region": code_and_name(institution.region) if institution.region else None,
            "article_count": institution.article_count,
        }
        for institution in institutions
    ]
