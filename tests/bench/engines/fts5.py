"""SQLite FTS5, tuned: what was found is listed once, and counted over tables that hold nothing but tags."""

import sqlite3
from collections.abc import Iterable
from functools import cached_property

from tests.bench.engines.engine import Engine
from tests.bench.engines.sqlite import LISTS, SNIPPET, create, match
from tests.bench.records import FACETS, HITS, SNIPPET_LENGTH, Answer, Document, Request

_TABLES = """
    CREATE TABLE codes (code INTEGER PRIMARY KEY, facet TEXT, value TEXT, UNIQUE (facet, value));
    CREATE TABLE tags (number INTEGER, code INTEGER, PRIMARY KEY (number, code)) WITHOUT ROWID;
    CREATE TABLE tagged (code INTEGER, number INTEGER, PRIMARY KEY (code, number)) WITHOUT ROWID;
    CREATE TABLE days (day TEXT, number INTEGER, PRIMARY KEY (day, number)) WITHOUT ROWID;
    CREATE TEMP TABLE pairs (number INTEGER, facet TEXT, value TEXT);
"""
_FILLED = """
    INSERT INTO days SELECT date, number FROM articles;
    INSERT INTO codes (facet, value) SELECT DISTINCT facet, value FROM pairs ORDER BY 1, 2;
    INSERT INTO tags SELECT number, code FROM pairs NATURAL JOIN codes;
    INSERT INTO tagged SELECT code, number FROM tags ORDER BY 1, 2;
    ANALYZE;
"""
_FEW = 0.4  # of all articles: up to that share, it is faster to look up the tags of each


class Tuned(Engine):
    """Tags by article and articles by tag, each in a table that is its own index."""

    def build(self, documents: Iterable[Document]) -> None:
        connection = create(self.folder / "archive.db", documents)
        connection.executescript(_TABLES)
        for facet in FACETS:
            each = f"articles, json_each({facet})" if facet in LISTS else "articles"
            value = "json_each.value" if facet in LISTS else facet
            connection.execute(f"INSERT INTO pairs SELECT number, '{facet}', {value} FROM {each}")
        connection.executescript(_FILLED)
        connection.close()

    def open(self) -> None:
        self.connection = sqlite3.connect(self.folder / "archive.db")
        self.connection.executescript("PRAGMA mmap_size = 4000000000; PRAGMA temp_store = MEMORY;")
        self.connection.execute("CREATE TEMP TABLE found (number INTEGER PRIMARY KEY)")
        coded = self.connection.execute("SELECT code, facet, value FROM codes")
        self.names = {code: (facet, value) for code, facet, value in coded}
        self.codes = {name: code for code, name in self.names.items()}

    @cached_property
    def everything(self) -> int:
        return self.connection.execute("SELECT count(*) FROM articles").fetchone()[0]

    def ask(self, request: Request) -> Answer:
        narrowed, values = self._narrowed(request)
        if narrowed or request.words:
            count = self._list(request, narrowed, values)
            counting = _BY_ARTICLE if count < _FEW * self.everything else _BY_TAG
        else:
            count, counting = self.everything, _ALL
        hits = self._hits(request, bool(narrowed)).fetchall()
        facets: dict[str, dict[str, int]] = {facet: {} for facet in FACETS}
        for code, number in self.connection.execute(counting):
            facet, value = self.names[code]
            facets[facet][value] = number
        return Answer(count, [number for number, _ in hits], facets, [snippet for _, snippet in hits])

    def _narrowed(self, request: Request) -> tuple[str, list[str | int]]:
        """The conditions beside the words, on `rowid`, with the values in them."""
        conditions = [" AND +rowid IN (SELECT number FROM tagged WHERE code = ?)" for _ in request.chosen]
        values: list[str | int] = [self.codes[chosen] for chosen in request.chosen]
        if request.dates:
            conditions.append(" AND +rowid IN (SELECT number FROM days WHERE day BETWEEN ? AND ?)")
            values += request.dates
        return "".join(conditions), values

    def _list(self, request: Request, narrowed: str, values: list[str | int]) -> int:
        """Lists what a request finds in the table `found`; returns how much that is."""
        self.connection.execute("DELETE FROM found")
        words = "articles_fts WHERE articles_fts MATCH ?" if request.words else "articles WHERE ?"
        asked = match(request) if request.words else 1
        listed = self.connection.execute(f"INSERT INTO found SELECT rowid FROM {words}{narrowed}", [asked, *values])
        return listed.rowcount

    def _hits(self, request: Request, is_narrowed: bool) -> sqlite3.Cursor:
        if request.words:
            among = "AND +rowid IN found" if is_narrowed else ""
            ranked = f"articles_fts WHERE articles_fts MATCH ? {among} ORDER BY rank LIMIT {HITS}"
            return self.connection.execute(f"SELECT rowid, {SNIPPET} FROM {ranked}", [match(request)])
        among = "WHERE number IN found" if is_narrowed else ""
        newest = f"SELECT day, number FROM days {among} ORDER BY day DESC, number LIMIT {HITS}"
        texts = f"FROM ({newest}) JOIN texts USING (number) ORDER BY day DESC, number"
        return self.connection.execute(f"SELECT number, substr(text, 1, {SNIPPET_LENGTH}) {texts}")


_BY_ARTICLE = "SELECT code, count(*) FROM found CROSS JOIN tags USING (number) GROUP BY code"
_BY_TAG = "SELECT code, count(*) FROM tagged WHERE number IN found GROUP BY code"
_ALL = "SELECT code, count(*) FROM tagged GROUP BY code"
