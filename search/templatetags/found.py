"""What the search page writes dozens of times, which templates are slow at: choices and source lines."""

import datetime
from collections.abc import Iterable
from functools import lru_cache
from html import escape

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from articles.dates import format_iso
from articles.local_dates import in_words
from search.lines import Line
from search.rail import Offer

register = template.Library()

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
    address = (line.publication_slug, line.issue_slug)
    return _source_line(get_language(), (line.publication, line.number), address, line.date)


@lru_cache(maxsize=4096)
def _source_line(
    language: str | None, issue: tuple[str, str], address: tuple[str, str], dated: tuple[datetime.date | None, str]
) -> SafeString:
    """`language` is the page's, which dates and numbers are written in."""
    (publication, number), (date, precision) = issue, dated
    number = _(", No. %(number)s") % {"number": number} if number else ""
    source = format_html('<a href="{}">{}{}</a>', reverse("issue", args=address), publication, number)
    if date is None:
        return source
    return format_html(
        '{} <span class="dot" aria-hidden="true">·</span> <time datetime="{}">{}</time>',
        source,
        format_iso(date, precision),
        in_words(date, precision),
    )
