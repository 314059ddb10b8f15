"""The one shape in which an article goes out as data: API, exports and its own `.json` address all use it."""

import datetime
from collections.abc import Iterable
from urllib.parse import urljoin

from django.db.models import prefetch_related_objects
from typing_extensions import TypedDict  # pydantic, which makes the API's schema of these, asks for this one

from articles.models import Article, Author, Institution, Issue, Publication, Region, Section, Topic
from articles.models.tags import Tagging
from articles.rights import Shown

PARTS = (
    "issue__publication",
    "section",
    "authorships__author",
    "captions",
    "topic_tags__topic",
    "region_tags__region",
    "institution_tags__institution",
)
"""What a row is made of beside the article itself: fetch these for many articles at once."""


class SlugAndName(TypedDict):
    slug: str
    name: str


class CodeAndName(TypedDict):
    code: str
    name: str


class Reason(TypedDict):
    """Why an article carries a tag: the passage it rests on, and whether a `rule` or an `editor` set it."""

    evidence: str | None
    origin: str


class TopicTag(SlugAndName, Reason):
    pass


class RegionTag(CodeAndName, Reason):
    pass


class InstitutionTag(SlugAndName, Reason):
    pass


class IssueOfArticle(TypedDict):
    id: int
    slug: str
    title: str | None
    url: str
    publication: SlugAndName
    number: str | None
    date: str | None


class CaptionRow(TypedDict):
    text: str
    credit: str | None


class ArticleSummary(TypedDict):
    """An article without its text. Dates are ISO 8601, as precise as they are printed; times are UTC."""

    id: int
    url: str
    title: str
    standfirst: str | None
    section: SlugAndName | None
    issue: IssueOfArticle
    position: int
    byline: str | None
    authors: list[SlugAndName]
    date: str | None
    language: str
    topics: list[SlugAndName]
    regions: list[CodeAndName]
    institutions: list[SlugAndName]
    captions: list[CaptionRow]
    source_note: str | None
    word_count: int
    rights: str | None
    access: str
    published_at: str | None
    updated_at: str


class ArticleRow(ArticleSummary):
    """A whole article: `body` is its Markdown, `text` the same words without marks.

    Where `access` is `summary`, its publisher lets headline, standfirst and snippets be shown and no more: `body` and
    `text` are null, and captions and evidence are left out.
    """

    topics: list[TopicTag]  # type: ignore[misc]
    regions: list[RegionTag]  # type: ignore[misc]
    institutions: list[InstitutionTag]  # type: ignore[misc]
    body: str | None
    text: str | None


def article_rows(articles: Iterable[Article], base: str) -> list[ArticleRow]:
    """The rows of several articles, in a fixed number of queries. `base` as for `article_row`."""
    found = list(articles)
    prefetch_related_objects(found, *PARTS)
    return [article_row(article, base) for article in found]


def article_row(article: Article, base: str) -> ArticleRow:
    """A published article as data. `base` is the archive's address, `https://archive.example/`."""
    shown = Shown(article)
    return {
        **article_summary(article, base),
        "topics": [{**slug_and_name(tag.topic), **_reason(tag, shown)} for tag in article.topic_tags.all()],
        "regions": [{**code_and_name(tag.region), **_reason(tag, shown)} for tag in article.region_tags.all()],
        "institutions": [
            {**slug_and_name(tag.institution), **_reason(tag, shown)} for tag in article.institution_tags.all()
        ],
        "body": shown.body,
        "text": shown.text,
    }


def _reason(tag: Tagging, shown: Shown) -> Reason:
    return {"evidence": tag.evidence or None if shown.in_full else None, "origin": tag.origin}


def article_summary(article: Article, base: str) -> ArticleSummary:
    """The same without body and text, which are not read from the database for it."""
    return {
        "id": article.pk,
        "url": urljoin(base, article.get_absolute_url()),
        "title": article.title,
        "standfirst": article.standfirst or None,
        "section": slug_and_name(article.section) if article.section else None,
        "issue": _issue(article.issue, base),
        "position": article.position,
        "byline": article.byline or None,
        "authors": [slug_and_name(entry.author) for entry in article.authorships.all()],
        "date": article.iso_date,
        "language": article.language,
        "topics": [slug_and_name(tag.topic) for tag in article.topic_tags.all()],
        "regions": [code_and_name(tag.region) for tag in article.region_tags.all()],
        "institutions": [slug_and_name(tag.institution) for tag in article.institution_tags.all()],
        "captions": [{"text": caption.text, "credit": caption.credit or None} for caption in Shown(article).captions],
        "source_note": article.source_note or None,
        "word_count": article.word_count,
        "rights": article.issue.publication.rights or None,
        "access": article.issue.publication.access,
        "published_at": utc(article.published_at) if article.published_at else None,
        "updated_at": utc(article.updated_at),
    }


def _issue(issue: Issue, base: str) -> IssueOfArticle:
    return {
        "id": issue.pk,
        "slug": issue.slug,
        "title": issue.title or None,
        "url": urljoin(base, issue.get_absolute_url()),
        "publication": slug_and_name(issue.publication),
        "number": issue.number or None,
        "date": issue.iso_date,
    }


def slug_and_name(thing: Publication | Section | Author | Topic | Institution) -> SlugAndName:
    return {"slug": thing.slug, "name": thing.name}


def code_and_name(region: Region) -> CodeAndName:
    return {"code": region.code, "name": region.name}


def utc(moment: datetime.datetime) -> str:
    """An aware time as `2024-05-06T07:08:09Z`."""
    return moment.astimezone(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
