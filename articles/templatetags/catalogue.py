"""How pages write dates, issues, bylines and page numbers."""

import re
from typing import Any

from django import template
from django.core.paginator import Paginator
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from articles.local_dates import in_words
from articles.local_names import Named, listed, local_name, other_name
from articles.models import Article, Author, Issue
from articles.name_markup import language_of, with_language

register = template.Library()
register.filter("language_of", language_of)
register.filter("listed", listed)
register.filter("with_language", with_language)


@register.filter
def printed_date(thing: Article | Issue) -> str:
    """`5 May 2024`, `May 2024` or `2024` in a <time>; an article without a date has its issue's. Empty if none."""
    dated = thing.issue if isinstance(thing, Article) and thing.date is None else thing
    if dated.date is None:
        return ""
    return format_html('<time datetime="{}">{}</time>', dated.iso_date, in_words(dated.date, dated.date_precision))


@register.filter
def issue_name(issue: Issue) -> str:
    """What tells an issue from the others of its publication: `No. 12, 5 May 2024`, as far as it is known."""
    number = _("No. %(number)s") % {"number": issue.number} if issue.number else ""
    date = in_words(issue.date, issue.date_precision) if issue.date else ""
    return _(", ").join(part for part in (number, date) if part) or issue.title or _("Undated issue")


@register.filter
def named(thing: Named) -> str:
    """The name of a topic, region or institution in the language of the page."""
    return local_name(thing)


@register.filter
def named_otherwise(thing: Named) -> str:
    """Its name in the other language; empty if there is none."""
    return other_name(thing)


@register.filter
def linked_byline(article: Article) -> str:
    """The byline as printed, each author's name in it a link. Names that are printed otherwise follow it."""
    unplaced = {authorship.author.name.casefold(): authorship.author for authorship in article.authorships.all()}
    if not unplaced:
        return article.byline
    names = "|".join(re.escape(name) for name in sorted(unplaced, key=len, reverse=True))
    pieces: list[str] = []
    # Between Latin letters a name is part of a longer one; Chinese names stand right beside other characters.
    for piece in re.split(f"(?<![a-z])({names})(?![a-z])", article.byline, flags=re.I):
        author = unplaced.pop(piece.casefold(), None)
        pieces.append(_link(author, piece) if author else piece)
    byline = format_html_join("", "{}", ((piece,) for piece in pieces))
    others = format_html_join(", ", "{}", ((_link(author, author.name),) for author in unplaced.values()))
    return format_html("{} ({})", byline, others) if byline and others else byline or others


def _link(author: Author, text: str) -> SafeString:
    return format_html('<a rel="author" href="{}">{}</a>', author.get_absolute_url(), text)


@register.inclusion_tag("includes/nav_link.html", takes_context=True)
def nav_link(context: dict[str, Any], name: str, label: str) -> dict[str, str]:
    """A link in the navigation, which says whether the reader is on that page or somewhere below it."""
    url = reverse(name)
    path = getattr(context.get("request"), "path", "")
    current = "page" if path == url else "true" if path.startswith(url) else ""
    return {"url": url, "label": label, "current": current}


@register.simple_tag
def page_numbers(number: int, count: int) -> list[int | None]:
    """The pages to offer on page `number` of `count`: the ends, those nearby, and None where some are left out."""
    pages = Paginator(range(count), 1).get_elided_page_range(number, on_each_side=1, on_ends=1)
    return [page if isinstance(page, int) else None for page in pages]
