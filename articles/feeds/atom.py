"""A feed as Atom 1.0 (RFC 4287)."""

from xml.etree.ElementTree import Element, SubElement, tostring

from django.templatetags.static import static
from django.utils.html import escape

from articles.feeds.entries import ARCHIVE, Entry, Feed, Person
from articles.xml_text import fit_for_xml

MEDIA_TYPE = "application/atom+xml"


def encode(feed: Feed) -> bytes:
    """The feed in UTF-8."""
    root = Element("feed", {"xmlns": "http://www.w3.org/2005/Atom", "xml:lang": "en"})
    _add(root, "id", feed.uri)
    _add(root, "title", feed.title)
    _add(root, "subtitle", feed.subtitle)
    _add(root, "updated", feed.updated)
    _add_person(root, Person(ARCHIVE, feed.base))
    _add(root, "icon", feed.address(static("favicon.svg")))
    _add(root, "link", rel="alternate", type="text/html", href=feed.address(feed.page))
    _add(root, "link", rel="self", type=MEDIA_TYPE, href=feed.address(feed.paths["atom"]))
    _add(root, "link", rel="alternate", type="application/feed+json", href=feed.address(feed.paths["json"]))
    for entry in feed.entries:
        _add_entry(root, entry)
    return tostring(root, encoding="utf-8", xml_declaration=True)


def _add_entry(root: Element, entry: Entry) -> None:
    article = entry.article
    element = SubElement(root, "entry", {"xml:lang": article["language"]})
    _add(element, "id", entry.uri)
    _add(element, "title", article["title"])
    _add(element, "updated", entry.updated)
    if article["published_at"]:
        _add(element, "published", article["published_at"])
    for author in entry.authors:
        _add_person(element, author)
    _add(element, "link", rel="alternate", type="text/html", hreflang=article["language"], href=article["url"])
    _add(element, "link", rel="related", type="application/json", href=entry.json)
    for scheme, term, label in entry.categories:
        _add(element, "category", scheme=scheme, term=term, label=label)
    if article["rights"]:
        _add(element, "rights", article["rights"])
    if entry.summary:
        _add(element, "summary", escape(entry.summary), type="html")  # readers take any summary for HTML
    if entry.content:
        _add(element, "content", entry.content, type="html")


def _add_person(parent: Element, person: Person) -> None:
    author = SubElement(parent, "author")
    _add(author, "name", person.name)
    _add(author, "uri", person.url)


def _add(parent: Element, name: str, text: str = "", **attributes: str) -> None:
    fit = {key: fit_for_xml(value) for key, value in attributes.items()}
    SubElement(parent, name, fit).text = fit_for_xml(text) or None
