"""Finds the seams of a page: heights at which an article begins over its whole width, or the page's head ends or its
foot begins. Pure geometry."""

import re
from bisect import bisect_left
from itertools import pairwise
from math import inf
from typing import NamedTuple

from articles.ingest.readers.pdf_drawings import Box, Drawings
from articles.ingest.readers.pdf_lines import HEADING_RATIO, TextLine, kicker_room, rows_of
from articles.ingest.wording import ends_sentence, word_length

_ABOVE_HEADLINE = 0.45
"""The white that stands above a headline over the whole width at least, in ems of the text."""
_RULED = 0.85
"""The share of a part's width that a rule takes which parts it."""
_FOOT_ROOM = 1.5
"""The white above a page's foot and below its head, in ems of the text."""
MARGIN = 0.1
"""The share of the page at its head and foot in which lines may stand by themselves."""
_INNERMOST = 0.6
"""The same from the other side, where their smaller type tells: a page may not be full."""
_COLUMN_FOOT = 8.0
"""How far up from the lowest line the lines tell how wide the columns are, in ems: the last ones may be short."""
_LONGEST_LABEL = 6
_MOST_MARGIN_ROWS = 2
_MOST_MARGIN_LINES = 12


class Frame(NamedTuple):
    """What is drawn on a page, the size of its text, and its height."""

    drawings: Drawings
    pictures: tuple[Box, ...]
    size: float
    height: float

    def is_display(self, line: TextLine) -> bool:
        return line.size > self.size * HEADING_RATIO


def parted_by_seams(lines: list[TextLine], frame: Frame) -> list[list[TextLine]]:
    """The lines parted at each height where an article begins, or the page's head ends or its foot begins."""
    left, right = min(line.x0 for line in lines), max(line.x1 for line in lines)
    solid = [(top_of(line), line.base + 0.2 * line.size) for line in lines]
    solid += [(box.top, box.bottom) for box in frame.pictures if box.x0 < right - 5 and box.x1 > left + 5]
    solid += [
        (box.top + 2 * frame.size, box.bottom - 2 * frame.size)
        for box in frame.drawings.upright
        if left + 5 < box.x0 < right - 5
    ]
    lines = sorted(lines, key=top_of)
    tops = [top_of(line) for line in lines]
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


def top_of(line: TextLine) -> float:
    return line.base - 0.75 * line.size


def overlaps(line: TextLine, x0: float, x1: float) -> bool:
    return line.x0 < x1 and line.x1 > x0


def _is_seam(
    above: list[TextLine],
    below: list[TextLine],
    gap: tuple[float, float],
    width: tuple[float, float],
    frame: Frame,
) -> bool:
    """Whether the white between some lines parts articles, or the page's head or foot from its text."""
    upper, lower = gap
    ruled = _is_ruled(gap, width, frame)
    room = (lower - upper) / frame.size
    if _is_margin(below, room, ruled, lower / frame.height, frame):
        return True
    own = not ruled and all(find_headline(line, [*above, *below], frame) for line in above)
    if own and all(_is_label_of_column(line, below, frame) for line in above):
        return False
    if _is_margin(above, room, ruled, 1 - upper / frame.height, frame):
        return True
    if own:
        return False  # the kickers and upper lines of the same headlines
    if _is_bar_across(below[0], width, frame) or (ruled and _is_label(below[0])):
        return True
    if not _covers(below, above):
        return False
    opens = (ruled or room >= _ABOVE_HEADLINE) and _opens(above, below, lower, frame)
    return opens or (room >= _FOOT_ROOM and _is_label_across(below))


def _is_label(line: TextLine) -> bool:
    """Whether a line right below a rule is set as the heading of what follows: bold or in capitals, and short."""
    is_set_off = line.bold or line.text.isupper()
    return is_set_off and word_length(line.text) <= _LONGEST_LABEL and not ends_sentence(line.text)


def _is_bar_across(line: TextLine, width: tuple[float, float], frame: Frame) -> bool:
    """Whether a line stands in a tinted bar over the whole width, as the heading of all below it."""
    left, right = width
    bars = (bar for bar in frame.drawings.bars if bar.holds(line.x0, line.words[0].middle))
    return any(min(bar.x1, right) - max(bar.x0, left) >= _RULED * (right - left) for bar in bars)


