"""Charts in pages. What they write dozens of times is put together here, as templates are slow at it."""

from collections.abc import Callable, Iterable, Sequence
from html import escape
from typing import Any

from django import template
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from articles.local_names import listed
from articles.pages.charts import Bar, BarChart, Count, bar_chart

register = template.Library()

_CHOSEN = ' aria-current="true"'


@register.inclusion_tag("includes/bars.html")
def bars(counts: Sequence[Count], name: str, title: str, first_column: str) -> dict[str, Any]:
    """A bar chart with its table. `name` tells it from other charts of the page, `first_column` heads the table."""
    chart = bar_chart(counts)
    linked = any(bar.url for bar in chart.bars)
    return {
        "chart": chart,
        "linked": linked,
        "name": name,
        "title": title,
        "first_column": first_column,
        "description": listed(map(_said, chart.bars)),
        "drawing": _each(chart.bars, _drawn) if linked else mark_safe(f'<path d="{chart.path}"/>'),  # noqa: S308 (numbers)  # nosec B308 B703
        "ticks": _ticks(chart),
        "rows": _each(chart.bars, _row),
    }


def _said(bar: Bar) -> str:
    return _("%(label)s: %(figure)s") % {"label": bar.label, "figure": bar.figure}


def _each(bars: Iterable[Bar], write: Callable[[Bar], str]) -> SafeString:
    return mark_safe("".join(map(write, bars)))  # noqa: S308 (escaped below)  # nosec B308 B703


def _drawn(bar: Bar) -> str:
    if not bar.url:
        return f'<path d="{bar.path}"/>'
    current = _CHOSEN if bar.chosen else ""
    return (
        f'<a href="{escape(bar.url)}" aria-label="{escape(bar.text)}"{current}>'
        f'<path class="target" d="{bar.target}"/><path d="{bar.path}"/></a>'
    )


def _ticks(chart: BarChart) -> SafeString:
    def tick(bar: Bar) -> str:
        figure = f"<span>{bar.figure}</span>" if chart.labelled else ""
        chosen = ' class="chosen"' if bar.chosen else ""
        return f"<li{chosen}>{f'<b>{escape(bar.tick)}</b>{figure}' if bar.tick else ''}</li>"

    return _each(chart.bars, tick)


def _row(bar: Bar) -> str:
    label = escape(bar.label)
    if bar.url:
        label = f'<a href="{escape(bar.url)}"{_CHOSEN if bar.chosen else ""}>{label}</a>'
    return f'<tr><th scope="row">{label}</th><td class="figure">{escape(bar.figure)}</td></tr>'
