"""What the search page writes dozens of times, which templates are slow at: choices and source lines."""

import datetime
import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from html import escape

from django import template
from django.template import RequestContext
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from articles.dates import format_iso
from articles.local_dates import in_words
from articles.name_markup import sentence, with_language
from articles.pages.metadata_coins import Entry, coins
from search.examples import Example
from search.language import FIELDS
from search.lines import Line, with_query
from search.rail import Offer
from search.records import Hit

register = template.Library()

_CHOSEN = ' class="chosen" aria-current="true"'


@register.simple_tag
def choices(offers: Iterable[Offer]) -> SafeString:
    """The choices of a facet as items of a list: a link that chooses, and a smaller one that keeps away."""
    without = _("Without %(name)s")
    return mark_safe("".join(_choice(offer, without) for offer in offers))  # noqa: S308 (escaped below)  # nosec B308 B703


def _choice(offer: Offer, without: str) -> str:
    name = with_language(offer.name)
    without = sentence(without, name=name)
    return (
        f'<li><a href="?{escape(offer.query)}"{_CHOSEN if offer.chosen else ""}><span class="name">{name}</span> '
        f'<span class="count">{offer.count}<span class="unseen"> {offer.unit}</span></span></a>'
        f'<a class="not" href="?{escape(offer.excluding)}"><span class="unseen">{without}</span></a></li>\n'
    )


@register.simple_tag
@lru_cache(maxsize=8)
def queries(examples: tuple[Example, ...]) -> SafeString:
    """Examples of queries as links that run, each with what it means, as items of a list of definitions."""
    rows = (
        f'<div><dt><a href="?{escape(example.address)}"><code>{escape(example.query)}</code></a></dt>'
        f"<dd>{escape(example.meaning)}</dd></div>\n"
        for example in examples
    )
    return mark_safe("".join(rows))  # noqa: S308 (escaped above)  # nosec B308 B703


@register.filter
def among(line: Line, query: str) -> str:
    """The address of an article found by the search with this query string."""
    return with_query(line.url, query)


_TYPED = re.compile(rf"“[^”]+”|\b(?:AND|OR|NOT)\b|\b(?:{'|'.join(FIELDS)}):[\w.*-]*|\b[A-Za-z]+[*~](?=\W|$)")


@register.filter
def typed(message: str) -> SafeString:
    """A message with what is, or might be, typed set as such."""
    return mark_safe(_TYPED.sub(_as_typed, escape(message, quote=False)))  # noqa: S308 (escaped)  # nosec B308 B703


def _as_typed(found: re.Match[str]) -> str:
    text = found[0]
    return f"“<code>{text[1:-1]}</code>”" if text[0] == "“" else f"<code>{text}</code>"


@register.simple_tag(takes_context=True)
def coins_of(context: RequestContext, hits: Iterable[Hit]) -> SafeString:
    """The articles found as ContextObjects, for reference managers."""
    request = context.request  # the variables of the page are not at hand where hits are written
    return coins(_entry(hit.article, request.build_absolute_uri) for hit in hits)


def _entry(line: Line, absolute: Callable[[str], str]) -> Entry:
    date = format_iso(*line.date)
    return Entry(line.pk, line.title, line.publication, date, line.language, absolute(line.url))


@register.simple_tag
def source_line(line: Line) -> SafeString:
    """Publication, number and date of an article, with a link to its issue, as includes/article_lines.html has them."""
    address = (line.publication_slug, line.issue_slug)
    return _source_line(get_language(), (line.publication, line.number), address, line.date)


@lru_cache(maxsize=4096)
def _source_line(
    language: str | None, issue: tuple[str, str], address: tuple[str, str], dated: tuple[datetime.date | None, str]
) -> SafeString:
    """`language` is the page's, which dates and numbers are written in."""
    (publication, number), (date, precision) = issue, dated
    number = _(", No. %(number)s") % {"number": number} if number else ""
    source = format_html('<a href="{}">{}{}</a>', reverse("issue", args=address), with_language(publication), number)
    if date is None:
        return source
    return format_html(
        '{} <span class="dot" aria-hidden="true">·</span> <time datetime="{}">{}</time>',
        source,
        format_iso(date, precision),
        in_words(date, precision),
    )
