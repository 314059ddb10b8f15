"""Reads Markdown and plain text in the encodings that newsrooms use."""

import codecs
import re

from charset_normalizer import from_bytes

from articles.ingest.readers.limits import check_text
from articles.ingest.records import Document, Line, Refused

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_GUESSES = ["gb18030", "big5", "cp1252"]
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_LATIN_LETTER = re.compile(r"[A-Za-z]")
_MARKDOWN = re.compile(r"(?m)^(?:#{1,6} |\s*\*\*[^*\n]+\*\*\s*$|!\[)")
# The characters that make up about a third of any Chinese newspaper text, in both scripts.
_EVERYDAY_HAN = frozenset(
    "的一是在不了有和人这這中大为為上个個国國我以要他时時来來用们們生到作地于於出就分对對成会會可主发發年"
)
_SAMPLE = 64 * 1024
_CONTROL_SHARE = 0.01


def recognises(data: bytes) -> bool:
    """Whether the bytes are text in some encoding: hardly any control characters once decoded."""
    try:
        text = decode(data)[0][:_SAMPLE]
    except Refused:
        return data.startswith(tuple(bom for bom, _ in _BOMS))  # text by its own account: `read` says what is wrong
    return len(_CONTROL.findall(text)) <= _CONTROL_SHARE * len(text)


def read(data: bytes, name: str) -> Document:
    """Every line of the text, numbered from 1; LF, CRLF and CR all end a line. Raises Refused with
    `not-text`, and as `limits.check_text` does."""
    text, encoding = decode(data)
    check_text(text)
    lines = re.split(r"\r\n|\n|\r", _CONTROL.sub("", text))
    if lines and not lines[-1]:
        lines.pop()
    is_markdown = name.lower().endswith((".md", ".markdown")) or bool(_MARKDOWN.search(text))
    media_type = "text/markdown" if is_markdown else "text/plain"
    return Document(tuple(Line(number, line) for number, line in enumerate(lines, 1)), media_type, encoding)


def decode(data: bytes) -> tuple[str, str]:
    """The text and its encoding's name. Raises Refused(`not-text`) when no encoding fits."""
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _strict(data, encoding), encoding
    for encoding in ("utf-8", *_utf16_without_mark(data)):
        try:
            return data.decode(encoding), encoding
        except UnicodeDecodeError:
            continue
    return _guess(data)


def _strict(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        message = f"The file says that it is {encoding.upper()}, but is damaged at byte {error.start}. Save it again."
        raise Refused("not-text", message) from error


def _utf16_without_mark(data: bytes) -> tuple[str, ...]:
    """UTF-16 as some editors save it, without a byte-order mark: every second byte of its ASCII is NUL."""
    sample = data[:_SAMPLE]
    if sample.count(0) < len(sample) // 20 or len(data) % 2:
        return ()
    return ("utf-16-le",) if sample[1::2].count(0) >= sample[::2].count(0) else ("utf-16-be",)


def _guess(data: bytes) -> tuple[str, str]:
    """The encoding of text that is not Unicode: the one in which Chinese reads as Chinese, else Western European."""
    readable = []
    for encoding in ("gb18030", "big5"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        han = _HAN.findall(text)
        everyday = sum(character in _EVERYDAY_HAN for character in han)
        if len(han) >= 2 and everyday / len(han) > 0.05 and len(han) * 4 > len(_LATIN_LETTER.findall(text)):
            readable.append((everyday / len(han), text, encoding))
    if readable:
        return max(readable)[1:]
    best = from_bytes(data, cp_isolation=_GUESSES).best()
    if best is None:
        raise Refused("not-text", "The file is not text in any encoding we know. Save it as UTF-8 and upload it again.")
    return str(best), best.encoding
