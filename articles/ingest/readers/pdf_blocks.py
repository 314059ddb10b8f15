"""From lines in reading order to the Markdown lines that the pipeline reads: running heads and page numbers set apart,
lines joined to paragraphs as far as they were wrapped, headings by size, tables by their aligned cells."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from articles.ingest.readers.pdf_layout import read_lines
from articles.ingest.readers.pdf_lines import Page, TextLine, Word, join_texts, join_words, rows_of
from articles.ingest.wording import HAN, word_length

_MARGIN = 0.1
"""The share of a page's height, at its top and bottom, in which running heads and page numbers stand."""
_SAME_HEIGHT = 6.0
_PAGE_NUMBER = re.compile(r"\W*(?:page\s+|p\.\s*|第\s*)?\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?(?:\s*[页頁版])?\W*", re.I)
_BULLET = re.compile(r"[•●○◦▪‣∙·\uf0b7–-]")
_NUMBERED = re.compile(r"\(?\d{1,2}[.)、．](?!\d)|[（(]?[一二三四五六七八九十]{1,3}[)）、]")
_HEADING_RATIO = 1.12
"""How much larger than the text a heading is set."""
_LONGEST_HEADING = 40
_SAME_SIZE = 0.08
_LEADING = 1.65
"""The widest distance between two baselines of a paragraph, in ems."""
_LOOSER = 1.25
"""How much wider than usual the distance before a new paragraph is."""
_INDENT = 0.7
_NEAR = 12
"""Lines above and below one that tell how wide its column is."""
_HANGING = 3.0
"""The deepest indent of a line within its column, in ems."""
_NARROW_TABLE_ROWS = 3
"""Rows that a table of two columns has at least; justified lines may look like fewer."""
_PICTURE = "![]()"
"""Stands for a page without text, so that an editor sees where one is missing."""
_PULL_QUOTE = re.compile(r"[\"“「].*[\"”」]\W*")


@dataclass(frozen=True)
class _Setting:
    """How the whole file is set: the size of its text, the usual distance of lines in ems, its sizes of headings."""

    size: float
    leading: float
    headings: tuple[float, ...]


def to_markdown(pages: Sequence[Page]) -> tuple[list[str], tuple[tuple[int, str], ...]]:
    """The lines of a Markdown document, and of those that are furniture the number, from 1, and kind."""
    margins = _margins(pages)
    read = [
        read_lines(word for word in page.words if not any(word in line.words for line, _ in margin))
        for page, margin in zip(pages, margins, strict=True)
    ]
    setting = _setting(read)
    lines: list[str] = []
    furniture: list[tuple[int, str]] = []
    for page, ordered, margin in zip(pages, read, margins, strict=True):
        for texts, kind in _page_blocks(page, ordered, margin, setting):
            if kind:
                furniture.append((len(lines) + 1, kind))
            lines.extend((*texts, ""))
    return lines[:-1], tuple(furniture)


def _page_blocks(
    page: Page, lines: list[TextLine], margin: list[tuple[TextLine, str]], setting: _Setting
) -> Iterator[tuple[tuple[str, ...], str | None]]:
    """The blocks of a page from its head to its foot: the lines of each, and its kind where it is furniture."""
    yield from (((_escape(line.text),), kind) for line, kind in margin if line.base < page.height / 2)
    yield from ((texts, None) for texts in _blocks(lines, setting))
    yield from (((_escape(line.text),), kind) for line, kind in margin if line.base >= page.height / 2)
    if page.turned:
        yield (_escape(page.turned),), None
    if not (page.words or page.turned):
        yield (_PICTURE,), None


def _margins(pages: Sequence[Page]) -> list[list[tuple[TextLine, str]]]:
    """The running heads and page numbers of each page: what stands in the margins of more than one page at the same
    height, numbers aside, or is nothing but a number."""
    rows = [
        [line for line in map(TextLine, map(tuple, rows_of(page.words))) if _in_margin(page, line)] for page in pages
    ]
    pages_at: dict[tuple[str, int], set[int]] = {}
    for number, lines in enumerate(rows):
        for line in lines:
            pages_at.setdefault((_key(line), round(line.base / _SAME_HEIGHT)), set()).add(number)

    def kind(number: int, line: TextLine) -> str | None:
        if _PAGE_NUMBER.fullmatch(line.text):
            return "page number"
        height = round(line.base / _SAME_HEIGHT)
        near = (pages_at.get((_key(line), height + step), set()) for step in (-1, 0, 1))
        return "running head" if any(found - {number} for found in near) else None

    return [[(line, found) for line in lines if (found := kind(number, line))] for number, lines in enumerate(rows)]


