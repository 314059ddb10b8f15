"""A table for spreadsheets: a line an article, lists joined by `; `."""

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain
from typing import Any

from articles.exports.cited import caption_line
from articles.exports.fields import Fields

MEDIA_TYPE = "text/csv; charset=utf-8"

# Without this mark Excel takes the file for its own old encoding and garbles every Chinese name.
_BYTE_ORDER_MARK = "\ufeff"

# What a spreadsheet runs as a formula: a cell that starts with one of these signs (OWASP, "CSV Injection"), also after
# spaces and signs that take no room, which some leave out on reading.
_RUN = re.compile(r"[\t\r\n]|[\s\x00-\x1f\u00ad\u200b-\u200f\u2060\ufeff]*[=+\-@＝＋－＠﹦﹢﹣﹫]")


_COLUMNS: dict[str, Callable[[Any], object]] = {
    "id": lambda row: row["id"],
    "url": lambda row: row["url"],
    "title": lambda row: row["title"],
    "standfirst": lambda row: row["standfirst"],
    "section": lambda row: row["section"]["name"] if row["section"] else None,
    "publication": lambda row: row["issue"]["publication"]["name"],
    "issue_number": lambda row: row["issue"]["number"],
    "issue_date": lambda row: row["issue"]["date"],
    "issue_url": lambda row: row["issue"]["url"],
    "position": lambda row: row["position"],
    "byline": lambda row: row["byline"],
    "authors": lambda row: _joined(author["name"] for author in row["authors"]),
    "date": lambda row: row["date"],
    "language": lambda row: row["language"],
    "topics": lambda row: _joined(topic["name"] for topic in row["topics"]),
    "topic_slugs": lambda row: _joined(topic["slug"] for topic in row["topics"]),
    "regions": lambda row: _joined(region["name"] for region in row["regions"]),
    "region_codes": lambda row: _joined(region["code"] for region in row["regions"]),
    "institutions": lambda row: _joined(institution["name"] for institution in row["institutions"]),
    "institution_slugs": lambda row: _joined(institution["slug"] for institution in row["institutions"]),
    "body": lambda row: row["body"],
    "text": lambda row: row["text"],
    "captions": lambda row: _joined(caption_line(caption) for caption in row["captions"]),
    "source_note": lambda row: row["source_note"],
    "word_count": lambda row: row["word_count"],
    "rights": lambda row: row["rights"],
    "access": lambda row: row["access"],
    "published_at": lambda row: row["published_at"],
    "updated_at": lambda row: row["updated_at"],
}
_FIELDS = {
    "publication": "issue",
    "issue_number": "issue",
    "issue_date": "issue",
    "issue_url": "issue",
    "topic_slugs": "topics",
    "region_codes": "regions",
    "institution_slugs": "institutions",
}
"""The columns that are called otherwise than the field of the row that they are made of."""


def encode(rows: Iterable[Mapping[str, Any]], fields: Fields = None) -> Iterator[bytes]:
    """A heading line, then a line for each row, as `table` has them; of the columns, those that `fields` make up."""
    columns = {name: cell for name, cell in _COLUMNS.items() if fields is None or _FIELDS.get(name, name) in fields}
    return table(chain([columns], ([cell(row) for cell in columns.values()] for row in rows)))


def table(lines: Iterable[Iterable[object]]) -> Iterator[bytes]:
    """The lines of cells as RFC 4180 has it, in UTF-8 with a byte order mark, without a cell that would be run."""
    mark = _BYTE_ORDER_MARK
    for cells in lines:
        yield (mark + _line(map(_harmless, cells))).encode()
        mark = ""


def _line(cells: Iterable[object]) -> str:
    buffer = io.StringIO(newline="")
    csv.writer(buffer).writerow(cells)
    return buffer.getvalue()


def _harmless(value: object) -> object:
    """The value, with an apostrophe before a text that a spreadsheet would run as a formula."""
    return f"'{value}" if isinstance(value, str) and _RUN.match(value) else value


def _joined(values: Iterable[str]) -> str:
    return "; ".join(values)
