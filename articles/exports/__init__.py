"""The formats that articles leave the archive in. A new one is a module here and a line in the table."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Protocol, cast

from articles.exports import bibtex, csljson, csv, json, markdown, ndjson, ninjs, plain_text, ris
from articles.exports.fields import Fields
from articles.exports.rows import ArticleRow


class Exporter(Protocol):
    """What a format's module offers."""

    MEDIA_TYPE: str

    def encode(self, rows: Iterable[ArticleRow]) -> Iterator[bytes]:
        """The rows as the bytes of one file, in pieces, holding no more than one row at a time."""


EXPORTERS: dict[str, Exporter] = {
    "ndjson": ndjson,
    "json": json,
    "csv": csv,
    "bib": bibtex,
    "ris": ris,
    "csljson": csljson,
    "md": markdown,
    "txt": plain_text,
    "ninjs": ninjs,
}

WITH_FIELDS = ("ndjson", "json", "csv")
"""The formats that can do with some fields of a row."""


def encoded(format: str, rows: Iterable[Mapping[str, Any]], fields: Fields = None) -> Iterator[bytes]:
    """The rows, which have these fields, in that format. Only the formats `WITH_FIELDS` may be given some."""
    whole = cast(Iterable[ArticleRow], rows)
    return csv.encode(rows, fields) if format == "csv" else EXPORTERS[format].encode(whole)
