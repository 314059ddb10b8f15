"""From lines in reading order to the Markdown lines that the pipeline reads: running heads and page numbers set apart,
lines joined to paragraphs as far as they were wrapped, headings by size, tables by their aligned cells."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from articles.ingest.heads import is_issue_line
from articles.ingest.readers.marking import as_caption
from articles.ingest.readers.pdf_floats import text_size
from articles.ingest.readers.pdf_layout import Aside, read_lines
from articles.ingest.readers.pdf_lines import Page, TextLine, Word, join_texts, join_words, rows_of
from articles.ingest.wording import HAN, ends_sentence, word_length

_MARGIN = 0.1
"""The share of a page's height, at its top and bottom, in which running heads and page numbers stand."""
_SAME_HEIGHT = 6.0
_PAGE_NUMBER = re.compile(r"\W*(?:page\s+|p\.\s*|第\s*)?\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?(?:\s*[页頁版])?\W*", re.I)
_PRINTER_STAMP = re.compile(r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4},?\s+\d{1,2}:\d{2}\b|(?:https?|file)://\S+(?:\s+\d+/\d+)?$", re.I)
"""What browsers print in the margins: when the page was printed, and its address."""
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
_HEAD_RULE = 0.18
"""How far down a page the rule below its head stands at most, as a share of its height."""
_HEAD_WIDTH = 0.85
"""The share of the text's width that this rule takes at least."""
_MOST_HEAD_ROWS = 5
_KICKER_ROOM = 3.2
"""How far below its kicker a headline stands at most, in ems of the text."""
_LONGEST_KICKER = 6
_FAR = 4.0
"""The gap in a line that stands alone which parts it in two, in ems."""
_SHORTEST_TEXT = 8
"""Words that a paragraph has at least below which a caption may stand; a byline has fewer."""
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
    size = text_size(word for page in pages for word in page.words)
    read = [
        read_lines(_text_words(page, margin), page.drawings, page.height, size)
        for page, margin in zip(pages, margins, strict=True)
    ]
    setting = _setting([ordered for ordered, _ in read])
    lines: list[str] = []
    furniture: list[tuple[int, str]] = []
    for page, (ordered, asides), margin in zip(pages, read, margins, strict=True):
        for texts, kind in _page_blocks(page, ordered, asides, margin, setting):
            if kind:
                furniture.append((len(lines) + 1, kind))
            lines.extend((*texts, ""))
    return lines[:-1], tuple(furniture)


def _text_words(page: Page, margin: list[tuple[TextLine, str]]) -> list[Word]:
    """The words of a page but for those in its margins."""
    aside = {word for line, _ in margin for word in line.words}
    return [word for word in page.words if word not in aside]


def _page_blocks(
    page: Page,
    lines: list[TextLine],
    asides: list[Aside],
    margin: list[tuple[TextLine, str]],
    setting: _Setting,
) -> Iterator[tuple[tuple[str, ...], str | None]]:
    """The blocks of a page from its head to its foot: the lines of each, and its kind where it is furniture."""
    yield from (((_escape(line.text),), kind) for line, kind in margin if line.base < page.height / 2)
    yield from ((texts, None) for texts in _with_asides(list(_blocks(lines, setting)), asides, setting))
    yield from (((_escape(line.text),), kind) for line, kind in margin if line.base >= page.height / 2)
    if page.turned:
        yield (_escape(page.turned),), None
    if not (page.words or page.turned):
        yield (_PICTURE,), None


def _with_asides(
    blocks: list[tuple[int, tuple[str, ...]]], asides: list[Aside], setting: _Setting
) -> Iterator[tuple[str, ...]]:
    """The blocks, and each caption or box where the sentence that it interrupts, or for a box the article, is over."""
    waiting = list(asides)
    for number, (start, texts) in enumerate(blocks):
        places = _places_above(blocks, number)
        while waiting and waiting[0].after <= start and waiting[0].kind in places:
            yield from _aside(waiting.pop(0), setting)
        yield texts
    for aside in waiting:
        yield from _aside(aside, setting)


def _places_above(blocks: list[tuple[int, tuple[str, ...]]], number: int) -> set[str]:
    """What may stand above a block without interrupting anything: a caption below a text that is complete, a box where
    an article begins."""
    text = blocks[number][1][0]
    if number == 0:
        return set() if text.startswith("#") or text[0].islower() else {"caption"}
    above = blocks[number - 1][1][0]
    following = blocks[number + 1][1][0] if number + 1 < len(blocks) else ""
    opens = not _is_display(above) and (text.startswith("#") or (_is_display(text) and following.startswith("#")))
    complete = not _is_display(above) and word_length(above) >= _SHORTEST_TEXT
    places = {"box", "caption"} if opens else set()
    return places | ({"caption"} if complete and (ends_sentence(above) or _is_display(text)) else set())


def _is_display(text: str) -> bool:
    return text.startswith(("#", "**", "*", "▲"))


def _aside(aside: Aside, setting: _Setting) -> Iterator[tuple[str, ...]]:
    if aside.kind == "box":
        yield from (texts for _, texts in _blocks(list(aside.lines), setting))
    else:
        text = aside.lines[0].text
        for line in aside.lines[1:]:
            text = join_texts(text, line.text)
        yield (as_caption(_escape(text)),)


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
        if _PRINTER_STAMP.match(line.text):
            return "other"
        height = round(line.base / _SAME_HEIGHT)
        near = (pages_at.get((_key(line), height + step), set()) for step in (-1, 0, 1))
        return "running head" if any(found - {number} for found in near) else None

    margins = []
    for number, (page, lines) in enumerate(zip(pages, rows, strict=True)):
        head = _page_head(page)
        known = {word for line, _ in head for word in line.words}
        others = [line for line in lines if not known.intersection(line.words)]
        margins.append([*head, *((line, found) for line in others if (found := kind(number, line)))])
    usual = [line for lines in margins for line, found in lines if found == "running head"]
    for found, lines in zip(margins, rows, strict=True):
        known = {word for line, _ in found for word in line.words}
        found += [
            (line, "running head")
            for line in lines
            if not known.intersection(line.words) and _stands_where(line, usual)
        ]
        found.sort(key=lambda each: each[0].base)
    return margins


