"""From words with boxes to lines in reading order: parts a page where an article begins over its whole width, then
where a white strip or a rule runs from its head to its foot, and so on within each part."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import pairwise
from math import inf
from statistics import median
from typing import NamedTuple

from articles.ingest.readers.pdf_columns import Strip, find_strips
from articles.ingest.readers.pdf_drawings import Box, Drawings
from articles.ingest.readers.pdf_floats import Float, take_floats
from articles.ingest.readers.pdf_lines import TextLine, Word, rows_of
from articles.ingest.readers.pdf_type import set_in_lines
from articles.ingest.wording import ends_sentence, is_everyday_word

_DISPLAY_RATIO = 1.12
"""How much larger than the text a headline is set."""
_ABOVE_HEADLINE = 0.45
"""The white that stands above a headline over the whole width at least, in ems of the text."""
_KICKER_ROOM = 3.2
"""How far below its kicker a headline stands at most, in ems of the text."""
_RULED = 0.85
"""The share of a part's width that a rule takes which parts it."""
_FOOT_ROOM = 1.5
"""The white above a page's foot and below its head, in ems of the text."""
_MARGIN = 0.1
"""The share of the page at its head and foot in which lines may stand by themselves."""
_MOST_MARGIN_ROWS = 2

_Band = tuple[list[TextLine], list[TextLine]]
"""Lines that span the columns, or else lines of the columns below them."""


class Aside(NamedTuple):
    """Lines that interrupt the text: after how many of its lines they stand, and whether they are a caption or a
    box."""

    after: int
    kind: str
    lines: tuple[TextLine, ...]


class _Frame(NamedTuple):
    """What is drawn on a page, the size of its text, and its height."""

    drawings: Drawings
    pictures: tuple[Box, ...]
    size: float
    height: float

    def is_display(self, line: TextLine) -> bool:
        return line.size > self.size * _DISPLAY_RATIO


def read_lines(
    words: Iterable[Word], drawings: Drawings, height: float, size: float
) -> tuple[list[TextLine], list[Aside]]:
    """The lines of a page in reading order, and what they run around. `height` is the page's and `size` that of the
    file's text, in points."""
    found = take_floats(set_in_lines(words, size), drawings.areas, size)
    frame = _Frame(drawings, found.pictures, size, height)
    lines, strips = _lines_of(found.words, frame)
    ordered = _in_order(lines, strips, frame)
    asides = []
    for each in found.floats:
        own = [TextLine(row) for row in each.rows]
        if each.kind == "box":
            own = _in_order(*_lines_of([word for row in each.rows for word in row], frame), frame)
        asides.append(Aside(_place(each, ordered, frame), each.kind, tuple(own)))
    return ordered, sorted(asides, key=lambda aside: aside.after)


def _place(each: Float, ordered: list[TextLine], frame: _Frame) -> int:
    """After how many lines something stands that floats: the last one above it; or, where there is none, the headline
    below it, which it illustrates."""
    column = [(number, line) for number, line in enumerate(ordered, 1) if _overlap(line, each.x0, each.x1)]
    above = [number for number, line in column if line.base < each.top and line.base > _MARGIN * frame.height]
    if above:
        return max(above)
    below = [number for number, line in column if line.base > each.top and frame.is_display(line)]
    return min(below, default=0)


def _overlap(line: TextLine, x0: float, x1: float) -> bool:
    return line.x0 < x1 and line.x1 > x0


def _lines_of(words: Sequence[Word], frame: _Frame) -> tuple[list[TextLine], list[Strip]]:
    """Words in lines that do not cross the strips between columns, and the strips."""
    rows = rows_of(words)
    if not rows:
        return [], []
    strips = find_strips(rows)
    strips += [Strip(rule.x0 - 1, rule.x1 + 1, rule.top, rule.bottom) for rule in frame.drawings.upright]
    return [line for row in rows for line in _split(row, strips)], strips


def _split(row: list[Word], strips: list[Strip]) -> list[TextLine]:
    """The lines of a row: its words parted where a strip runs between them."""
    lines = [[row[0]]]
    for one, other in pairwise(row):
        if any(one.x1 <= s.x0 + 1 and other.x0 >= s.x1 - 1 and s.holds(other.middle) for s in strips):
            lines.append([])
        lines[-1].append(other)
    return [TextLine(tuple(line), _limit(line, strips)) for line in lines]


def _limit(line: list[Word], strips: list[Strip]) -> float:
    """Where the column of a line ends at most: at the next strip to its right."""
    end, middle = line[-1].x1, line[-1].middle
    return min((strip.x0 for strip in strips if strip.x0 >= end - 1 and strip.holds(middle)), default=inf)


