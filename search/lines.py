"""Articles as one line of a list shows them."""

import datetime
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from articles.models import Article
from articles.rights import may_show_text

_COLUMNS = (
    *("pk", "title", "language", "date", "date_precision", "section__name", "standfirst", "text"),
    *("issue__publication__slug", "issue__publication__name", "issue__publication__access"),
    *("issue__slug", "issue__number", "issue__date", "issue__date_precision"),
)


class Line(NamedTuple):
    """What a page shows of an article, and its texts. A row without models, which take three times as long to read.

    `own_date` is the one printed with the article; `section` is None for an article without one.
    """

    pk: int
    title: str
    language: str
    own_date: datetime.date | None
    own_precision: str
    section: str | None
    standfirst: str
    text: str
    publication_slug: str
    publication: str
    access: str
    issue_slug: str
    number: str
    issue_date: datetime.date | None
    issue_precision: str

    @property
    def in_full(self) -> bool:
        """Whether the article's page has its text."""
        return may_show_text(self.access)

    @property
    def url(self) -> str:
        """The path of the article's page."""
        return _url(self.pk, self.title)

    @property
    def date(self) -> tuple[datetime.date | None, str]:
        """The article's date, or else its issue's, and how precise it is."""
        if self.own_date:
            return self.own_date, self.own_precision
        return self.issue_date, self.issue_precision


@lru_cache(maxsize=8192)
def _url(pk: int, title: str) -> str:
    return Article.from_db(None, ("id", "title"), (pk, title)).get_absolute_url()


def with_query(url: str, query: str) -> str:
    """An address with a search's query string: of an article, whose page then knows what search led there."""
    return f"{url}?{query}" if query else url


def lines(ids: Sequence[int]) -> Mapping[int, Line]:
    """Those of these articles that are published, by id."""
    rows = Article.objects.published().filter(pk__in=ids).order_by().values_list(*_COLUMNS)
    return {line.pk: line for line in map(Line._make, rows)}
