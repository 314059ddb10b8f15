"""Tells tables of data from tables that lay out a page, and writes the former as Markdown."""

import re

from lxml.etree import _Element as Element

from articles.ingest.readers.html_style import HEADINGS

_NO_DATA = ("table", "img", "ul", "ol", "blockquote", "hr", *HEADINGS)
_LONGEST_CELL = 300
_MOST_COLUMNS = 50
_LONGEST_DAY = 25
_SPACES = re.compile(r"[ \t\r\n\f\u00a0\u3000]+")


def data_rows(table: Element) -> list[str]:
    """The rows of a table that holds data, as Markdown; none of one that only lays out the page."""
    if table.get("role") == "presentation" or next(table.iterdescendants(*_NO_DATA), None) is not None:
        return []
    rows = [[_cell(cell) for cell in row if cell.tag in ("td", "th")] for row in table.iterdescendants("tr")]
    rows = [row for row in rows if any(row)]
    width = max((len(row) for row in rows), default=0)
    even = sum(sum(map(bool, row)) >= 2 for row in rows) >= max(2, 0.6 * len(rows))
    if not even or max(len(cell) for row in rows for cell in row) > _LONGEST_CELL or width > _MOST_COLUMNS:
        return []
    lines = [f"| {' | '.join(row + [''] * (width - len(row)))} |" for row in rows]
    return [lines[0], "|" + "---|" * width, *lines[1:]]


def programme(table: Element) -> list[str]:
    """The entries of a table that has days or hours on its left and what happens then on its right, one line each; none
    of any other table."""
    if next(table.iterdescendants("th", *_NO_DATA), None) is not None:
        return []
    rows = [[_SPACES.sub(" ", "".join(cell.itertext())).strip() for cell in row] for row in table.iterdescendants("tr")]
    rows = [row for row in rows if any(row)]
    return [" ".join(row) for row in rows] if len(rows) > 1 and all(map(_is_entry, rows)) else []


def _is_entry(row: list[str]) -> bool:
    if len(row) != 2 or not 0 < len(row[0]) <= _LONGEST_DAY:
        return False
    day, event = row
    return bool(re.search(r"\d", day)) and len(event) <= _LONGEST_CELL and len(re.findall(r"[^\W\d_]{2,}", event)) > 1


def _cell(cell: Element) -> str:
    return escape(_SPACES.sub(" ", "".join(cell.itertext())).strip()).replace("|", r"\|")


def escape(text: str) -> str:
    """Text in which nothing is taken for Markdown or for a tag."""
    text = re.sub(r"([\\`*]|(?<!\w)_|_(?!\w))", r"\\\1", text)
    return text.replace("<", r"\<").replace(">", r"\>") if "<" in text else text
