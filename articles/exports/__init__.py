"""The formats that articles leave the archive in. A new one is a module here and a line in the table."""

from collections.abc import Iterable, Iterator
from typing import Protocol

from articles.exports import bibtex, csv, json, ndjson, ris
from articles.exports.rows import ArticleRow


class Exporter(Protocol):
    """What a format's module offers."""

    MEDIA_TYPE: str

    def encode(self, rows: Iterable[ArticleRow]) -> Iterator[bytes]:
        """The rows as the bytes of one file, in pieces, holding no more than one row at a time."""


EXPORTERS: dict[str, Exporter] = {"ndjson": ndjson, "json": json, "csv": csv, "bib": bibtex, "ris": ris}