def _page_head(page: Page) -> list[tuple[TextLine, str]]:
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
        parts = [part for row in rows for part in _parts(row)]
        texts = [line.text for line in (*rows, *parts)]
        paged = len(parts) > 1 and any(_PAGE_NUMBER.fullmatch(part.text) for part in parts)
        if len(rows) <= _MOST_HEAD_ROWS and (paged or any(map(is_issue_line, texts))):
            return [(part, "masthead" if part.size > size * _HEADING_RATIO else "running head") for part in parts]
    return []


def _stands_where(line: TextLine, usual: list[TextLine]) -> bool:
    """Whether a line stands where other pages have their running head, and in the same size: a left page may have
    another one than a right page."""
    return any(
        abs(line.base - other.base) < 1 and abs(line.size - other.size) < _SAME_SIZE * other.size for other in usual
    )


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


def _blocks(lines: list[TextLine], setting: _Setting) -> Iterator[tuple[int, tuple[str, ...]]]:
    """The blocks of one page, each as lines of Markdown, the rows of a table or a paragraph in one line, and the
    number of its first line."""
    start = 0
    while start < len(lines):
        end = _table_end(lines, start)
        if end > start:
            yield start, tuple(_table(lines[start:end]))
        else:
            end = start + 1
            while end < len(lines) and _table_end(lines, end) == end and _goes_on(lines, start, end, setting):
                end += 1
            if end - start > 1:
                yield start, (_paragraph(lines[start:end], setting),)
            elif _is_kicker(lines, start, setting):
                yield start, (f"**{_escape(lines[start].text)}**",)
            else:
                yield from ((start, (_paragraph([part], setting),)) for part in _parts(lines[start]))
        start = end


def _is_kicker(lines: list[TextLine], place: int, setting: _Setting) -> bool:
    """Whether a line is the label of the headline below it: short, and nearer to that than to what stands above."""
    one, above, below = lines[place], lines[place - 1 : place], lines[place + 1 : place + 2]
    if not below or below[0].size <= setting.size * _HEADING_RATIO or one.size > setting.size * _HEADING_RATIO:
        return False
    room = below[0].base - one.base
    if not 0 < room <= _KICKER_ROOM * setting.size or word_length(one.text) > _LONGEST_KICKER:
        return False
    if ends_sentence(one.text) or not any(map(str.isalpha, one.text)) or one.x1 < below[0].x0 or one.x0 > below[0].x1:
        return False
    return not above or not 0 < one.base - above[0].base < room


def _parts(line: TextLine) -> list[TextLine]:
    """A line that stands alone, parted where its ends stand far from each other, as those of a letterhead do."""
    parts = [[line.words[0]]]
    for one, other in pairwise(line.words):
        if other.x0 - one.x1 > _FAR * line.size:
            parts.append([])
        parts[-1].append(other)
    return [TextLine(tuple(part)) for part in parts]


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
    if abs(one.size - other.size) > _SAME_SIZE * one.size:
        return False
    if not 0 < other.base - one.base < _LEADING * one.size or other.x0 > one.x1 or other.x1 < one.x0:
        return _runs_over(lines, end, setting)
    if _opens_item(other):
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


def _runs_over(lines: list[TextLine], end: int, setting: _Setting) -> bool:
    """Whether a paragraph goes on in the next column, or below a picture: its last line is full and ends no sentence,
    and the line there is not indented."""
    one, other = lines[end - 1], lines[end]
    if one.size > setting.size * _HEADING_RATIO or (one.bold, one.italic) != (other.bold, other.italic) or one.bold:
        return False
    if ends_sentence(one.text) or _opens_item(other):
        return False
    above = [line.x1 for line in lines[max(0, end - _NEAR) : end] if _is_of_column(line, one) and line.x0 < one.x1]
    below = [line.x0 for line in lines[end + 1 : end + _NEAR] if _is_of_column(line, other) and line.x0 < other.x1]
    is_full = one.limit - one.x1 < 1.5 * one.size or (len(above) > 2 and one.x1 > max(above) - one.size)
    return is_full and (other.text[:1].islower() or (len(below) > 0 and other.x0 < min(below) + 0.5 * _INDENT * other.size))


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
    same = [line.x1 for line in near if _is_of_column(line, one) and line.x1 < one.limit + 1]
    first = other.words[0]
    width = first.x1 - first.x0 if not HAN.match(first.text) else first.size
    return one.x1 + width + 0.35 * one.size < max(same, default=one.x1)


def _is_of_column(line: TextLine, one: TextLine) -> bool:
    """Whether a line tells how wide the column of another one is: set in one piece, alike, and not farther out."""
    same_size = abs(line.size - one.size) < _SAME_SIZE * one.size
    return same_size and line.bold == one.bold and line.x0 > one.x0 - _HANGING * one.size and len(line.cells) == 1


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
    text = re.sub(r"\\<(sup>[\d,*†‡\[\]\\]+)\\<(/sup>)", r"<\1<\2", text)
    return re.sub(r"^([#>+=-])", r"\\\1", text)
