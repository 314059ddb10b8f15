"""What the two ways of asking SQLite FTS5 have in common: the tables of articles, their index, the match language."""

import json
import sqlite3
from collections.abc import Iterable
from pathlib import Path

from tests.bench.records import FACETS, TEXT_FIELDS, WEIGHTS, Document, Request

LISTS = ("topic", "region", "institution")
"""The facets of which an article may have several values; they are kept as JSON, as Datasette's array facets ask."""

SNIPPET = "snippet(articles_fts, 1, '<mark>', '</mark>', '…', 50)"

_WEIGHTS = ", ".join(str(WEIGHTS.get(field, 1.0)) for field in TEXT_FIELDS)
_TABLES = f"""
    CREATE TABLE articles (number INTEGER PRIMARY KEY, title, date, {", ".join(FACETS)});
    CREATE TABLE texts (number INTEGER PRIMARY KEY, {", ".join(TEXT_FIELDS)});
    CREATE VIRTUAL TABLE articles_fts USING fts5
        ({", ".join(TEXT_FIELDS)}, content=texts, content_rowid=number, tokenize='porter unicode61');
    INSERT INTO articles_fts(articles_fts, rank) VALUES ('rank', 'bm25({_WEIGHTS})');
"""


def create(path: Path, documents: Iterable[Document]) -> sqlite3.Connection:
    """A database with a table of articles, their texts in another one, and a full-text index that keeps no copy.

    Datasette's facets of lists sort whole rows of the table of articles: with the texts in it they take five times
    as long.
    """
    connection = sqlite3.connect(path)
    connection.executescript(_TABLES)
    for document in documents:
        connection.execute(f"INSERT INTO articles VALUES ({_places(3 + len(FACETS))})", _article(document))
        texts = [getattr(document, field) for field in TEXT_FIELDS]
        connection.execute(f"INSERT INTO texts VALUES ({_places(1 + len(texts))})", [document.number, *texts])
    connection.execute("INSERT INTO articles_fts(articles_fts) VALUES ('rebuild')")
    connection.commit()
    return connection


def _places(number: int) -> str:
    return ", ".join("?" * number)


def _article(document: Document) -> list[str | int]:
    listed = [json.dumps(document.values[facet], ensure_ascii=False) for facet in LISTS]
    single = [document.values[facet][0] for facet in FACETS if facet not in LISTS]
    return [document.number, document.title, document.date, *listed, *single]


def match(request: Request) -> str:
    """The words of a request as FTS5 reads them."""
    return f'"{request.words[0]}" *' if request.joined == "prefix" else request.query
