"""What the search page writes dozens of times, which templates are slow at: choices, source lines, bars of a chart."""

import datetime
from collections.abc import Iterable
from functools import lru_cache
from html import escape
from typing import Any

from django import template
from django.urls import reverse
from django.utils.dateformat import format as format_date
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from articles.dates import format_iso
from articles.templatetags.catalogue import DATE_FORMATS
from search.lines import Line
from search.rail import Offer

register = template.Library()

HEIGHT, BAR = 100, 0.84  # of the chart, which is one wide for each year
LABELLED_YEARS = 12

_CHOSEN = ' class="chosen" aria-current="true"'


@register.simple_tag
def choices(offers: Iterable[Offer]) -> SafeString:
    """The choices of a facet as items of a list: a link that chooses, and a smaller one that keeps away."""
    return mark_safe("".join(map(_choice, offers)))  # noqa: S308 (escaped below)


def _choice(offer: Offer) -> str:
    name = escape(offer.name)
    return (
        f'<li><a href="?{escape(offer.query)}"{_CHOSEN if offer.chosen else ""}><span class="name">{name}</span> '
        f'<span class="count">{offer.count}<span class="unseen"> {offer.unit}</span></span></a>'
        f'<a class="not" href="?{escape(offer.excluding)}"><span class="unseen">Without {name}</span></a></li>\n'
    )


@register.simple_tag
def source_line(line: Line) -> SafeString:
    """Publication, number and date of an article, with a link to its issue, as includes/source_line.html has them."""
    return _source_line(line.publication, line.number, (line.publication_slug, line.issue_slug), *line.date)


@lru_cache(maxsize=4096)
def _source_line(
    publication: str, number: str, address: tuple[str, str], date: datetime.date | None, precision: str
) -> SafeString:
    number = f", No. {number}" if number else ""
    source = format_html('<a href="{}">{}{}</a>', reverse("issue", args=address), publication, number)
    if date is None:
        return source
    return format_html(
        '{} <span class="dot" aria-hidden="true">·</span> <time datetime="{}">{}</time>',
        source,
        format_iso(date, precision),
        format_date(date, DATE_FORMATS[precision]),
    )


@register.inclusion_tag("search/histogram.html")
def histogram(counts: Iterable[tuple[int, int]]) -> dict[str, Any]:
    """Articles by year as bars from zero, years without any among them. `counts` are (year, count) pairs."""
    by_year = dict(counts)
    years = [(year, by_year.get(year, 0)) for year in range(min(by_year), max(by_year) + 1)]
    top = max(by_year.values())
    bars = "".join(
        f"M{place + (1 - BAR) / 2:.2f} {HEIGHT}V{HEIGHT * (1 - count / top):.2f}h{BAR}V{HEIGHT}z"
        for place, (_, count) in enumerate(years)
    )
    return {
        "bars": bars,
        "width": len(years),
        "height": HEIGHT,
        "years": [(str(year), f"{count:,}") for year, count in years],
        "in_words": ", ".join(f"{year}: {count:,}" for year, count in years),
        "labelled": len(years) <= LABELLED_YEARS,
    }
