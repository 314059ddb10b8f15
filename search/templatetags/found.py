"""What the search page writes dozens of times, which templates are slow at: choices, source lines, bars of a chart."""

import datetime
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from django import template
from django.urls import reverse
from django.utils.dateformat import format as format_date
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from articles.dates import format_iso
from articles.models import Article
from articles.templatetags.catalogue import DATE_FORMATS
from search.rail import Offer

register = template.Library()

HEIGHT, BAR = 100, 0.84  # of the chart, which is one wide for each year
LABELLED_YEARS = 12

_CHOICE = (
    '<li><a href="?{}"{}><span class="name">{}</span> <span class="count">{}<span class="unseen"> {}</span></span></a>'
    '<a class="not" href="?{}"><span class="unseen">Without {}</span></a></li>\n'
)
_CHOSEN = mark_safe(' class="chosen" aria-current="true"')


@register.simple_tag
def choices(offers: Iterable[Offer]) -> SafeString:
    """The choices of a facet as items of a list: a link that chooses, and a smaller one that keeps away."""
    return format_html_join(
        "",
        _CHOICE,
        (
            (
                offer.query,
                _CHOSEN if offer.chosen else "",
                offer.name,
                offer.count,
                offer.unit,
                offer.excluding,
                offer.name,
            )
            for offer in offers
        ),
    )


@register.simple_tag
def source_line(article: Article) -> SafeString:
    """Publication, number and date of an article, with a link to its issue, as includes/source_line.html has them."""
    issue, publication = article.issue, article.issue.publication
    dated = article if article.date else issue
    address = publication.slug, issue.slug
    return _source_line(publication.name, issue.number, address, dated.date, dated.date_precision)


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
