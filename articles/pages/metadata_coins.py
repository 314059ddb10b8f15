"""COinS: each article of a list as a ContextObject in a span, by which reference managers offer to save them.

ANSI/NISO Z39.88-2004 in its key-encoded form, with the format `info:ofi/fmt:kev:mtx:dc`: the one for journals knows no
newspapers, and this one is what Zotero itself writes for them. Pages of a single article carry none, since Zotero would
take them for a list.
"""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import quote

from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from articles.models import Authorship
from articles.person_names import family_and_given


class Entry(NamedTuple):
    """An article of a list. `address` is a whole one; `date` as it is printed in ISO 8601, None for none."""

    pk: int
    title: str
    publication: str
    date: str | None
    language: str
    address: str


def coins(entries: Iterable[Entry]) -> SafeString:
    """A span for each article; their authors are read in one query."""
    found = list(entries)
    authors = _authors_of([entry.pk for entry in found])
    spans = ((context_object(entry, tuple(authors.get(entry.pk, ()))),) for entry in found)
    return format_html_join("\n", '<span class="Z3988" title="{}"></span>', spans)


@lru_cache(maxsize=4096)
def context_object(entry: Entry, authors: tuple[str, ...]) -> str:
    """The keys and values of one article. Spaces are `%20`: not every reader takes a plus for one."""
    pairs = [
        ("ctx_ver", "Z39.88-2004"),
        ("rft_val_fmt", "info:ofi/fmt:kev:mtx:dc"),
        ("rft.type", "newspaperArticle"),
        ("rft.title", entry.title),
        ("rft.source", entry.publication),
        *(("rft.creator", _creator(name)) for name in authors),
        ("rft.date", entry.date or ""),
        ("rft.language", entry.language),
        ("rft.identifier", entry.address),
    ]
    return "&".join(f"{key}={quote(value, safe='')}" for key, value in pairs if value)


def _creator(name: str) -> str:
    """`Family, Given`; a body of several words with a comma behind it, so that nobody parts it."""
    family, given = family_and_given(name)
    return f"{family}, {given}" if given or " " in family else family


def _authors_of(ids: list[int]) -> Mapping[int, list[str]]:
    """The names of the authors of these articles in the order of their bylines, by the articles' ids."""
    found: dict[int, list[str]] = {}
    signed = Authorship.objects.filter(article__in=ids).order_by("article", "position", "id")
    for article, name in signed.values_list("article", "author__name"):
        found.setdefault(article, []).append(name)
    return found
