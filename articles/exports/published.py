"""Published articles as rows: one, some or all of them, in little memory however many there are."""

from collections.abc import Iterable, Iterator

from django.http import Http404

from articles.exports.rows import ArticleRow, article_rows
from articles.models import Article
from articles.querysets import ArticleQuerySet

BATCH = 200


def for_rows() -> ArticleQuerySet:
    """Published articles with the columns that a row has."""
    return Article.objects.published().defer("body_html", "spans", "warnings", "removed_tags")


def published_row(article_id: int, base: str) -> ArticleRow:
    """The article with that number. Raises Http404, with a sentence, if none is published under it."""
    rows = article_rows(for_rows().filter(pk=article_id), base)
    if not rows:
        raise Http404(f"There is no published article with the number {article_id}.")
    return rows[0]


def every_row(base: str) -> Iterator[ArticleRow]:
    """All articles by ascending id.

    Each batch is a query of its own that starts after the last id. One long query instead would keep a
    read transaction open for as long as the reader takes, and SQLite could not tidy its log meanwhile.
    """
    articles, last = for_rows().order_by("pk"), 0
    while batch := list(articles.filter(pk__gt=last)[:BATCH]):
        yield from article_rows(batch, base)
        last = batch[-1].pk


def rows_of(ids: Iterable[int], base: str) -> Iterator[ArticleRow]:
    """Those of the articles with these ids that are published, by ascending id."""
    ordered = sorted(ids)
    for start in range(0, len(ordered), BATCH):
        yield from article_rows(for_rows().filter(pk__in=ordered[start : start + BATCH]).order_by("pk"), base)
