"""SQLite FTS5 as Datasette asks it: the whole search again for each facet (datasette/facets.py, 0.65)."""

import sqlite3
from collections.abc import Iterable

from tests.bench.engines.engine import Engine
from tests.bench.engines.sqlite import LISTS, SNIPPET, create, match
from tests.bench.records import FACETS, HITS, SNIPPET_LENGTH, Answer, Document, Request

DATABASE, TABLE = "archive.db", "articles"

_MOST_VALUES = 1000
_OF_LIST = """
    WITH inner AS ({found}), each AS (SELECT DISTINCT j.value, inner.* FROM json_each(inner.{facet}) j JOIN inner)
    SELECT value, count(*) FROM each GROUP BY value ORDER BY count(*) DESC, value LIMIT {limit}
"""
_OF_COLUMN = """
    SELECT {facet}, count(*) AS number FROM ({found}) WHERE {facet} IS NOT NULL
    GROUP BY {facet} ORDER BY number DESC, {facet} LIMIT {limit}
"""


class Datasette(Engine):
    """Its page orders by number and has no snippets; here the ten hits are ranked and have them, as with the others."""

    def build(self, documents: Iterable[Document]) -> None:
        create(self.folder / DATABASE, documents).close()

    def open(self) -> None:
        self.connection = sqlite3.connect(self.folder / DATABASE)

    def ask(self, request: Request) -> Answer:
        conditions, values = _conditions(request)
        if request.words:
            conditions.insert(0, "number IN (SELECT rowid FROM articles_fts WHERE articles_fts MATCH ?)")
            values.insert(0, match(request))
        found = f"SELECT * FROM {TABLE} {_where(conditions)}"
        (count,) = self.connection.execute(f"SELECT count(*) FROM ({found})", values).fetchone()
        hits = self._hits(request).fetchall()
        facets = {}
        for facet in FACETS:
            asked = (_OF_LIST if facet in LISTS else _OF_COLUMN).format(found=found, facet=facet, limit=_MOST_VALUES)
            facets[facet] = dict(self.connection.execute(asked, values).fetchall())
        return Answer(count, [number for number, _ in hits], facets, [snippet for _, snippet in hits])

    def _hits(self, request: Request) -> sqlite3.Cursor:
        conditions, values = _conditions(request)
        if request.words:
            ranked = " AND ".join(["articles_fts MATCH ?", *conditions]) + f" ORDER BY rank LIMIT {HITS}"
            joined = f"FROM articles_fts JOIN {TABLE} ON number = articles_fts.rowid"
            return self.connection.execute(
                f"SELECT number, {SNIPPET} {joined} WHERE {ranked}", [match(request), *values]
            )
        newest = f"{TABLE} JOIN texts USING (number) {_where(conditions)} ORDER BY date DESC, number LIMIT {HITS}"
        return self.connection.execute(f"SELECT number, substr(text, 1, {SNIPPET_LENGTH}) FROM {newest}", values)


def _conditions(request: Request) -> tuple[list[str], list[str]]:
    """What a request asks for beside its words, in SQL, with the values in it."""
    conditions = [
        f"? IN (SELECT value FROM json_each({TABLE}.{facet}))" if facet in LISTS else f"{facet} = ?"
        for facet, _ in request.chosen
    ]
    values = [value for _, value in request.chosen]
    if request.dates:
        conditions += ["date >= ?", "date <= ?"]
        values += request.dates
    return conditions, values


def _where(conditions: list[str]) -> str:
    return f"WHERE {' AND '.join(conditions)}" if conditions else ""