def _key(line: TextLine) -> str:
    """The letters of a line, without its page number."""
    return re.sub(r"[\W\d_]+", " ", line.text).strip().casefold()


def _in_margin(page: Page, line: TextLine) -> bool:
    return line.base < _MARGIN * page.height or line.base > (1 - _MARGIN) * page.height


def _setting(read: list[list[TextLine]]) -> _Setting:
    letters: Counter[float] = Counter()
    for line in (line for lines in read for line in lines):
        letters[round(line.size * 2) / 2] += len(line.text)
    size = letters.most_common(1)[0][0] if letters else 1.0
    gaps: Counter[float] = Counter()
    for one, other in (pair for lines in read for pair in pairwise(lines)):
        gap = (other.base - one.base) / size
        if 0.8 < gap < 2.2 and abs(one.size - size) + abs(other.size - size) < size * _SAME_SIZE:
            gaps[round(gap, 1)] += 1
    large = sorted((each for each in letters if each > size * _HEADING_RATIO), reverse=True)
    levels: list[float] = []
    for each in large:
        if not levels or each < levels[-1] * 0.95:
            levels.append(each)
    return _Setting(size, gaps.most_common(1)[0][0] if gaps else 1.2, tuple(levels))


def _blocks(lines: list[TextLine], setting: _Setting) -> Iterator[tuple[str, ...]]:
    """The blocks of one page, each as lines of Markdown: the rows of a table, or a paragraph in one line."""
    start = 0
    while start < len(lines):
        end = _table_end(lines, start)
        if end > start:
            yield tuple(_table(lines[start:end]))
        else:
            end = start + 1
            while end < len(lines) and _table_end(lines, end) == end and _goes_on(lines, start, end, setting):
                end += 1
            yield (_paragraph(lines[start:end], setting),)
        start = end


def _table_end(lines: list[TextLine], start: int) -> int:
    """Where the table that begins at a line ends: lines of two cells or more, below each other; else the line."""
    end = start
    while end < len(lines) and len(lines[end].cells) > 1:
        if end > start and not _is_next_row(lines[end - 1], lines[end]):
            break
        end += 1
    wide = any(len(line.cells) > 2 for line in lines[start:end])
    return end if end - start >= (2 if wide else _NARROW_TABLE_ROWS) else start


def _is_next_row(one: TextLine, other: TextLine) -> bool:
    """Whether the cells of two lines stand below each other, by their left or right edges or their middles."""
    if not 0 < other.base - one.base < 4 * one.size or _BULLET.fullmatch(one.words[0].text):
        return False
    near = 0.4 * one.size
    places = [_places(cell) for cell in one.cells]
    aligned = [
        any(abs(a - b) < near for place in places for a, b in zip(place, _places(cell), strict=True))
        for cell in other.cells
    ]
    return sum(aligned) >= 2 and sum(aligned) >= 0.6 * min(len(one.cells), len(other.cells))


def _places(cell: tuple[Word, ...]) -> tuple[float, float, float]:
    return cell[0].x0, cell[-1].x1, (cell[0].x0 + cell[-1].x1) / 2


def _table(lines: list[TextLine]) -> Iterator[str]:
    """The rows of a table, a rule below the first."""
    columns: list[tuple[float, float]] = []
    for x0, x1 in sorted((cell[0].x0, cell[-1].x1) for line in lines for cell in line.cells):
        if columns and x0 < columns[-1][1]:
            columns[-1] = (columns[-1][0], max(x1, columns[-1][1]))
        else:
            columns.append((x0, x1))
    for number, line in enumerate(lines):
        texts = [""] * len(columns)
        for cell in line.cells:
            place = next(place for place, (_, x1) in enumerate(columns) if cell[0].x0 <= x1)
            texts[place] = f"{texts[place]} {_escape(join_words(cell))}".strip().replace("|", "\\|")
        yield f"| {' | '.join(texts)} |"
        if number == 0:
            yield f"|{' --- |' * len(columns)}"


