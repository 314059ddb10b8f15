"""Turns the bytes of a source into its lines. One module per format, and the table that picks it by content."""

from collections.abc import Callable
from typing import NamedTuple

from articles.ingest.readers import html, pdf, text, word
from articles.ingest.readers.limits import check_words
from articles.ingest.records import SIZE_LIMIT, Document, Refused


class Reader(NamedTuple):
    """A format: whether some bytes are of it, and how they are read."""

    recognises: Callable[[bytes], bool]
    read: Callable[[bytes, str], Document]


# Formats that are known but not read, so that the refusal can say what the file is.
_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"PK\x03\x04", "a zip archive or an Office file"),
    (b"\xd0\xcf\x11\xe0", "an old Office file"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"Rar!", "a RAR archive"),
    (b"7z\xbc\xaf", "a 7-zip archive"),
    (b"\x7fELF", "a program"),
    (b"{\\rtf", "an RTF file"),
)


def _is_known(data: bytes) -> bool:
    return data.startswith(tuple(signature for signature, _ in _SIGNATURES))


def _refuse_known(data: bytes, name: str) -> Document:
    what = next(what for signature, what in _SIGNATURES if data.startswith(signature))
    raise Refused("unsupported", f"The file is {what}. Upload the issue as text, Markdown, HTML, Word (.docx) or PDF.")


READERS: tuple[Reader, ...] = (
    Reader(pdf.recognises, pdf.read),
    Reader(word.recognises, word.read),
    Reader(_is_known, _refuse_known),
    Reader(html.recognises, html.read),
    Reader(text.recognises, text.read),
)
"""In the order in which they are asked; text comes last, since little is certain about it."""


def read(data: bytes, name: str, size_limit: int = SIZE_LIMIT) -> Document:
    """The lines of a source. `name` only tells Markdown from plain text; everything else is judged by content.
    `size_limit` is in bytes.

    Raises Refused with code `empty`, `too-large`, `not-text` or `unsupported`, and those of the reader.
    """
    if len(data) > size_limit:
        limit = size_limit // 1024 // 1024
        raise Refused("too-large", f"The file is larger than {limit} MB. Split it into single issues and try again.")
    if not data.strip(b" \t\r\n\x00\xef\xbb\xbf\xff\xfe"):
        raise Refused("empty", "The file is empty. Check that it was saved before it was uploaded, and try again.")
    for reader in READERS:
        if reader.recognises(data):
            document = reader.read(data, name)
            check_words(document.lines)
            return document
    message = "The file is not text, and of no other format that can be read."
    raise Refused("not-text", f"{message} Save the issue as text, Markdown, HTML, Word (.docx) or PDF.")
