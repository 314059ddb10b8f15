"""Published articles as rows: one, some or all of them, in little memory however many there are."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from articles.exports.fields import Fields, with_fields
from articles.exports.parts import among
from articles.exports.rows import ArticleRow, article_rows, fetch_issues, unwanted_texts
from articles.models import Article
from articles.querysets import ArticleQuerySet
from articles.tombstones import absent_article

BATCH = 500
"""How many articles are held at a time; less than that and the number of queries shows."""
FIRST_BATCH = 20
"""How many come first, so that whoever asked sees soon that something comes."""


@dataclass(frozen=True)
class Wanted:
    """What an export is to hold: articles with an id above `after`, of each the `fields` (None: all).

    `base` is the archive's address, `https://archive.example/`. `withheld` as for `article_rows`: never for the public.
    """

    base: str
    after: int = 0
    fields: Fields = None
    withheld: bool = False

    def rows(self, ids: Sequence[int]) -> Iterator[Mapping[str, Any]]:
        """Those of the articles that are published as rows with the fields that are wanted, by ascending id.

        Whether they are is asked of what was read: SQLite, asked for the published ones among so many ids, goes
        through all that are published each time.
        """
        rows = _with_row_columns(Article.objects.filter(**among("pk", ids)))
        found = list(rows.defer(*unwanted_texts(self.fields)).order_by("pk"))
        fetch_issues(found)
        asked = set(ids)
        public = [article for article in found if article.pk in asked and article.is_published]
        for row in article_rows(public, self.base, self.fields, self.withheld):
            yield with_fields(row, self.fields)


def _with_row_columns(articles: ArticleQuerySet) -> ArticleQuerySet:
    return articles.defer("body_html", "spans", "warnings", "removed_tags")


def for_rows() -> ArticleQuerySet:
    """Published articles with the columns that a row has."""
    return _with_row_columns(Article.objects.published())


def published_row(article_id: int, base: str) -> ArticleRow:
    """The article with that number. Raises what `absent_article` says if none is published under it."""
    rows = article_rows(for_rows().filter(pk=article_id), base)
    if not rows:
        raise absent_article(article_id)
    return rows[0]


def every_row(wanted: Wanted) -> Iterator[Mapping[str, Any]]:
    """All articles by ascending id.

    Each batch is a query of its own that starts after the last id. One long query instead would keep a
    read transaction open for as long as the reader takes, and SQLite could not tidy its log meanwhile.
    """
    last, size = wanted.after, min(FIRST_BATCH, BATCH)
    while ids := list(Article.objects.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:size]):
        yield from wanted.rows(ids)
        last, size = ids[-1], BATCH


def rows_of(ids: Iterable[int], wanted: Wanted) -> Iterator[Mapping[str, Any]]:
    """Those of the articles with these ids that are published, by ascending id."""
    ordered = sorted(number for number in ids if number > wanted.after)
    for start in range(0, len(ordered), BATCH):
        yield from wanted.rows(ordered[start : start + BATCH])
