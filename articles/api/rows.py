"""Publications, issues and what articles are tagged with, as the API lists them."""

from collections.abc import Iterable, Mapping
from urllib.parse import urljoin

from typing_extensions import TypedDict

from articles.exports.rows import CodeAndName, SlugAndName, code_and_name, slug_and_name
from articles.models import Author, Institution, Issue, Publication, Region, Topic
from articles.subjects import publication_path


class PublicationRow(TypedDict):
    """`access` says what may be shown of its texts: `full`, or `summary` for headline, standfirst and snippets."""

    slug: str
    name: str
    language: str
    description: str | None
    rights: str | None
    access: str
    url: str
    issue_count: int
    article_count: int


class IssueRow(TypedDict):
    """`date` is as precise as it is printed: a year, a month or a day."""

    id: int
    url: str
    publication: SlugAndName
    title: str | None
    number: str | None
    date: str | None
    article_count: int


class TopicRow(TypedDict):
    """`parent` is the heading it stands under."""

    slug: str
    name: str
    name_zh: str | None
    url: str
    parent: SlugAndName | None
    article_count: int


class RegionRow(TypedDict):
    """`code` is one of ISO 3166-1 or 3166-2, or a group's own. `kind` is `country`, `province` or `group`."""

    code: str
    name: str
    name_zh: str | None
    url: str
    kind: str
    article_count: int


class InstitutionRow(TypedDict):
    """`kind` says what it is, as `ministry` or `university`; `region` where it is at home."""

    slug: str
    name: str
    name_zh: str | None
    abbreviation: str | None
    url: str
    kind: str | None
    region: CodeAndName | None
    article_count: int


class AuthorRow(TypedDict):
    """A person who signs articles, under the name that is printed."""

    slug: str
    name: str
    url: str
    article_count: int


def publication_rows(
    publications: Iterable[Publication], article_counts: Mapping[int, int], base: str
) -> list[PublicationRow]:
    """Publications whose issues were counted, as `in_use` does; `article_counts` by their primary keys."""
    return [
        {
            "slug": publication.slug,
            "name": publication.name,
            "language": publication.language,
            "description": publication.description or None,
            "rights": publication.rights or None,
            "access": publication.access,
            "url": urljoin(base, publication_path(publication.slug)),
            "issue_count": publication.issue_count,
            "article_count": article_counts.get(publication.pk, 0),
        }
        for publication in publications
    ]


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
    """Topics, each with its `article_count`."""
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
    """Regions, each with its `article_count`."""
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
    """Institutions, each with its `article_count`."""
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


def author_rows(authors: Iterable[Author], base: str) -> list[AuthorRow]:
    """Authors, each with its `article_count`."""
    return [
        {
            "slug": author.slug,
            "name": author.name,
            "url": urljoin(base, author.get_absolute_url()),
            "article_count": author.article_count,
        }
        for author in authors
    ]
