"""The words on a page that are in the language of the interface, as far as they are in Latin letters."""

import re
from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

from lxml import html

ALLOWED = {
    "formats": r"BibTeX|RIS|CSL|CSV|NDJSON|JSON( Feed|-LD)?|ninjs|API|OpenAPI|OAI-PMH|Atom|RSS|Markdown|HTML|PDF|Word",
    "checksums": r"SHA-256",
    "styles of citation": r"Chicago|APA|GB/T 7714",
    "programs": r"Zotero",
    "techniques and keys": r"JavaScript|[Cc]ookie|\b(Tab|Enter|Ctrl|Esc)\b",
    "licences and norms": r"CC BY(-SA)? 4\.0|ISO 3166(-[12])?|BCP 47",
    "codes of regions, initials of names": r"\b(X-)?[A-Z]{1,4}(-[A-Z]{2,3})?\b",
    "addresses": r"https?://\S+|(?<!\w)/[\w./?=&%-]+",
    "names of files": r"[\w.-]+\.(md|txt|pdf|docx|html?|zip|csv|json|ndjson|bib|atom)\b",
}
"""What may stand in Latin letters in the Chinese interface: it has no other form."""

SPOKEN = ("alt", "title", "aria-label", "aria-description", "placeholder", "data-label")
"""The attributes that people see or hear."""

_ALLOWED = re.compile("|".join(ALLOWED.values()))
_LATIN = re.compile(r"[A-Za-z]")
_WORD = re.compile(r"[A-Za-zÀ-ÿ]+")
_NO_WORDS = ("script", "style", "template", "code", "kbd", "var", "svg:style")
_IN_HEAD = ("description", "og:title", "og:description", "og:site_name", "twitter:title", "twitter:description")


def untranslated(page: str, path: str, language: str) -> list[str]:
    """The texts on `page`, which came from `path`, that are meant to be in `language` and have Latin letters.

    A text is in the language of the nearest `lang`. What can have none (titles, descriptions, labels) may have words
    that stand on the page in another language, and any text may repeat what was searched for.
    """
    tree = html.document_fromstring(page)
    searched = _searched(tree, path)
    foreign = {node.text_content() for node in tree.iter() if node.get("lang", language) != language}
    words = {word for text in (*foreign, *searched) for word in _WORD.findall(text)}
    plain = [text for text in _texts(tree, language) if _has_latin(text) and _has_latin_beside(text, searched)]
    return plain + [text for text in _labels(tree, language) if not _is_made_of(text, words)]


def _texts(tree: html.HtmlElement, language: str) -> Iterator[str]:
    for node in tree.body.iter():
        if not isinstance(node.tag, str) or _is_apart(node):
            continue
        own = _language(node) == language
        if own:
            yield node.text or ""
        yield from (child.tail or "" for child in node if own)


def _labels(tree: html.HtmlElement, language: str) -> Iterator[str]:
    """What people see or hear of a page that is not its text."""
    yield tree.findtext(".//title") or ""
    for node in tree.iter("meta"):
        if (node.get("name") or node.get("property")) in _IN_HEAD:
            yield node.get("content", "")
    for node in tree.body.iter():
        if isinstance(node.tag, str) and _language(node) == language:
            spoken = () if node.get("class") == "Z3988" else SPOKEN  # which programs read
            yield from (node.get(name) for name in spoken if node.get(name))
            if node.tag == "input" and node.get("type") in ("submit", "button", "reset"):
                yield node.get("value", "")


def _is_apart(node: html.HtmlElement) -> bool:
    return any(each.tag in _NO_WORDS for each in (node, *node.iterancestors()))


def _language(node: html.HtmlElement) -> str:
    return next((each.get("lang") for each in (node, *node.iterancestors()) if each.get("lang")), "")


def _searched(tree: html.HtmlElement, path: str) -> list[str]:
    """What was searched for on the page, and what its links would search for."""
    addresses = [path, *tree.xpath("//a/@href")]
    asked = [parse_qs(urlsplit(address).query) for address in addresses]
    return sorted({value for one in asked for value in (*one.get("q", ()), *one.get("of", ()))}, key=len, reverse=True)


def _is_made_of(text: str, words: set[str]) -> bool:
    """Whether all Latin words of a text are among `words`; of one that is broken off, the last but its end."""
    left = _WORD.findall(_ALLOWED.sub(" ", text))
    if re.search(r"…|\.\.\.", text) and left and left[-1] not in words:
        last = left.pop()
        return any(word.startswith(last) for word in words) and words.issuperset(left)
    return words.issuperset(left)


def _has_latin_beside(text: str, searched: list[str]) -> bool:
    """Whether a text has Latin letters beside what was searched for and the words of that."""
    for part in (*searched, *(word for each in searched for word in _WORD.findall(each))):
        text = text.replace(part, " ")
    return _has_latin(text)


def _has_latin(text: str) -> bool:
    return bool(_LATIN.search(_ALLOWED.sub(" ", text)))