def _in_order(lines: list[TextLine], strips: list[Strip], frame: _Frame) -> list[TextLine]:
    """The lines as a person reads them."""
    usable = [strip for strip in strips if _has_sides(strip, lines)]
    if not usable:
        return sorted(lines, key=lambda line: (line.base, line.x0))
    parts = _parted(lines, frame)
    if len(parts) > 1:
        return [line for part in parts for line in _in_order(part, strips, frame)]
    strip = min(usable, key=lambda strip: (sum(map(strip.crossed_by, lines)), strip.x0))
    if not any(map(strip.crossed_by, lines)):
        return _side_by_side(*_sides(lines, strip), strips, frame)
    return _around_crossing(lines, strip, strips, frame)


def _parted(lines: list[TextLine], frame: _Frame) -> list[list[TextLine]]:
    """The lines parted at each height where an article begins, or the page's head ends or its foot begins."""
    left, right = min(line.x0 for line in lines), max(line.x1 for line in lines)
    solid = [(_top(line), line.base + 0.2 * line.size) for line in lines]
    solid += [(box.top, box.bottom) for box in frame.pictures if box.x0 < right - 5 and box.x1 > left + 5]
    solid += [
        (box.top + 2 * frame.size, box.bottom - 2 * frame.size)
        for box in frame.drawings.upright
        if left + 5 < box.x0 < right - 5
    ]
    lines = sorted(lines, key=_top)
    tops = [_top(line) for line in lines]
    starts = [0]
    edge = -inf
    for top, bottom in sorted(solid):
        if edge < top:
            start = bisect_left(tops, top)
            above, below = lines[starts[-1] : start], lines[start:]
            if above and below and _is_seam(above, below, (edge, top), (left, right), frame):
                starts.append(start)
        edge = max(edge, bottom)
    return [lines[start:end] for start, end in pairwise([*starts, len(lines)])]


def _top(line: TextLine) -> float:
    return line.base - 0.75 * line.size


def _is_seam(
    above: list[TextLine],
    below: list[TextLine],
    gap: tuple[float, float],
    width: tuple[float, float],
    frame: _Frame,
) -> bool:
    """Whether the white between some lines parts articles, or the page's head or foot from its text."""
    upper, lower = gap
    ruled = _is_ruled(gap, width, frame)
    room = (lower - upper) / frame.size
    if _is_margin(below, room, ruled, lower > (1 - _MARGIN) * frame.height, frame):
        return True
    if _is_margin(above, room, ruled, upper < _MARGIN * frame.height, frame):
        return True
    if not ruled and all(_headline(line, [*above, *below], frame) for line in above):
        return False  # the kickers and upper lines of the same headlines
    return (ruled or room >= _ABOVE_HEADLINE) and _opens(below, lower, frame)


def _is_margin(lines: list[TextLine], room: float, ruled: bool, is_outside: bool, frame: _Frame) -> bool:
    """Whether some lines are the head or foot of the page: few, in its margin, parted from its text by a rule, by much
    white, or by some where their type is smaller."""
    if not is_outside or len(rows_of(line.words[0] for line in lines)) > _MOST_MARGIN_ROWS:
        return False
    is_small = all(line.size < 0.97 * frame.size for line in lines)
    return ruled or room >= (_ABOVE_HEADLINE if is_small else _FOOT_ROOM)


def _is_ruled(gap: tuple[float, float], width: tuple[float, float], frame: _Frame) -> bool:
    """Whether a rule runs through some white, over most of the width."""
    left, right = width
    rules = [box for box in frame.drawings.level if gap[0] - 2 <= box.top and box.bottom <= gap[1] + 2]
    covered = sum(max(0.0, min(box.x1, right) - max(box.x0, left)) for box in rules)
    return covered >= _RULED * (right - left)


def _opens(below: list[TextLine], top: float, frame: _Frame) -> bool:
    """Whether an article begins at a height: the uppermost line is a headline, or a kicker above one, and so is that
    of each other column, unless it begins below the headline, as the headline's own text does."""
    found = _headline(below[0], below, frame)
    if not found or _top(below[0]) > top + frame.size:
        return False
    foot = found[1].base
    uppermost: list[TextLine] = []
    for line in below:
        if not any(_overlap(line, other.x0, other.x1) for other in uppermost):
            if _top(line) <= foot and not _headline(line, below, frame):
                return False
            uppermost.append(line)
    return True