def _goes_on(lines: list[TextLine], start: int, end: int, setting: _Setting) -> bool:
    """Whether the line at `end` belongs to the paragraph that begins at `start`."""
    one, other = lines[end - 1], lines[end]
    if abs(one.size - other.size) > _SAME_SIZE * one.size or not 0 < other.base - one.base < _LEADING * one.size:
        return False
    if other.x0 > one.x1 or other.x1 < one.x0 or _opens_item(other):
        return False
    is_display = one.size > setting.size * _HEADING_RATIO
    if is_display:
        return one.bold == other.bold
    if (one.bold, one.italic) != (other.bold, other.italic) and (one.bold or other.bold or _is_short(lines, end)):
        return False
    if end - start > 1 and other.base - one.base > _LOOSER * (one.base - lines[end - 2].base):
        return False
    if other.base - one.base > _LOOSER * setting.leading * one.size and abs(one.size - setting.size) < 0.5:
        return False
    return not (_is_indented(lines, start, end) or _is_short(lines, end))


def _is_indented(lines: list[TextLine], start: int, end: int) -> bool:
    """Whether the line at `end` begins farther in or out than the paragraph above it runs, as a new one does."""
    one, other = lines[end - 1], lines[end]
    if _is_centred(one, other):
        return False
    if end - start == 1:
        indent = other.x0 - one.x0
        return indent > _INDENT * one.size and not _opens_item(one)
    return abs(other.x0 - min(line.x0 for line in lines[max(start + 1, end - _NEAR) : end])) > _INDENT * one.size


def _is_centred(one: TextLine, other: TextLine) -> bool:
    middles = abs(one.x0 + one.x1 - other.x0 - other.x1) / 2
    return middles < 1.5 and abs(one.x0 - other.x0) > 1.5 and abs(one.x1 - other.x1) > 1.5


def _is_short(lines: list[TextLine], end: int) -> bool:
    """Whether the first word of the line at `end` would have found room in the line above it, which so ends a
    paragraph."""
    one, other = lines[end - 1], lines[end]
    near = [line for line in lines[max(0, end - _NEAR) : end + _NEAR] if line.x0 < one.x1 and line.x1 > one.x0]
    same = [line.x1 for line in near if _is_set_alike(one, line) and line.x0 > one.x0 - _HANGING * one.size]
    first = other.words[0]
    width = first.x1 - first.x0 if not HAN.match(first.text) else first.size
    return one.x1 + width + 0.35 * one.size < max(same, default=one.x1)


def _is_set_alike(one: TextLine, other: TextLine) -> bool:
    same_size = abs(other.size - one.size) < _SAME_SIZE * one.size
    return same_size and (one.bold, one.italic) == (other.bold, other.italic)


def _opens_item(line: TextLine) -> bool:
    """Whether a line begins with the mark or number of a list's item."""
    first = line.words[0].text
    return bool(len(line.words) > 1 and _BULLET.fullmatch(first)) or bool(_NUMBERED.match(line.text))


def _paragraph(lines: list[TextLine], setting: _Setting) -> str:
    """The lines as one Markdown line."""
    text = lines[0].text
    for line in lines[1:]:
        text = join_texts(text, line.text)
    if len(lines[0].words) > 1 and _BULLET.fullmatch(lines[0].words[0].text):
        return f"- {_escape(text[len(lines[0].words[0].text) :].strip())}"
    escaped = _escape(text)
    if lines[0].size > setting.size * _HEADING_RATIO and word_length(text) <= _LONGEST_HEADING:
        if _PULL_QUOTE.fullmatch(text):
            return f"> {escaped}"
        level = sum(lines[0].size < size * 0.95 for size in setting.headings) + 1
        return f"{'#' * min(level, 6)} {escaped}"
    if all(line.bold for line in lines):
        return f"**{escaped}**"
    if all(line.italic for line in lines):
        return f"*{escaped}*"
    return escaped


def _escape(text: str) -> str:
    """Text in which nothing is taken for Markdown; numbers of items are left as such."""
    text = re.sub(r"([\\`*_<])", r"\\\1", text)
    return re.sub(r"^([#>+=-])", r"\\\1", text)
