"""What a page says of itself to machines: site, headline, authors and date, in its head and in JSON-LD."""

import re
from copy import deepcopy

import trafilatura
from lxml import html
from lxml.etree import LxmlError
from lxml.etree import _Element as Element

from articles.ingest.bylines import chinese_names, read_bare_names, read_byline
from articles.ingest.records import About

_LONGEST = 50_000
"""Letters of JSON-LD beyond which it is no description of an article."""
_MOST_TAGS = 500
# The names by which Chinese government sites say it, as their standard asks them to, and what others call it.
_CHINESE_NAMES = {
    "articletitle": ("property", "og:title"),
    "sitename": ("property", "og:site_name"),
    "pubdate": ("property", "article:published_time"),
    "publishdate": ("property", "article:published_time"),
    "author": ("name", "author"),
}
_SECTION = ("article:section", "columnname")
_NO_SECTION = re.compile(r"\d|https?:", re.I)


def read_about(root: Element, title: str) -> About:
    """What the page declares; each field is None, or empty, where it declares nothing that can be believed. `title` is
    the one of its window."""
    head, section = _head(root)
    try:
        found = trafilatura.extract_metadata(
            head, date_config={"original_date": True, "extensive_search": False}, extensive=False
        )
    except (ValueError, TypeError, AttributeError, LookupError, LxmlError, RecursionError, OverflowError):
        return About(title=title or None)
    declared = html.tostring(head, encoding="unicode")
    date = found.date if found.date and (found.date in declared or found.date.replace("-", "") in declared) else None
    publication = found.sitename if found.sitename and found.sitename in declared else None
    return About(
        title=_line(found.title) or title or None,
        publication=_line(publication),
        authors=_people(found.author, publication),
        date=date,
        section=_line(section or next(iter(found.categories or ()), None)),
    )


def _head(root: Element) -> tuple[Element, str | None]:
    """A page of nothing but what the page declares, and the section that it declares."""
    page = html.Element("html")
    head, section = html.Element("head"), None
    page.append(head)
    page.append(html.Element("body"))
    for element in list(root.iter("meta", "script"))[:_MOST_TAGS]:
        if element.tag == "script":
            if element.get("type") == "application/ld+json" and len(element.text or "") <= _LONGEST:
                head.append(_bare(element))
            continue
        name = (element.get("name") or element.get("property") or "").lower()
        content = element.get("content", "")[:1000]
        if not name or not content.strip():
            continue
        if name in _SECTION and not _NO_SECTION.search(content):
            section = section or content
        copy = html.Element("meta", content=content)
        key, value = _CHINESE_NAMES.get(name, ("name" if element.get("name") else "property", name))
        copy.set(key, value)
        head.append(copy)
    return page, section


def _bare(element: Element) -> Element:
    copy = deepcopy(element)
    copy.tail = None
    return copy


def _line(text: str | None) -> str | None:
    return " ".join(text.split())[:300] or None if text else None


def people(marked: list[str]) -> tuple[str, ...]:
    """The people among what the markup of a page tells to be names of authors."""
    found = (read_byline(text) or read_bare_names(text) for text in marked)
    return tuple(dict.fromkeys(name for byline in found if byline for name in byline.authors))


def _people(names: str | None, publication: str | None) -> tuple[str, ...]:
    """The authors that are people: neither the site nor an office."""
    if not names or names == publication:
        return ()
    found = chinese_names(names)
    if not found and (byline := read_byline("By " + ", ".join(part.strip() for part in names.split(";")))):
        found = byline.authors
    return tuple(person for person in found if " " in person or not person.isascii())
