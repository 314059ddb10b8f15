"""The engines that are measured side by side."""

from typing import NamedTuple


class Entry(NamedTuple):
    """An engine: what it is called, where its class is, and the folder of its index, which two may share.

    `keeps_texts` says whether the texts lie in its index, or elsewhere in a database that must be there anyway.
    """

    title: str
    made_by: str
    index: str
    keeps_texts: bool
    most: int | None = None
    """How many articles it is measured on at most, as its build takes longer than anyone waits."""


ENGINES = {
    "ours": Entry("ours, engine only", "ours:EngineOnly", "ours", False),
    "haystack": Entry("ours, behind Haystack", "ours:BehindHaystack", "ours", False),
    "tantivy": Entry("Tantivy", "tantivy:Tantivy", "tantivy", True),
    "xapian": Entry("Xapian", "xapian:Xapian", "xapian", True),
    "fts5": Entry("SQLite FTS5, tuned", "fts5:Tuned", "fts5", True),
    "datasette": Entry("SQLite FTS5, as Datasette asks", "datasette:Datasette", "datasette", True),
    "stock": Entry("stock Haystack on Whoosh", "stock:Stock", "stock", True, most=10_000),
}
"""By the names that the command line knows; the first one is what the others are compared with."""
