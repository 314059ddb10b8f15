"""Tells which lines of a PDF page make up a paragraph: by their distances, indents and lengths."""

import re
from dataclasses import dataclass

from articles.ingest.readers.pdf_lines import BULLET, HEADING_RATIO, SAME_SIZE, TextLine, kicker_room
from articles.ingest.wording import HAN, ends_sentence, word_length

_NUMBERED = re.compile(r"\(?\d{1,2}[.)、．](?!\d)|[（(]?[一二三四五六七八九十]{1,3}[)）、]")
_LEADING = 1.65
"""The widest distance between two baselines of a paragraph, in ems."""
_LOOSER = 1.25
"""How much wider than usual the distance before a new paragraph is."""
_INDENT = 0.7
_NEAR = 12
"""Lines above and below one that tell how wide its column is."""
_HANGING = 3.0
"""The deepest indent of a line within its column, in ems."""
_LONGEST_KICKER = 6


@dataclass(frozen=True)
class Setting:
    """How the whole file is set: the size of its text, the usual distance of lines in ems, its sizes of headings, and
    its lines in bars across the page."""

    size: float
    leading: float
    headings: tuple[float, ...]
    bars: frozenset[TextLine] = frozenset()


def goes_on(lines: list[TextLine], start: int, end: int, setting: Setting) -> bool:
    """Whether the line at `end` belongs to the paragraph that begins at `start`."""
    one, other = lines[end - 1], lines[end]
    if abs(one.size - other.size) > SAME_SIZE * one.size or one in setting.bars or other in setting.bars:
        return False
    if (
        not 0 < other.base - one.base < _LEADING * one.size
        or other.x0 > one.x1
        or other.x1 < one.x0 - _HANGING * one.size
    ):
        return _runs_over(lines, end, setting)
    if _opens_item(other):
        return False
    is_display = one.size > setting.size * HEADING_RATIO
    if is_display:
        return one.bold == other.bold
    if (one.bold, one.italic) != (other.bold, other.italic) and (one.bold or other.bold or _is_short(lines, end)):
        return False
    before = one.base - lines[end - 2].base if end - start > 1 else 0.0
    if before > 0 and other.base - one.base > _LOOSER * before:
        return False
    if other.base - one.base > _LOOSER * setting.leading * one.size and abs(one.size - setting.size) < 0.5:
        return False
    return not (_is_indented(lines, start, end) or _is_short(lines, end))


def _runs_over(lines: list[TextLine], end: int, setting: Setting) -> bool:
    """Whether a paragraph goes on in the next column, or below a picture: its last line is full and ends no sentence,
    and the line there is not indented."""
    one, other = lines[end - 1], lines[end]
    if one.size > setting.size * HEADING_RATIO or (one.bold, one.italic) != (other.bold, other.italic) or one.bold:
        return False
    if ends_sentence(one.text) or _opens_item(other):
        return False
    above = [line.x1 for line in lines[max(0, end - _NEAR) : end] if _is_of_column(line, one) and line.x0 < one.x1]
    below = [line.x0 for line in lines[end + 1 : end + _NEAR] if _is_of_column(line, other) and line.x0 < other.x1]
    is_full = one.limit - one.x1 < 1.5 * one.size or (len(above) > 2 and one.x1 > max(above) - one.size)
    return is_full and (
        other.text[:1].islower() or (len(below) > 0 and other.x0 < min(below) + 0.5 * _INDENT * other.size)
    )


def _is_indented(lines: list[TextLine], start: int, end: int) -> bool:
    """Whether the line at `end` begins farther in or out than the paragraph above it runs, as a new one does."""
    one, other = lines[end - 1], lines[end]
    if _is_centred(one, other):
        return False
    if end - start == 1:
        indent = other.x0 - one.x0
        return indent > _INDENT * one.size and not _opens_item(one)
    column = [line.x0 for line in lines[max(start + 1, end - _NEAR) : end] if line.x0 < one.x1 and line.x1 > one.x0]
    return abs(other.x0 - min(column)) > _INDENT * one.size


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
    same_size = abs(line.size - one.size) < SAME_SIZE * one.size
    return same_size and line.bold == one.bold and line.x0 > one.x0 - _HANGING * one.size and len(line.cells) == 1


def _opens_item(line: TextLine) -> bool:
    """Whether a line begins with the mark or number of a list's item."""
    first = line.words[0].text
    return bool(len(line.words) > 1 and BULLET.fullmatch(first)) or bool(_NUMBERED.match(line.text))


def is_kicker(lines: list[TextLine], place: int, setting: Setting) -> bool:
    """Whether a line is the label of the headline below it: short, and nearer to that than to what stands above."""
    one, above, below = lines[place], lines[place - 1 : place], lines[place + 1 : place + 2]
    if not below or below[0].size <= setting.size * HEADING_RATIO or one.size > setting.size * HEADING_RATIO:
        return False
    room = below[0].base - one.base
    if not 0 < room <= kicker_room(below[0], setting.size) or word_length(one.text) > _LONGEST_KICKER:
        return False
    if ends_sentence(one.text) or not any(map(str.isalpha, one.text)) or one.x1 < below[0].x0 or one.x0 > below[0].x1:
        return False
    return not above or not 0 < one.base - above[0].base < room


def is_label(lines: list[TextLine], place: int, setting: Setting) -> bool:
    """Whether a line heads the short items below it: short, set otherwise than text is, above a bold line, and apart
    from what stands above."""
    one, above, below = lines[place], lines[place - 1 : place], lines[place + 1 : place + 2]
    if (
        not below
        or not below[0].bold
        or one.bold
        or one.italic
        or max(one.size, below[0].size) > setting.size * HEADING_RATIO
    ):
        return False
    room = below[0].base - one.base
    if not 0 < room <= kicker_room(below[0], setting.size) or abs(one.x0 - below[0].x0) > 0.5 * setting.size:
        return False
    letters = [letter for letter in one.text if letter.isalpha()]
    is_set_otherwise = one.text.isupper() or abs(one.size - setting.size) > SAME_SIZE * setting.size
    if (
        not is_set_otherwise
        or not letters
        or any(map(str.isdigit, one.text))
        or word_length(one.text) > _LONGEST_KICKER
    ):
        return False
    return not ends_sentence(one.text) and (not above or not 0 < one.base - above[0].base < room)
