"""The words on a page that are in the language of the interface, as far as they are in Latin letters."""

import re
from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

from lxml import html

ALLOWED = {
    "formats": r"BibTeX|RIS|CSL|CSV|NDJSON|JSON(-LD)?|OpenAPI|OAI-PMH|API|Atom|RSS|Markdown|HTML|PDF|SHA-256|UTF-8",
    "licences and norms": r"CC BY(-SA)? 4\.0|GB/T 7714|ISO 3166(-[12])?|BCP 47",
    "codes of regions": r"\b(X-)?[A-Z]{2,4}(-[A-Z]{2,3})?\b",
    "addresses": r"https?://\S+|(?<!\w)/[\w./?=&%-]+",
    "names of files": r"[\w.-]+\.(md|txt|pdf|docx|html?|zip|csv|json|ndjson|bib|atom)\b",
}
"""What may stand in Latin letters in the Chinese interface: it has no other form."""

SPOKEN = ("alt", "title", "aria-label", "aria-description", "placeholder", "data-label")
"""The attributes that people see or hear."""

_ALLOWED = re.compile("|".join(ALLOWED.values()))
_LATIN = re.compile(r"[A-Za-z]")
_NO_WORDS = ("script", "style", "template", "code", "kbd", "var", "svg:style")
_IN_HEAD = ("description", "og:title", "og:description", "og:site_name", "twitter:title", "twitter:description")


def untranslated(page: str, path: str, language: str) -> list[str]:
    """The texts on `page`, which came from `path`, that are meant to be in `language` and have Latin letters.

    A text is in the language of the nearest `lang`. The page's title and description may quote what stands on the page
    in another language, and any text what was searched for.
    """
    tree = html.document_fromstring(page)
    foreign = {_tight(node.text_content()) for node in tree.iter() if node.get("lang", language) != language}
    quoted = [*_searched(tree, path), *sorted(foreign, key=len, reverse=True)]
    plain = [text for text in _texts(tree, language) if _has_latin(_without(text, _searched(tree, path)))]
    return plain + [text for text in _told_in_head(tree) if not _quotes(text, quoted)]


def _texts(tree: html.HtmlElement, language: str) -> Iterator[str]:
    for node in tree.body.iter():
        if not isinstance(node.tag, str) or _is_apart(node):
            continue
        own = _language(node) == language
        if own:
            yield from (node.get(name) for name in SPOKEN if node.get(name))
            if node.tag == "input" and node.get("type") in ("submit", "button", "reset"):
                yield node.get("value", "")
            yield node.text or ""
        yield from (child.tail or "" for child in node if own)


def _told_in_head(tree: html.HtmlElement) -> Iterator[str]:
    yield tree.findtext(".//title") or ""
    for node in tree.iter("meta"):
        if (node.get("name") or node.get("property")) in _IN_HEAD:
            yield node.get("content", "")


def _is_apart(node: html.HtmlElement) -> bool:
    return any(each.tag in _NO_WORDS for each in (node, *node.iterancestors()))


def _language(node: html.HtmlElement) -> str:
    return next((each.get("lang") for each in (node, *node.iterancestors()) if each.get("lang")), "")


def _searched(tree: html.HtmlElement, path: str) -> list[str]:
    """What was searched for on the page, and what its links would search for."""
    addresses = [path, *tree.xpath("//a/@href")]
    asked = [parse_qs(urlsplit(address).query) for address in addresses]
    return sorted({value for one in asked for value in (*one.get("q", ()), *one.get("of", ()))}, key=len, reverse=True)


def _quotes(text: str, quoted: list[str]) -> bool:
    """Whether the text has no Latin letters but in what it quotes, whole or broken off with an ellipsis."""
    tight = _tight(text)
    if "…" in tight:
        beginning, _, rest = tight.partition("…")
        if not _has_latin(rest) and any(_tight(each).startswith(beginning) for each in quoted):
            return True
    return not _has_latin(_without(tight, map(_tight, quoted)))


def _without(text: str, parts) -> str:
    for part in parts:
        if part:
            text = text.replace(part, " ")
    return text


def _has_latin(text: str) -> bool:
    return bool(_LATIN.search(_ALLOWED.sub(" ", text)))


def _tight(text: str) -> str:
    return "".join(text.split())
