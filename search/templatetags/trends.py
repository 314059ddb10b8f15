"""What the page of trends writes for each number, hundreds of times, which templates are slow at."""

from collections.abc import Iterable
from html import escape

from django import template
from django.utils.safestring import SafeString, mark_safe

from search.trend_page import Cell, Row, Target

register = template.Library()


@register.simple_tag
def trend_rows(rows: Iterable[Row]) -> SafeString:
    """The rows of the table: a period, the numbers of its lines, and all articles."""
    return mark_safe("\n".join(map(_row, rows)))  # noqa: S308 (escaped below)  # nosec B308 B703


@register.simple_tag
def trend_targets(targets: Iterable[Target]) -> SafeString:
    """What can be pointed at in the chart. The keyboard has the same links in the table."""
    return mark_safe("".join(map(_target, targets)))  # noqa: S308 (escaped below)  # nosec B308 B703


@register.simple_tag
def trend_options(offered: Iterable[tuple[str, str]]) -> SafeString:
    """What a field offers while somebody types: pairs of what to write and what it is called."""
    options = (f'<option value="{escape(written)}">{escape(name)}</option>' for written, name in offered)
    return mark_safe("".join(options))  # noqa: S308 (escaped above)  # nosec B308 B703


def _row(row: Row) -> str:
    cells = "".join(map(_cell, row.cells))
    return f'<tr><th scope="row">{escape(row.period)}</th>{cells}<td class="figure">{escape(row.total)}</td></tr>'


def _cell(cell: Cell) -> str:
    number = f'<a href="{escape(cell.url)}">{escape(cell.number)}</a>' if cell.url else escape(cell.number)
    return f'<td class="figure">{number} <span class="share">{escape(cell.share)}</span></td>'


def _target(target: Target) -> str:
    start, end = (f'<a href="{escape(target.url)}" tabindex="-1">', "</a>") if target.url else ("<g>", "</g>")
    return f'{start}<title>{escape(target.title)}</title><circle cx="{target.x:g}" cy="{target.y:g}" r="12"/>{end}'