def _headline(line: TextLine, lines: list[TextLine], frame: _Frame) -> tuple[TextLine, TextLine] | None:
    """A line with the headline that it is, or is the kicker of; None for text."""
    if frame.is_display(line):
        return line, line
    for other in lines:
        if 0 < other.base - line.base <= _KICKER_ROOM * frame.size and _overlap(other, line.x0, line.x1):
            return (line, other) if frame.is_display(other) else None
    return None


def _side_by_side(
    left: list[TextLine], right: list[TextLine], strips: list[Strip], frame: _Frame
) -> list[TextLine]:
    """Two parts beside each other: the right one after the left one, but for what goes on with an article that began
    higher up in the left one."""
    first, *lower = [_in_order(part, strips, frame) for part in _parted(left, frame)]
    beside, *others = [_in_order(part, strips, frame) for part in _parted(right, frame)]
    parts = [first, *lower, beside, *others]
    if lower and not _headline(beside[0], sorted(right, key=_top), frame):
        begins_higher = _top(beside[0]) < min(map(_top, lower[0]))
        ways = [_continues(end[-1].text, beside[0].text) for end in (first, lower[-1])]
        if begins_higher and ways[0] > ways[1]:
            parts = [first, beside, *lower, *others]
    return [line for part in parts for line in part]


def _around_crossing(
    lines: list[TextLine], strip: Strip, strips: list[Strip], frame: _Frame
) -> list[TextLine]:
    """What crosses the strip is read after all that stands above it and before all below."""
    crossing = sorted((line for line in lines if strip.crossed_by(line)), key=lambda line: line.base)
    waiting = sorted((line for line in lines if not strip.crossed_by(line)), key=lambda line: line.base)
    bands: list[_Band] = [([], [])]
    for line in crossing:
        above = [other for other in waiting if other.base < line.base - 0.3 * line.size]
        if above:
            bands.append(([], above))
            waiting = waiting[len(above) :]
            bands.append(([], []))
        bands[-1][0].append(line)
    bands.append(([], waiting))
    others = [other for other in strips if other != strip]
    ordered = []
    for across, beside in _around_captions(bands, strip):
        ordered += _in_order(across, others, frame) + _in_order(beside, strips, frame)
    return ordered


def _has_sides(strip: Strip, lines: list[TextLine]) -> bool:
    left = any(line.x1 <= strip.x1 and strip.holds(line.base) for line in lines)
    return left and any(line.x0 >= strip.x0 and strip.holds(line.base) for line in lines)


def _around_captions(bands: list[_Band], strip: Strip) -> list[_Band]:
    """The bands, those above and below a caption as one where the columns run on around it."""
    merged: list[_Band] = []
    full = [band for band in bands if band[0] or band[1]]
    for number, band in enumerate(full):
        above = merged[-1] if merged else None
        below = full[number + 1][1] if number + 1 < len(full) and not full[number + 1][0] else []
        if above and above[1] and band[0] and below and _flows_around(above[1], band[0], below, strip):
            merged[-1] = (above[0], above[1] + below)
            merged.append((band[0], []))
            full[number + 1] = ([], [])
        elif band[0] or band[1]:
            merged.append(band)
    return merged


def _flows_around(above: list[TextLine], between: list[TextLine], below: list[TextLine], strip: Strip) -> bool:
    """Whether the left column goes on below what spans the columns: that is set as a caption is, smaller than the
    text or in italics, and the columns read no worse that way."""
    size = median(line.size for line in above)
    if not all(line.size < 0.97 * size or (line.italic and line.size <= size) for line in between):
        return False
    runs = [part for lines in (above, below) for part in _sides(lines, strip)]
    if not all(runs):
        return False
    upper_left, upper_right, lower_left, lower_right = runs
    around = (upper_left, lower_left, upper_right, lower_right)
    across = (upper_left, upper_right, lower_left, lower_right)
    return _flow(around) >= _flow(across)


def _sides(lines: list[TextLine], strip: Strip) -> tuple[list[TextLine], list[TextLine]]:
    """What stands to the left and to the right of a strip."""
    return [line for line in lines if line.x1 <= strip.x1], [line for line in lines if line.x1 > strip.x1]


def _flow(runs: tuple[list[TextLine], ...]) -> int:
    """How well some runs of lines read one after the other."""
    return sum(_continues(one[-1].text, other[0].text) for one, other in pairwise(runs))


def _continues(text: str, following: str) -> int:
    """How well a line goes on with another one; below zero, it hardly does."""
    if text.endswith("-"):
        word = text.rsplit(maxsplit=1)[-1].rstrip("-") + following.split(maxsplit=1)[0].rstrip(".,;:")
        return 2 if is_everyday_word(word) else -1
    if ends_sentence(text) == following[:1].islower():
        return -1
    return 1 if following[:1].islower() else 0
