"""One JSON array of articles, each on a line of its own."""

from collections.abc import Iterable, Iterator

from articles.exports.ndjson import as_line
from articles.exports.rows import ArticleRow

MEDIA_TYPE = "application/json"


def encode(rows: Iterable[ArticleRow]) -> Iterator[bytes]:
    """The array in UTF-8, written as its rows arrive."""
    before = "[\n"
    for row in rows:
        yield f"{before}{as_line(row)}".encode()
        before = ",\n"
    yield b"[]\n" if before == "[\n" else b"\n]\n"
