"""What a feed holds, in whatever format it is written."""

from collections.abc import Iterable
from typing import NamedTuple

from django.urls import reverse

from articles.exports.rows import ArticleRow, article_rows
from articles.feeds.content import content_html
from articles.identifiers import article_uri, tag_uri
from articles.models import Article
from articles.querysets import ArticleQuerySet
from articles.rights import Shown
from articles.subjects import page_path, publication_path

ARCHIVE = "Sci-Tech Policy Archive"
ENTRIES = 30
SUMMARY_LENGTH = 400
"""In characters, as Chinese has no spaces to count words by."""

NEVER = "2000-01-01T00:00:00Z"
"""When a feed changed in which nothing has stood yet."""

_LISTS = ("authors", "topics", "regions", "institutions", "captions")
"""The fields of a row that are read for an entry."""


class Person(NamedTuple):
    """Who signs an entry, and the address of their page."""

    name: str
    url: str


class Category(NamedTuple):
    """A tag. `scheme` and `term` put together are the address of its page."""

    scheme: str
    term: str
    label: str


class Entry(NamedTuple):
    """What a feed says of an article. `content` is HTML, None where the text may not be shown in full."""

    article: ArticleRow
    summary: str
    content: str | None
    base: str

    @property
    def uri(self) -> str:
        return article_uri(self.article["id"])

    @property
    def updated(self) -> str:
        """When it changed last, its publication included, in ISO 8601."""
        return max(self.article["updated_at"], self.article["published_at"] or "")

    @property
    def authors(self) -> list[Person]:
        """Who signed it. What nobody signed is its publication's; Atom would say that it is the archive's."""
        publication = self.article["issue"]["publication"]
        paths = {name["name"]: page_path("author", name["slug"]) for name in self.article["authors"]}
        paths = paths or {publication["name"]: publication_path(publication["slug"])}
        return [Person(name, at(self.base, path)) for name, path in paths.items()]

    @property
    def categories(self) -> list[Category]:
        topics, regions, institutions = (
            at(self.base, page_path(name)) for name in ("topics", "regions", "institutions")
        )
        return [
            *(Category(topics, topic["slug"], topic["name"]) for topic in self.article["topics"]),
            *(Category(regions, region["code"], region["name"]) for region in self.article["regions"]),
            *(Category(institutions, body["slug"], body["name"]) for body in self.article["institutions"]),
        ]

    @property
    def json(self) -> str:
        """The address of the article as data."""
        return at(self.base, reverse("article-json", args=[self.article["id"]]))


class Feed(NamedTuple):
    """A feed: what it is called, the path of the page it belongs to, and its own path in each format.

    `base` is the address of the archive, `https://archive.example/`.
    """

    base: str
    title: str
    subtitle: str
    page: str
    paths: dict[str, str]
    entries: list[Entry]

    @property
    def uri(self) -> str:
        """What identifies the feed. Its formats are one feed."""
        return tag_uri(self.paths["atom"])

    @property
    def updated(self) -> str:
        return max((entry.updated for entry in self.entries), default=NEVER)

    def address(self, path: str) -> str:
        return at(self.base, path)


def at(base: str, path: str) -> str:
    """The address of a path of the archive whose address is `base`; both have the slash between them."""
    return base.removesuffix("/") + path


def latest_of(articles: ArticleQuerySet, base: str) -> list[Entry]:
    """The entries of those of the articles that came in last."""
    return entries_of(articles.added_last().values_list("pk", flat=True)[:ENTRIES], base)


def entries_of(ids: Iterable[int], base: str) -> list[Entry]:
    """The entries of those articles with these ids that are published, in this order, in a fixed number of queries."""
    articles = Article.objects.published().select_related("issue__publication", "section").defer("body", "spans")
    found = articles.in_order(ids)
    entries = []
    for article, row in zip(found, article_rows(found, base, _LISTS), strict=True):
        shown = Shown(article)
        entries.append(Entry(row, shown.summary(SUMMARY_LENGTH), content_html(shown.body_html, row), base))
    return entries
