"""What the two ways of asking SQLite FTS5 have in common: the table of articles, its index, and the match language."""

import json
import sqlite3
from collections.abc import Iterable
from pathlib import Path

from tests.bench.records import FACETS, TEXT_FIELDS, WEIGHTS, Document, Request

LISTS = ("topic", "region", "institution")
"""The facets of which an article may have several values; they are kept as JSON, as Datasette's array facets ask."""

SNIPPET = "snippet(articles_fts, 1, '<mark>', '</mark>', '…', 50)"

_COLUMNS = ("number", "date", "title", "text", *(f"{field}_names" for field in TEXT_FIELDS[2:]), *FACETS)
_WORDS = ", ".join(("title", "text", *(f"{field}_names" for field in TEXT_FIELDS[2:])))
_WEIGHTS = ", ".join(str(WEIGHTS.get(field, 1.0)) for field in TEXT_FIELDS)


def create(path: Path, documents: Iterable[Document]) -> sqlite3.Connection:
    """A database with the table `articles` and its full-text index `articles_fts`, which keeps no copy of the texts."""
    connection = sqlite3.connect(path)
    connection.executescript(f"""
        CREATE TABLE articles ({", ".join(_COLUMNS).replace("number", "number INTEGER PRIMARY KEY")});
        CREATE VIRTUAL TABLE articles_fts USING fts5
            ({_WORDS}, content=articles, content_rowid=number, tokenize='porter unicode61');
    """)
    places = ", ".join("?" * len(_COLUMNS))
    connection.executemany(f"INSERT INTO articles VALUES ({places})", map(_row, documents))
    connection.execute("INSERT INTO articles_fts(articles_fts) VALUES ('rebuild')")
    connection.execute(f"INSERT INTO articles_fts(articles_fts, rank) VALUES ('rank', 'bm25({_WEIGHTS})')")
    connection.commit()
    return connection


def _row(document: Document) -> list[str | int]:
    texts = [getattr(document, field) for field in TEXT_FIELDS]
    listed = [json.dumps(document.values[facet], ensure_ascii=False) for facet in LISTS]
    single = [document.values[facet][0] for facet in FACETS if facet not in LISTS]
    return [document.number, document.date, *texts, *listed, *single]


def match(request: Request) -> str:
    """The words of a request as FTS5 reads them."""
    return f'"{request.words[0]}" *' if request.joined == "prefix" else request.query
