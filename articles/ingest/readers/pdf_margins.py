"""Finds what stands in the margins of the pages of a PDF file: running heads, page numbers, the head of a page above
its rule, what a browser prints there."""

import re
from collections.abc import Sequence

from articles.ingest.heads import is_issue_line
from articles.ingest.readers.pdf_floats import text_size
from articles.ingest.readers.pdf_lines import HEADING_RATIO, SAME_SIZE, Page, TextLine, parted, rows_of

_Marginal = tuple[TextLine, str]
"""A line in a margin, and the kind of furniture that it is."""
_MARGIN = 0.1
"""The share of a page's height, at its top and bottom, in which running heads and page numbers stand."""
_SAME_HEIGHT = 6.0
_PAGE_NUMBER = re.compile(r"\W*(?:page\s+|p\.\s*|第\s*)?\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?(?:\s*[页頁版])?\W*", re.I)
_PRINTER_STAMP = re.compile(
    r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4},?\s+\d{1,2}:\d{2}\b|(?:https?|file)://\S+(?:\s+\d+/\d+)?$", re.I
)
"""What browsers print in the margins: when the page was printed, and its address."""
_HEAD_RULE = 0.18
"""How far down a page the rule below its head stands at most, as a share of its height."""
_HEAD_WIDTH = 0.85
"""The share of the text's width that this rule takes at least."""
_MOST_HEAD_ROWS = 5


def find_margins(pages: Sequence[Page]) -> list[list[_Marginal]]:
    """The lines in the margins of each page, from its head to its foot, and what kind of furniture each is."""
    rows = [
        [line for line in map(TextLine, map(tuple, rows_of(page.words))) if _in_margin(page, line)] for page in pages
    ]
    repeated = _repeated(rows)
    usual = [line for lines in repeated for line in lines]
    margins = []
    for page, lines, running in zip(pages, rows, repeated, strict=True):
        found = _page_head(page)
        known = {word for line, _ in found for word in line.words}
        for line in lines:
            if not known.intersection(line.words) and (kind := _kind(line, running, usual)):
                found.append((line, kind))
        margins.append(sorted(found, key=lambda each: each[0].base))
    return margins


def _repeated(rows: list[list[TextLine]]) -> list[list[TextLine]]:
    """The lines of each page that stand on another page too at the same height, numbers aside."""
    pages_at: dict[tuple[str, int], set[int]] = {}
    for number, lines in enumerate(rows):
        for line in lines:
            pages_at.setdefault((_key(line), round(line.base / _SAME_HEIGHT)), set()).add(number)

    def is_elsewhere(number: int, line: TextLine) -> bool:
        height = round(line.base / _SAME_HEIGHT)
        near = (pages_at.get((_key(line), height + step), set()) for step in (-1, 0, 1))
        return any(found - {number} for found in near)

    return [[line for line in lines if is_elsewhere(number, line)] for number, lines in enumerate(rows)]


def _kind(line: TextLine, running: list[TextLine], usual: list[TextLine]) -> str | None:
    """What a line in the margin is; None for one of the text."""
    if _PAGE_NUMBER.fullmatch(line.text):
        return "page number"
    if _PRINTER_STAMP.match(line.text):
        return "other"
    return "running head" if line in running or _stands_where(line, usual) else None


def _page_head(page: Page) -> list[_Marginal]:
    """The lines above a rule across the top of a page, if they say of which issue the page is."""
    left, right = min((word.x0 for word in page.words), default=0), max((word.x1 for word in page.words), default=0)
    rules = [
        rule.top
        for rule in page.drawings.level
        if rule.top < _HEAD_RULE * page.height and rule.x1 - rule.x0 > _HEAD_WIDTH * (right - left)
    ]
    above = [word for word in page.words if rules and word.base <= max(rules)]
    size = text_size(page.words)
    for height in sorted(rules):
        rows = [TextLine(tuple(row)) for row in rows_of(word for word in above if word.base <= height)]
        parts = [part for row in rows for part in parted(row)]
        texts = [line.text for line in (*rows, *parts)]
        paged = len(parts) > 1 and any(_PAGE_NUMBER.fullmatch(part.text) for part in parts)
        if len(rows) <= _MOST_HEAD_ROWS and (paged or any(map(is_issue_line, texts))):
            return [(part, "masthead" if part.size > size * HEADING_RATIO else "running head") for part in parts]
    return []


def _stands_where(line: TextLine, usual: list[TextLine]) -> bool:
    """Whether a line stands where other pages have their running head, and in the same size: a left page may have
    another one than a right page."""
    return any(
        abs(line.base - other.base) < 1 and abs(line.size - other.size) < SAME_SIZE * other.size for other in usual
    )


def _key(line: TextLine) -> str:
    """The letters of a line, without its page number."""
    return re.sub(r"[\W\d_]+", " ", line.text).strip().casefold()


def _in_margin(page: Page, line: TextLine) -> bool:
    return line.base < _MARGIN * page.height or line.base > (1 - _MARGIN) * page.height
