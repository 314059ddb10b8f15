"""Finds what stands in the margins of the pages of a PDF file: running heads, page numbers, the head of a page above
its rule, what a browser prints there."""

import re
from collections.abc import Iterable, Sequence

from articles.ingest.heads import is_issue_line, sounds_like_masthead
from articles.ingest.printed_dates import find_dates
from articles.ingest.readers.pdf_drawings import Box
from articles.ingest.readers.pdf_floats import text_size
from articles.ingest.readers.pdf_lines import HEADING_RATIO, SAME_SIZE, Page, TextLine, Word, parted, rows_of
from articles.ingest.wording import ISSUE_NUMBER

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
_STANDING_OFF = 2.0
"""How far from the text a running head is that stands by it, in ems."""
_FOOT_RULE = 0.12
"""The same for the rule above its foot."""
_HEAD_WIDTH = 0.85
"""The share of the text's width that this rule takes at least."""
_MOST_HEAD_ROWS = 5


def find_margins(pages: Sequence[Page]) -> list[list[_Marginal]]:
    """The lines in the margins of each page, from its head to its foot, and what kind of furniture each is."""
    rows = [[TextLine(tuple(row)) for row in rows_of(page.words)] for page in pages]
    repeated = _repeated(pages, rows)
    usual = [line for lines in repeated for line in lines]
    margins = []
    for page, lines, running in zip(pages, rows, repeated, strict=True):
        found = _page_head(page) + _page_foot(page)
        known = {word for line, _ in found for word in line.words}
        for line in lines:
            if known.isdisjoint(line.words) and (line in running or _in_margin(page, line)):
                kind = _kind(line, running, usual)
                found += [(line, kind)] if kind else []
        margins.append(sorted(found, key=lambda each: each[0].base))
    return margins


def _repeated(pages: Sequence[Page], rows: list[list[TextLine]]) -> list[list[TextLine]]:
    """The lines of each page that stand on another page too, numbers aside: in the margin at the same height, or as
    the first or last line of a page that is not full."""
    pages_at: dict[tuple[str, str, int], set[int]] = {}
    marginal = [[line for line in lines if _in_margin(page, line)] for page, lines in zip(pages, rows, strict=True)]
    outermost = [_outermost(lines) for lines in rows]

    def places(number: int, line: TextLine, reach: int) -> list[tuple[str, str, int]]:
        key, height = _key(line), round(line.base / _SAME_HEIGHT)
        end = outermost[number].get(line)
        level = range(height - reach, height + reach + 1) if line in marginal[number] else ()
        return [(key, "", each) for each in level] + ([(key, end, 0)] if key and end else [])

    for number in range(len(rows)):
        for line in {*marginal[number], *outermost[number]}:
            for place in places(number, line, 0):
                pages_at.setdefault(place, set()).add(number)
    return [
        [line for line in lines if any(pages_at.get(place, set()) - {number} for place in places(number, line, 1))]
        for number, lines in enumerate(rows)
    ]


def _outermost(lines: list[TextLine]) -> dict[TextLine, str]:
    """The first and the last line of a page that stand off what is next to them."""
    if len(lines) < 2:
        return {}
    ends = {"first": (lines[0], lines[1]), "last": (lines[-1], lines[-2])}
    return {
        line: end for end, (line, beside) in ends.items() if abs(line.base - beside.base) > _STANDING_OFF * line.size
    }


def _kind(line: TextLine, running: list[TextLine], usual: list[TextLine]) -> str | None:
    """What a line in the margin is; None for one of the text."""
    if _PAGE_NUMBER.fullmatch(line.text):
        return "page number"
    if _PRINTER_STAMP.match(line.text):
        return "other"
    return "running head" if line in running or _stands_where(line, usual) else None


def _page_head(page: Page) -> list[_Marginal]:
    """The lines in a band at the top of a page, or above a rule across it, if they say of which issue the page is, or
    which page of it."""
    for box in sorted(_across(page, (*page.drawings.level, *page.drawings.areas, *page.drawings.bars)), key=_bottom):
        if box.bottom >= _HEAD_RULE * page.height:
            break
        found = _Ending(page, [word for word in page.words if word.base <= box.bottom])
        if found.is_running() if box in page.drawings.level else found.is_masthead():
            return found.marked("masthead")
    return []


def _page_foot(page: Page) -> list[_Marginal]:
    """The same below a rule across the foot of a page."""
    for rule in sorted(_across(page, page.drawings.level), key=_bottom, reverse=True):
        if rule.top <= (1 - _FOOT_RULE) * page.height:
            break
        found = _Ending(page, [word for word in page.words if word.base > rule.top])
        if found.is_running():
            return found.marked("running head")
    return []


def _across(page: Page, boxes: Iterable[Box]) -> list[Box]:
    """The boxes that reach over most of the text's width."""
    left, right = min((word.x0 for word in page.words), default=0), max((word.x1 for word in page.words), default=0)
    return [box for box in boxes if box.x1 - box.x0 > _HEAD_WIDTH * (right - left)]


def _bottom(box: Box) -> float:
    return box.bottom


class _Ending:
    """The words at one end of a page, in lines and, parted at wide gaps, in pieces."""

    def __init__(self, page: Page, words: Iterable[Word]) -> None:
        self._page = page
        self._rows = [TextLine(tuple(row)) for row in rows_of(words)]
        self._parts = [part for row in self._rows for part in parted(row)]
        self._texts = [line.text for line in (*self._rows, *self._parts)]
        self._is_short = len(self._rows) <= _MOST_HEAD_ROWS

    def is_running(self) -> bool:
        """Whether they say of which issue the page is, or which page of it."""
        paged = len(self._parts) > 1 and any(_PAGE_NUMBER.fullmatch(part.text) for part in self._parts)
        return self._is_short and (paged or any(map(is_issue_line, self._texts)))

    def is_masthead(self) -> bool:
        """Whether they are a name larger than all else on the page, with its number, or its date where the name sounds
        like a periodical's: a title in a band may be dated too."""
        largest = max(word.size for word in self._page.words)
        names = [part.text for part in self._parts if part.size >= largest]
        numbered = any(map(ISSUE_NUMBER.search, self._texts))
        dated = any(map(find_dates, self._texts)) and any(map(sounds_like_masthead, names))
        return self._is_short and bool(names) and (numbered or dated)

    def marked(self, display: str) -> list[_Marginal]:
        """The pieces, those in large type being of a kind of their own."""
        large = text_size(self._page.words) * HEADING_RATIO
        return [(part, display if part.size > large else "running head") for part in self._parts]


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
