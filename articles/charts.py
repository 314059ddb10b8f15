"""Charts drawn on the server: numbers in, the geometry of an SVG out. The same numbers stand in a table under it."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

HEIGHT = 100
"""Of a bar chart, in its own units; it is as wide as it has bars, and is stretched to its place."""

_BAR = 0.84
_MOST_LABELS = 12


class Count(NamedTuple):
    """One figure of a chart: what it is of, how many, and where a click on it leads, if anywhere."""

    label: str
    count: int
    url: str = ""


class Bar(NamedTuple):
    """A bar: `path` draws it, `target` the column it stands in, which is there to be hit even where the bar is low."""

    label: str
    count: int
    url: str
    path: str
    target: str


class BarChart(NamedTuple):
    """Bars from zero. `labelled` says whether there is room for all labels, or for the first and the last alone."""

    bars: list[Bar]
    width: int
    height: int
    labelled: bool

    @property
    def path(self) -> str:
        """All bars in one."""
        return "".join(bar.path for bar in self.bars)


def bar_chart(counts: Sequence[Count]) -> BarChart:
    """The chart of these figures, in their order."""
    top = max((count.count for count in counts), default=0) or 1
    bars = [
        Bar(
            *count,
            path=f"M{place + (1 - _BAR) / 2:.2f} {HEIGHT}V{HEIGHT * (1 - count.count / top):.2f}h{_BAR}V{HEIGHT}z",
            target=f"M{place} 0h1v{HEIGHT}h-1z",
        )
        for place, count in enumerate(counts)
    ]
    return BarChart(bars, max(1, len(counts)), HEIGHT, len(counts) <= _MOST_LABELS)


def years(counts: Mapping[int, int]) -> list[tuple[int, int]]:
    """The years from the first to the last with their counts, those between without any at zero."""
    return [(year, counts.get(year, 0)) for year in range(min(counts), max(counts) + 1)] if counts else []


def months(counts: Mapping[str, int]) -> list[tuple[str, int]]:
    """The months (`2024-05`) from the first to the last with their counts, those between without any at zero."""
    if not counts:
        return []
    first, last = (12 * int(month[:4]) + int(month[5:7]) - 1 for month in (min(counts), max(counts)))
    names = (f"{number // 12:04d}-{number % 12 + 1:02d}" for number in range(first, last + 1))
    return [(name, counts.get(name, 0)) for name in names]


def steps(values: Iterable[int], number: int = 5) -> list[int]:
    """The upper ends of up to `number` classes of `values` above zero, as a map's shades have them.

    Each class holds about as many of the values; ends are distinct, so there are fewer where values repeat.
    """
    ordered = sorted(value for value in values if value > 0)
    ends = [ordered[-(-len(ordered) * step // number) - 1] for step in range(1, number + 1)] if ordered else []
    return [*dict.fromkeys(ends)]


def line(values: Sequence[float], top: float, width: int, height: int) -> str:
    """The path of a line through `values`, from zero at the foot to `top` at the head, evenly spread."""
    across = width / max(1, len(values) - 1)
    points = [(place * across, height * (1 - value / (top or 1))) for place, value in enumerate(values)]
    if len(points) == 1:
        return f"M0 {points[0][1]:.1f}H{width}"
    return f"M{points[0][0]:.1f} {points[0][1]:.1f}" + "".join(f"L{x:.1f} {y:.1f}" for _, (x, y) in pairwise(points))
