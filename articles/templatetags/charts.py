"""Small charts that the server draws: numbers in, bars to put into an SVG out."""

from collections.abc import Iterable
from dataclasses import dataclass

from django import template

register = template.Library()

HEIGHT = 100
LABELLED_BARS = 12


@dataclass(frozen=True)
class Bar:
    """One year's bar in a drawing `HEIGHT` high and one wide for each year."""

    year: int
    count: int
    x: float
    y: float
    height: float


@register.inclusion_tag("includes/histogram.html")
def histogram(counts: Iterable[tuple[int, int]]) -> dict[str, object]:
    """Articles by year as bars from zero, years without any among them. `counts` are (year, count) pairs."""
    by_year = dict(counts)
    years = range(min(by_year), max(by_year) + 1) if by_year else range(0)
    top = max(by_year.values(), default=0) or 1
    bars = []
    for place, year in enumerate(years):
        height = round(HEIGHT * by_year.get(year, 0) / top, 2)
        bars.append(Bar(year, by_year.get(year, 0), place + 0.08, round(HEIGHT - height, 2), height))
    return {"bars": bars, "height": HEIGHT, "labelled": len(bars) <= LABELLED_BARS}
