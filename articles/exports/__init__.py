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
    """The rows, which have these fields, in that format. Raises ValueError where it needs all of them."""
    if fields is None:
        return EXPORTERS[format].encode(cast(Iterable[ArticleRow], rows))
    if format not in WITH_FIELDS:
        known = ", ".join(WITH_FIELDS)
        raise ValueError(f"“fields” does not go with {format}. Leave it out, or take one of: {known}.")
    return csv.encode(rows, fields) if format == "csv" else EXPORTERS[format].encode(cast(Iterable[ArticleRow], rows))
