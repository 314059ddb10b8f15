"""Charts drawn on the server: numbers in, the geometry of an SVG out. The same numbers stand in a table under it."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from django.contrib.humanize.templatetags.humanize import intcomma
from django.utils.translation import get_language, ngettext

HEIGHT = 100
"""Of a bar chart, in its own units; it is as wide as it has bars, and is stretched to its place."""

_BAR = 0.84
_MOST_LABELS, _MOST_TICKS = 12, 7
_STEPS = (2, 5, 10, 20, 25, 50, 100, 200, 500, 1000)
_LONGEST_SPAN = 200


class Count(NamedTuple):
    """One figure of a chart: what it is of, how many, and where a click on it leads, if anywhere.

    `chosen` marks it among the others; `short` is what stands under its bar, if that is not the label.
    """

    label: str
    count: int  # type: ignore[assignment]  # a word that tuples have too
    url: str = ""
    chosen: bool = False
    short: str = ""


class Bar(NamedTuple):
    """A bar: `path` draws it, `target` the column it stands in, which is there to be hit even where the bar is low.

    `figure` is its count as the page writes it, `tick` what stands under it, empty where there is no room.
    """

    label: str
    figure: str
    text: str
    url: str
    chosen: bool
    tick: str
    path: str
    target: str


class BarChart(NamedTuple):
    """Bars from zero. `labelled` says whether there is room for all labels and their counts, or for some ticks."""

    bars: list[Bar]
    width: int
    height: int
    labelled: bool

    @property
    def path(self) -> str:
        """All bars in one."""
        return "".join(bar.path for bar in self.bars)

    @property
    def some_chosen(self) -> bool:
        """Whether a bar is marked among the others."""
        return any(bar.chosen for bar in self.bars)


def bar_chart(counts: Sequence[Count]) -> BarChart:
    """The chart of these figures, in their order. Nothing leads to where there is nothing, but for a chosen figure."""
    top = max((count.count for count in counts), default=0) or 1
    bars = [_bar(place, count, top, _is_tick(place, count.label, len(counts))) for place, count in enumerate(counts)]
    return BarChart(bars, max(1, len(counts)), HEIGHT, len(counts) <= _MOST_LABELS)


def _bar(place: int, count: Count, top: int, is_tick: bool) -> Bar:
    figure, text = _in_words(get_language(), count.count)
    return Bar(
        label=count.label,
        figure=figure,
        text=text % {"label": count.label},
        url=count.url if count.count or count.chosen else "",
        chosen=count.chosen,
        tick=(count.short or count.label) if is_tick else "",
        path=f"M{place + (1 - _BAR) / 2:.2f} {HEIGHT}V{HEIGHT * (1 - count.count / top):.2f}h{_BAR}V{HEIGHT}z",
        target=f"M{place} 0h1v{HEIGHT}h-1z",
    )


@lru_cache(maxsize=4096)
def _in_words(_: str | None, count: int) -> tuple[str, str]:
    """A count as pages of a language write it, alone and after the label of its bar."""
    figure = intcomma(count)
    text = ngettext("%(label)s: %(figure)s article", "%(label)s: %(figure)s articles", count)
    return figure, text % {"label": "%(label)s", "figure": figure}


def _is_tick(place: int, label: str, number: int) -> bool:
    """Whether one of `number` bars has its label under it: each or, where they are many, the round years."""
    if number <= _MOST_LABELS:
        return True
    step = next((step for step in _STEPS if number <= step * _MOST_TICKS), number)
    return (int(label) if label.isdecimal() else place) % step == 0


def span(known: Collection[int]) -> Sequence[int]:
    """The years from the first to the last of those known; if a date misread sets them too far apart, those alone."""
    if not known or max(known) - min(known) >= _LONGEST_SPAN:
        return sorted(known)
    return range(min(known), max(known) + 1)


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
