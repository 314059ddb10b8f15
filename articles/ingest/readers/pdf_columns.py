"""Finds the columns of a page: the white strips that lines of text stand to both sides of. Pure geometry."""

from itertools import pairwise
from statistics import median
from typing import NamedTuple

from articles.ingest.readers.pdf_lines import TextLine, Word

_GUTTER = 0.6
"""The narrowest white strip between columns, in ems."""
_WORD_SPACE = 0.65
"""The widest usual space between two words, in ems: that of typewriter faces."""
_FEWEST_LINES = 3
"""Lines on each side of a strip that make it one."""
_NARROWEST_COLUMN = 6.0
_RAGGED = 4.5
"""How far from the strip the lines to its left may end, in ems: those of a table's cells end farther away."""
_UNFILLED = 0.35
"""The share of its width that a column leaves white at the end of a line."""
_FARTHEST = 12.0
"""What ends farther to the left of a strip stands in another column, in ems."""
_TEXT_WIDTH = 18.0
"""The least width of running text beside a column of short notes, in ems."""
_LEVEL = 0.4
_MOST_EDGES = 60
"""Places on a page that are tried as the left edge of a column: those where most lines begin."""
_MOST_STRIPS = 40


class Strip(NamedTuple):
    """White space between two columns."""

    x0: float
    x1: float
    top: float
    bottom: float

    def crossed_by(self, line: TextLine) -> bool:
        return line.x0 < self.x0 - 1 and line.x1 > self.x1 + 1

    def holds(self, height: float) -> bool:
        return self.top <= height <= self.bottom


def find_strips(rows: list[list[Word]]) -> list[Strip]:
    """The white strips left of where many lines begin, if lines of text stand on both sides."""
    em = median(word.size for row in rows for word in row)
    edges: dict[int, list[float]] = {}
    for row in rows:
        for before, word in pairwise([None, *row]):
            if word is not None and (before is None or word.x0 - before.x1 >= _GUTTER * em):
                edges.setdefault(round(word.x0 / 3), []).append(word.x0)
    strips: list[Strip] = []
    likely = sorted(edges, key=lambda key: len(edges[key]), reverse=True)[:_MOST_EDGES]
    for key in sorted(likely):
        if len(edges[key]) + len(edges.get(key + 1, ())) >= _FEWEST_LINES:
            x1 = min(edges[key])
            if not any(abs(strip.x1 - x1) < em for strip in strips):
                strips += _free_stretches(rows, x1 - _GUTTER * em, x1, em)
    return sorted(strips, key=lambda strip: strip.top - strip.bottom)[:_MOST_STRIPS]


def _free_stretches(rows: list[list[Word]], x0: float, x1: float, em: float) -> list[Strip]:
    """The stretches of a strip that no word crosses and that part two columns."""
    stretches: list[list[list[Word]]] = [[]]
    for row in rows:
        if _is_white(row, x0, x1):
            stretches[-1].append(row)
        else:
            stretches.append([])
    return [
        Strip(x0, x1, run[0][0].middle - em, run[-1][0].middle + em)
        for run in stretches
        if run and _parts_columns(run, x1, em)
    ]


def _is_white(row: list[Word], x0: float, x1: float) -> bool:
    """Whether no word of a row stands in a strip, nor is the strip just the space between two words of large type."""
    if any(word.x0 < x1 - 0.2 and word.x1 > x0 + 0.2 for word in row):
        return False
    before = [word for word in row if word.x1 <= x0 + 0.2]
    after = [word for word in row if word.x0 >= x1 - 0.2]
    if not (before and after):
        return True
    return after[0].x0 - before[-1].x1 > _WORD_SPACE * max(before[-1].size, after[0].size)


def _parts_columns(rows: list[list[Word]], x1: float, em: float) -> bool:
    """Whether text stands on both sides of a strip: lines wide enough, those to the left ending close to it."""
    left = [[word for word in row if word.x1 <= x1] for row in rows]
    right = [[word for word in row if word.x0 >= x1 - 0.5] for row in rows]
    left = [row for row in left if row and x1 - row[-1].x1 < _FARTHEST * em]
    right = [row for row in right if row and row[0].x0 < x1 + 2 * em]
    if len(left) < _FEWEST_LINES or len(right) < _FEWEST_LINES:
        return False
    widths = [median(_near_width(row, em, side) for row in rows) for rows, side in ((left, -1), (right, 0))]
    slack = median(x1 - row[-1].x1 for row in left)
    if sum(_is_evenly_spaced(row, x1, em) for row in rows) > 0.5 * len(right):
        return False
    if min(widths) < _NARROWEST_COLUMN * em:
        return False
    ends_close = slack <= _RAGGED * em or slack <= _UNFILLED * (widths[0] + slack)
    return ends_close or (widths[1] >= _TEXT_WIDTH * em and not _share_baselines(rows, x1))


def _share_baselines(rows: list[list[Word]], x1: float) -> bool:
    """Whether what stands left of a place stands on the baselines of what is right of it, as the cells of a row do."""
    level = [
        abs(word.base - row[-1].base) < _LEVEL
        for row in rows
        if row[0].x1 <= x1 and row[-1].x0 >= x1 - 0.5
        for word in [max((word for word in row if word.x1 <= x1), key=lambda word: word.x1)]
    ]
    return sum(level) > 0.6 * len(level)


def _is_evenly_spaced(row: list[Word], x1: float, em: float) -> bool:
    """Whether the space left of a place is as wide as the next one in the row: what a justified line looks like."""
    gaps = [(other.x0, other.x0 - one.x1) for one, other in pairwise(row)]
    place = next((number for number, (x0, _) in enumerate(gaps) if -0.5 <= x0 - x1 < 0.5 * em), None)
    if place is None:
        return False
    near = [gap for _, gap in gaps[max(0, place - 1) : place + 2]]
    return sum(abs(gap - gaps[place][1]) < 0.05 * em for gap in near) > 1


def _near_width(row: list[Word], em: float, side: int) -> float:
    """The width of the words nearest to a strip: at the end (-1) or the beginning (0) of what stands beside it."""
    cells = [[row[0]]]
    for one, other in pairwise(row):
        if other.x0 - one.x1 > 1.5 * em:
            cells.append([])
        cells[-1].append(other)
    return cells[side][-1].x1 - cells[side][0].x0
