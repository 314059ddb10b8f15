"""Line charts drawn on the server: values in, the geometry of an SVG out."""

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

MOST_LINES = 5
"""As many as there are strokes and markers to tell lines apart by."""

_MOST_MARKED = 40  # periods; of more, some are marked
_LABEL_HEIGHT = 20
_STEPS = (1, 2, 5)


class Values(NamedTuple):
    """What one line shows: a value for each period, None where there is none. `number` (from 1) is how it looks."""

    number: int
    label: str
    values: Sequence[float | None]


class Tick(NamedTuple):
    """A place on an axis with what is written there."""

    at: float
    label: str


class Point(NamedTuple):
    """Where a value stands; `period` is its place in the line."""

    x: float
    y: float
    period: int


class Line(NamedTuple):
    """One line. `markers` are its filled marks and `hollow` those of periods that are covered in part.

    `end` is where it ends, `label_at` the height of its label, which makes room for the others.
    """

    number: int
    label: str
    path: str
    markers: str
    hollow: str
    points: list[Point]
    end: Point
    label_at: float

    @property
    def sample(self) -> str:
        """A mark in the middle of a stroke of 34 units, to stand before the label."""
        return marker(self.number, 17, 0)


@dataclass(frozen=True)
class Frame:
    """The size of a chart, the place of the plot in it, and half the width of a mark."""

    width: int
    height: int
    left: int
    right: int
    top: int
    bottom: int
    mark: float


class LineChart(NamedTuple):
    """Lines over periods, from zero."""

    frame: Frame
    lines: list[Line]
    heights: list[Tick]
    periods: list[Tick]


def line_chart(
    frame: Frame,
    lines: Sequence[Values],
    heights: Sequence[Tick],
    periods: Sequence[str],
    partial: frozenset[int] = frozenset(),
) -> LineChart:
    """The chart of these lines.

    `heights` are values with their labels, the last one the top of the chart; `periods` are labels, empty where
    there is none; `partial` are the places of periods that are covered in part.
    """
    top = heights[-1].at
    across, upward = _across(frame, len(periods)), _upward(frame, top)
    placed = [
        [Point(across(n), upward(value), n) for n, value in enumerate(line.values) if value is not None]
        for line in lines
    ]
    ends = [points[-1] if points else Point(frame.left, frame.bottom, 0) for points in placed]
    labels = spread([end.y for end in ends], _LABEL_HEIGHT, frame.top, frame.bottom)
    drawn = [
        Line(
            number=line.number,
            label=line.label,
            path=_path(points),
            markers=_marks(frame, line, (p for p in _marked(points, len(periods)) if p.period not in partial)),
            hollow=_marks(frame, line, (p for p in points if p.period in partial)),
            points=points if len(periods) <= _MOST_MARKED else [],
            end=end,
            label_at=label_at,
        )
        for line, points, end, label_at in zip(lines, placed, ends, labels, strict=True)
    ]
    return LineChart(
        frame,
        drawn,
        [Tick(upward(tick.at), tick.label) for tick in heights],
        [Tick(across(n), label) for n, label in enumerate(periods) if label],
    )


def heights(top: float, smallest: float = 0, most: int = 4) -> list[float]:
    """Round values from zero to at least `top`, at most `most` above zero and at least `smallest` apart."""
    least = max((top or smallest or 1) / most, smallest)
    power = 10.0 ** math.floor(math.log10(least))
    step = next(step * power for step in (*_STEPS, 10) if step * power >= least * (1 - 1e-9))
    return [step * number for number in range(max(1, math.ceil(top / step - 1e-9)) + 1)]


def spread(places: Sequence[float], apart: float, low: float, high: float) -> list[float]:
    """Places near those given, in their order, at least `apart` from each other and between `low` and `high`.

    Where they do not all fit, they come as near to each other as they must.
    """
    apart = min(apart, (high - low) / max(1, len(places) - 1))
    order = sorted(range(len(places)), key=lambda number: places[number])
    moved, free = list(places), low
    for number in order:
        moved[number] = max(places[number], free)
        free = moved[number] + apart
    free = high
    for number in reversed(order):
        moved[number] = min(moved[number], free)
        free = moved[number] - apart
    return moved


def marker(number: int, x: float, y: float, size: float = 4.5) -> str:
    """The path of the mark that the lines of that number have: disc, square, diamond, triangle, the same upside down.

    `size` is half its width.
    """
    d = size
    shapes = {
        1: f"M{x - d:.1f} {y:.1f}a{d} {d} 0 1 1 {2 * d} 0a{d} {d} 0 1 1 {-2 * d} 0z",
        2: f"M{x - d:.1f} {y - d:.1f}h{2 * d}v{2 * d}h{-2 * d}z",
        3: f"M{x - 1.3 * d:.1f} {y:.1f}l{1.3 * d:g}-{1.3 * d:g} {1.3 * d:g} {1.3 * d:g}-{1.3 * d:g} {1.3 * d:g}z",
        4: f"M{x - 1.2 * d:.1f} {y + d:.1f}h{2.4 * d:g}l-{1.2 * d:g}-{2.1 * d:g}z",
        5: f"M{x - 1.2 * d:.1f} {y - d:.1f}h{2.4 * d:g}l-{1.2 * d:g} {2.1 * d:g}z",
    }
    return shapes[number]


def _marks(frame: Frame, line: Values, points: Iterable[Point]) -> str:
    return "".join(marker(line.number, point.x, point.y, frame.mark) for point in points)


def _across(frame: Frame, count: int) -> Callable[[int], float]:
    """From the place of a period to that on the paper; a single one stands in the middle."""
    width = frame.right - frame.left
    if count < 2:
        return lambda _: frame.left + width / 2
    return lambda place: round(frame.left + width * place / (count - 1), 1)


def _upward(frame: Frame, top: float) -> Callable[[float], float]:
    height = frame.bottom - frame.top
    return lambda value: round(frame.bottom - height * value / top, 1)


def _path(points: Sequence[Point]) -> str:
    """A line through the points, broken where a period has none."""
    if not points:
        return ""
    steps = ("L" if after.period == before.period + 1 else "M" for before, after in pairwise(points))
    return "".join(f"{step}{point.x:g} {point.y:g}" for step, point in zip(("M", *steps), points, strict=True))


def _marked(points: Sequence[Point], periods: int) -> Iterator[Point]:
    """The points to mark: all, or of very many every so many, and those without a neighbour to draw a line to."""
    every = math.ceil(periods / _MOST_MARKED)
    known = {point.period for point in points}
    for point in points:
        if point.period % every == 0 or not known & {point.period - 1, point.period + 1}:
            yield point
