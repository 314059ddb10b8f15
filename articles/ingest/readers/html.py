"""Reads saved web pages and mailed newsletters: everything that a browser would show, as Markdown lines, with what the
markup tells to be menu, advertisement or comments named as furniture."""

import codecs
import re
from dataclasses import replace

from lxml import etree
from lxml import html as lxml_html
from lxml.etree import _Element as Element

from articles.ingest.readers import text
from articles.ingest.readers.html_about import people, read_about
from articles.ingest.readers.html_boxes import find_boxes, measure
from articles.ingest.readers.html_lines import to_lines
from articles.ingest.readers.html_style import read_sheets
from articles.ingest.readers.html_walk import Walk
from articles.ingest.records import Document, Refused

_SAMPLE = 64 * 1024
_ROOT = re.compile(r"<(?:!doctype\s+html|html|head|body)\b", re.I)
_ANY_TAG = re.compile(r"</?[a-z][a-z0-9]*[\s>/]", re.I)
_CLOSED_BLOCK = re.compile(r"</(?:p|div|td|tr|table|h[1-6]|article|section|li|center)>", re.I)
_MARKDOWN = re.compile(r"(?m)^(?:#{1,6} |\*\*[^*\n]+\*\*\s*$|!\[)")
_PROLOGUE = ("<!--", "-->"), ("<?", "?>")
_DECLARED = re.compile(
    rb"<meta\b[^<>]{0,200}?charset\s*=\s*[\"']?\s*([\w:.-]{2,40})|<\?xml[^<>]{0,80}encoding=[\"']([\w-]+)", re.I
)
# What pages call by the name of a smaller set of characters than the one that browsers read them in.
_WIDER = {"gb2312": "gb18030", "gbk": "gb18030", "iso8859-1": "cp1252", "ascii": "cp1252"}
_TAG = re.compile(r"<[a-zA-Z](?:[^\"'<>]++|\"[^\"]*+\"|'[^']*+')*+")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")
_MOST_TAGS = 120_000
_MOST_LETTERS = 2_000_000
_MOST_ATTRIBUTES = 2_000
_LONGEST_PLAIN_TAG = 10_000
_REPLACED_SHARE = 0.001


def recognises(data: bytes) -> bool:
    """Whether the bytes begin as a page does, or as a part of one: with tags, and with none of Markdown's marks."""
    start = data[:_SAMPLE].replace(b"\0", b"").decode("utf-8-sig", "replace").lstrip("\ufffd \t\r\n")
    for opening, closing in _PROLOGUE * 3:
        if start.startswith(opening) and closing in start:
            start = start.partition(closing)[2].lstrip()
    if _ROOT.match(start):
        return True
    return bool(_ANY_TAG.match(start)) and len(_CLOSED_BLOCK.findall(start)) >= 3 and not _MARKDOWN.search(start)


def read(data: bytes, name: str) -> Document:
    """The page's lines. Raises Refused with `too-large` for a page of more text or tags than any has, with
    `damaged` for one that shows nothing, with `not-text` for an unknown encoding."""
    source, encoding = _decode(data)
    root = _parse(source)
    title = " ".join("".join(root.xpath("string(//title)")).split())
    sheet = read_sheets([style.text or "" for style in root.iter("style")])
    held = measure(root, title)
    if held[root][0] > _MOST_LETTERS:
        raise Refused("too-large", "The page has more text than a hundred issues. Save its issues one by one.")
    about = read_about(root, title)
    walk = Walk(sheet, held, find_boxes(root, held))
    pieces = walk.walk(root)
    written = to_lines(root, pieces, about.title or "")
    about = replace(about, form=written.form, authors=about.authors or people(walk.authors))
    if not written.lines:
        raise Refused("damaged", "The page shows no text. Open it in a browser, save it again, and upload that file.")
    return Document(written.lines, "text/html", encoding, written.furniture, about, written.labels)


def _decode(data: bytes) -> tuple[str, str]:
    """The page's text and its encoding: by its byte-order mark, as UTF-8, as it says itself, or by its letters."""
    declared = _declared(data)
    if data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or declared is None:
        return text.decode(data)
    if not declared.startswith("iso2022"):
        try:
            return data.decode("utf-8"), "utf-8"
        except UnicodeDecodeError:
            pass
    source = data.decode(declared, "replace")
    if source.count("\ufffd") <= max(1, _REPLACED_SHARE * len(source)):
        return source, declared
    return text.decode(data)


def _declared(data: bytes) -> str | None:
    """The encoding that the page says it is in, as Python calls it."""
    match = _DECLARED.search(data[:_SAMPLE])
    if not match or data[:_SAMPLE].count(0):
        return None
    try:
        name = codecs.lookup((match[1] or match[2]).decode("ascii", "replace")).name
    except LookupError:
        return None
    name = _WIDER.get(name, name)
    return None if name.startswith("utf-16") or not codecs.lookup(name)._is_text_encoding else name


def _parse(source: str) -> Element:
    """The page as a tree. No entity, style or script is ever fetched."""
    too_large = Refused(
        "too-large", "The page has more or deeper tags than we read. Save its text alone and try again."
    )
    if source.count("<") > _MOST_TAGS or any(map(_is_crowded, _TAG.findall(source))):
        raise too_large
    parser = lxml_html.HTMLParser(
        encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True, no_network=True, recover=True
    )
    clean = _CONTROL.sub("", source).encode("utf-8", "replace")
    try:
        root = etree.fromstring(clean, parser)
    except etree.LxmlError as error:
        raise Refused("damaged", "The page cannot be read. Open it in a browser and save it again.") from error
    if any(entry.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT for entry in parser.error_log):
        raise too_large
    if root is None:
        raise Refused("damaged", "The page shows no text. Open it in a browser, save it again, and upload that file.")
    return root


def _is_crowded(tag: str) -> bool:
    """Whether a tag has so many attributes that to read them would take minutes."""
    return len(tag) > _LONGEST_PLAIN_TAG and tag.count("=") + len(tag.split()) > 2 * _MOST_ATTRIBUTES
