"""The one shape in which an article goes out as data: API, exports and its own `.json` address all use it."""

import datetime
from collections.abc import Collection, Iterable
from functools import lru_cache
from typing import cast
from urllib.parse import quote, urljoin

from django.urls import reverse
from typing_extensions import TypedDict  # pydantic, which makes the API's schema of these, asks for this one

from articles.exports.parts import Parts, parts_of, read_parts
from articles.models import Article, Author, Institution, Issue, Publication, Region, Section, Topic
from articles.rights import Shown

TEXTS = ("body", "text")
"""The long fields of a row, which are read from the database only where they are wanted."""


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
    """`anchor` has the last words of the body above the picture, is empty at its head, and null where unknown."""

    text: str
    credit: str | None
    anchor: str | None


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


def article_rows(
    articles: Iterable[Article], base: str, wanted: Collection[str] | None = None, withheld: bool = False
) -> list[ArticleRow]:
    """The rows of several articles, in a fixed number of queries. `base` as for `article_row`.

    Lists that are not among the fields `wanted` may stay empty, and texts are left out. `withheld` is for the operator
    alone: with the texts that may not be shown.
    """
    found = list(articles)
    fetch_issues(found)
    parts = read_parts(sorted(article.pk for article in found), wanted)
    issues = {article.issue_id: article.issue for article in found}
    shaped = {number: _issue(issue, base) for number, issue in issues.items()}
    texts = [name for name in TEXTS if name not in unwanted_texts(wanted)]
    rows = []
    for article in found:
        shown = Shown(article, withheld)
        row = _with_reasons(article, parts[article.pk], base, shown, shaped[article.issue_id])
        rows.append(_with_texts(row, shown, texts))
    return rows


def unwanted_texts(wanted: Collection[str] | None) -> list[str]:
    """The long fields that are not among those `wanted` (None: all), and need not be read from the database."""
    return [] if wanted is None else [name for name in TEXTS if name not in wanted]


def fetch_issues(articles: Iterable[Article]) -> None:
    """Gives each article its issue, publication and section, of which many articles have the same."""
    missing = [article for article in articles if not Article.issue.is_cached(article)]
    issues = Issue.objects.select_related("publication").in_bulk({article.issue_id for article in missing})
    sections = Section.objects.in_bulk({article.section_id for article in missing if article.section_id})
    for article in missing:
        article.issue = issues[article.issue_id]
        article.section = sections.get(article.section_id)


def article_row(article: Article, base: str) -> ArticleRow:
    """A published article as data. `base` is the archive's address, `https://archive.example/`."""
    shown = Shown(article)
    row = _with_reasons(article, parts_of(article, whole=True), base, shown, _issue(article.issue, base))
    return _with_texts(row, shown, TEXTS)


def article_summary(article: Article, base: str) -> ArticleSummary:
    """The same without body and text, which are not read from the database for it, and without reasons for tags."""
    return _summary(article, parts_of(article, whole=False), base, Shown(article), _issue(article.issue, base))


def _with_texts(summary: ArticleSummary, shown: Shown, texts: Iterable[str]) -> ArticleRow:
    return cast(ArticleRow, {**summary, **{name: getattr(shown, name) for name in texts}})


def _with_reasons(article: Article, parts: Parts, base: str, shown: Shown, issue: IssueOfArticle) -> ArticleSummary:
    """A summary whose tags say why they are there."""
    for kind in ("topics", "regions", "institutions"):
        for tag in parts[kind]:
            tag["evidence"] = tag["evidence"] or None if shown.in_full else None
    return _summary(article, parts, base, shown, issue)


def _summary(article: Article, parts: Parts, base: str, shown: Shown, issue: IssueOfArticle) -> ArticleSummary:
    for caption in parts["captions"]:
        caption["credit"] = caption["credit"] or None
    publication = article.issue.publication
    row = {
        "id": article.pk,
        "url": article_address(article, base),
        "title": article.title,
        "standfirst": article.standfirst or None,
        "section": slug_and_name(article.section) if article.section else None,
        "issue": issue,
        "position": article.position,
        "byline": article.byline or None,
        "authors": parts["authors"],
        "date": article.iso_date,
        "language": article.language,
        "topics": parts["topics"],
        "regions": parts["regions"],
        "institutions": parts["institutions"],
        "captions": parts["captions"] if shown.in_full else [],
        "source_note": article.source_note or None,
        "word_count": article.word_count,
        "rights": publication.rights or None,
        "access": publication.access,
        "published_at": utc(article.published_at) if article.published_at else None,
        "updated_at": utc(article.updated_at),
    }
    return cast(ArticleSummary, row)


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


def article_address(article: Article, base: str) -> str:
    """Where the article stands: its `get_absolute_url` at `base`.

    Django takes the pattern of an address apart each time anew, which for an export is longer than all the rest of a
    row takes. Here it does so once; a slug has nothing but letters, which `quote` spells as Django does.
    """
    return f"{_article_pattern(base)}{article.pk}/{quote(article.slug)}/"


@lru_cache(maxsize=16)
def _article_pattern(base: str) -> str:
    """All of an article's address that stands before its number."""
    return urljoin(base, reverse("article", args=[0, "-"])).removesuffix("0/-/")


def slug_and_name(thing: Publication | Section | Author | Topic | Institution) -> SlugAndName:
    return {"slug": thing.slug, "name": thing.name}


def code_and_name(region: Region) -> CodeAndName:
    return {"code": region.code, "name": region.name}


def utc(moment: datetime.datetime) -> str:
    """An aware time as `2024-05-06T07:08:09Z`."""
    return moment.astimezone(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
