"""One JSON array of articles, each on a line of its own."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from articles.exports.ndjson import as_line

MEDIA_TYPE = "application/json"


def encode(rows: Iterable[Mapping[str, Any]]) -> Iterator[bytes]:
    """The array in UTF-8, written as its rows arrive."""
    before = b"[\n"
    for row in rows:
        yield before + as_line(row)
        before = b",\n"
    yield b"[]\n" if before == b"[\n" else b"\n]\n"