def _covers(below: list[TextLine], above: list[TextLine]) -> bool:
    """Whether something stands below each of the columns above: what has ended there is no part of this article."""
    left, right = min(line.x0 for line in below), max(line.x1 for line in below)
    return all(overlaps(line, left, right) for line in above)


def _is_label_of_column(line: TextLine, below: list[TextLine], frame: Frame) -> bool:
    """Whether a line above the first headlines is the label of one of them, and not of the page: flush with it, and
    without the number that a page's head has."""
    found = find_headline(line, below, frame)
    return found is not None and abs(found[1].x0 - line.x0) < 0.5 * frame.size and not re.search(r"\d", line.text)


def _is_margin(lines: list[TextLine], room: float, ruled: bool, place: float, frame: Frame) -> bool:
    """Whether some lines are the head or foot of the page: few, far out on it, parted from its text by a rule, by much
    white, or by some where their type is smaller. `place` is the share of the page's height on their inner side."""
    if place < _INNERMOST or len(lines) > _MOST_MARGIN_LINES:
        return False
    if len(rows_of(line.words[0] for line in lines)) > _MOST_MARGIN_ROWS:
        return False
    is_small = all(line.size < 0.97 * frame.size for line in lines)
    if is_small and room >= _ABOVE_HEADLINE:
        return True
    return place > 1 - MARGIN and (ruled or room >= _FOOT_ROOM)


def _is_ruled(gap: tuple[float, float], width: tuple[float, float], frame: Frame) -> bool:
    """Whether a rule runs through some white, over most of the width."""
    left, right = width
    rules = [box for box in frame.drawings.level if gap[0] - 2 <= box.top and box.bottom <= gap[1] + 2]
    covered = sum(max(0.0, min(box.x1, right) - max(box.x0, left)) for box in rules)
    return covered >= _RULED * (right - left)


def _is_label_across(below: list[TextLine]) -> bool:
    """Whether a label stands over several columns: none of them begins beside it, as it would beside a subhead."""
    label, *text = below
    columns = _outermost(text)
    is_over = len(columns) > 1 and all(top_of(line) > label.base - 1 for line in columns)
    return label.bold and label.text.isupper() and _is_label(label) and is_over


def _opens(above: list[TextLine], below: list[TextLine], top: float, frame: Frame) -> bool:
    """Whether an article begins at a height: an uppermost line is a headline, or a kicker above one, and so is that
    of each other column, unless it begins below the headline, as the headline's own text does, or goes on with no
    column above, being in columns of another width."""
    uppermost = _outermost(below)
    headlines = [find_headline(line, below, frame) for line in uppermost if top_of(line) <= top + frame.size]
    foot = next((found[1].base for found in headlines if found), None)
    if foot is None:
        return False
    columns = _columns(above, frame)
    return all(
        top_of(line) > foot
        or find_headline(line, below, frame)
        or sum(overlaps(line, x0 + frame.size, x1 - frame.size) for x0, x1 in columns) > 1
        for line in uppermost
    )


def _outermost(lines: list[TextLine]) -> list[TextLine]:
    """The first line of each column."""
    found: list[TextLine] = []
    for line in lines:
        if not any(overlaps(line, other.x0, other.x1) for other in found):
            found.append(line)
    return found


def _columns(lines: list[TextLine], frame: Frame) -> list[tuple[float, float]]:
    """From where to where the columns reach that some lines end in."""
    foot = max(line.base for line in lines)
    found: list[tuple[float, float]] = []
    for line in sorted(lines, key=lambda line: line.x0):
        if line.base < foot - _COLUMN_FOOT * frame.size:
            continue
        if found and line.x0 < found[-1][1]:
            found[-1] = found[-1][0], max(found[-1][1], line.x1)
        else:
            found.append((line.x0, line.x1))
    return found


def find_headline(line: TextLine, lines: list[TextLine], frame: Frame) -> tuple[TextLine, TextLine] | None:
    """A line with the headline that it is, or is the kicker of; None for text."""
    if frame.is_display(line):
        return line, line
    for other in lines:
        if 0 < other.base - line.base <= kicker_room(other, frame.size) and overlaps(other, line.x0, line.x1):
            return (line, other) if frame.is_display(other) else None
    return None
