"""Reads PDF files whose text is text. PDFium tells where each letter stands; `pdf_layout` makes lines of them in the
order in which a person reads them, and `pdf_blocks` makes paragraphs of the lines."""

import ctypes
import math
import re
import zlib
from collections.abc import Iterator
from typing import NamedTuple

import pypdfium2 as pdfium
from pypdfium2 import raw

from articles.ingest.readers.pdf_blocks import to_markdown
from articles.ingest.readers.pdf_drawings import Drawings, read_drawings
from articles.ingest.readers.pdf_lines import Page, Word
from articles.ingest.records import Document, Line, Refused

PAGE_LIMIT = 200
CHARACTER_LIMIT = 600_000
"""Letters and spaces in the whole file; a newspaper of 40 pages has half of it."""
PAGE_CHARACTER_LIMIT = 60_000
"""Letters and spaces on one page; a full broadsheet has half of it."""
UNPACKED_LIMIT = 64 * 1024 * 1024
"""Bytes that all streams but pictures may unpack to."""
_WIDEST_PAGE = 14_400.0
"""Points: the widest and highest page that the format's standard allows for."""
_SIGNATURE_WITHIN = 1024
_END_WITHIN = 4096
_DICTIONARY_WITHIN = 1024
_WORD_GAP = 0.22
"""The gap between two letters that parts words, in ems."""
_FEWEST_LETTERS = 25
"""With fewer letters a page, a file holds no text: a scanner may have put its name on the pages."""
_HYPHENS = {"\x02": "-", "\ufffe": "-", "\u00ad": "-"}  # how PDFium and typesetters write the hyphen at a line's end
_BOLD_NAME = re.compile(r"bold|black|heavy|semibold|demi(?!light)", re.I)
_ITALIC_NAME = re.compile(r"italic|oblique|kursiv", re.I)
_BOLD_WEIGHT = 600
_ITALIC_FLAG = 1 << 6
_STREAM = re.compile(rb"(?<!end)stream\r?\n")
_DAMAGED = "The PDF file is damaged or incomplete. Open it in a PDF viewer, save it again, and upload the new file."
_NEEDS_OCR = (
    "The PDF file holds hardly any text: its pages are probably pictures, so it needs OCR first. "
    "Run it through a text recognition program and upload the result."
)
_UNREADABLE = (
    "The PDF file does not say which letters its signs stand for, so it needs OCR first. Run it through a text "
    "recognition program and upload the result."
)


class _Font(NamedTuple):
    size: float
    bold: bool
    italic: bool
    upright: bool


class _Glyph(NamedTuple):
    text: str
    x0: float
    x1: float
    base: float
    font: _Font


def recognises(data: bytes) -> bool:
    """Whether the bytes are a PDF file: the signature stands at the beginning, blanks aside."""
    return data[:_SIGNATURE_WITHIN].lstrip(b"\x00\t\n\x0c\r \xef\xbb\xbf").startswith(b"%PDF-")


def read(data: bytes, name: str) -> Document:
    """The text of the pages in reading order, one paragraph a line.

    Raises Refused with code `damaged`, `encrypted`, `too-large` or `needs-ocr`.
    """
    _check_bytes(data)
    try:
        with pdfium.PdfDocument(data) as pdf:
            pages = _pages(pdf)
    except pdfium.PdfiumError as error:
        if getattr(error, "err_code", None) == raw.FPDF_ERR_PASSWORD:
            message = "The PDF file is locked with a password. Save it without one and upload it again."
            raise Refused("encrypted", message) from error
        raise Refused("damaged", _DAMAGED) from error
    _check_text(pages)
    texts, furniture = to_markdown(pages)
    lines = tuple(Line(number, text) for number, text in enumerate(texts, 1))
    return Document(lines, "application/pdf", "", furniture)


def _check_bytes(data: bytes) -> None:
    """Refuses a file that ends before its end mark, or whose streams unpack to more than they should."""
    if b"%%EOF" not in data[-_END_WITHIN:]:
        raise Refused("damaged", _DAMAGED)
    room = UNPACKED_LIMIT
    for match in _STREAM.finditer(data):
        dictionary = data[max(0, match.start() - _DICTIONARY_WITHIN) : match.start()].rpartition(b"obj")[2]
        if b"FlateDecode" not in dictionary or re.search(rb"/Subtype\s*/Image", dictionary):
            continue
        if dictionary.count(b"FlateDecode") > 1:
            raise Refused("too-large", "A part of the PDF file is packed twice. Save the file again from its source.")
        room -= _unpacked_size(data[match.end() : data.find(b"endstream", match.end())], room)
        if room < 0:
            limit = UNPACKED_LIMIT // 1024 // 1024
            raise Refused("too-large", f"The PDF file unpacks to more than {limit} MB. Split it and try again.")


def _unpacked_size(packed: bytes, room: int) -> int:
    """How many bytes a stream unpacks to, counted no further than just beyond `room`."""
    unpacker = zlib.decompressobj()
    size = 0
    try:
        while packed and size <= room:
            size += len(unpacker.decompress(packed, 1 << 20))
            packed = unpacker.unconsumed_tail
    except zlib.error:
        return size  # not packed this way alone, or damaged: PDFium decides
    return size


def _pages(pdf: pdfium.PdfDocument) -> list[Page]:
    """The words of all pages."""
    count = len(pdf)
    if count == 0:
        raise Refused("damaged", _DAMAGED)
    if count > PAGE_LIMIT:
        message = f"The PDF file has {count} pages, more than the {PAGE_LIMIT} we read. Split it into single issues."
        raise Refused("too-large", message)
    for number in range(count):
        width, height = pdf.get_page_size(number)
        if not (0 < width <= _WIDEST_PAGE and 0 < height <= _WIDEST_PAGE):
            message = f"Page {number + 1} of the PDF file has no possible size. Save the file again from its source."
            raise Refused("damaged", message)
    pages: list[Page] = []
    room = CHARACTER_LIMIT
    for number in range(count):
        glyphs, drawings, length = _contents(pdf, number, room)
        room -= length
        width, height = pdf.get_page_size(number)
        level = [glyph for glyph in glyphs if glyph.font.upright]
        turned = "".join(glyph.text for glyph in glyphs if not glyph.font.upright)
        pages.append(Page(width, height, tuple(_words(level)), " ".join(turned.split()), drawings))
    return pages


def _contents(pdf: pdfium.PdfDocument, number: int, room: int) -> tuple[list[_Glyph], Drawings, int]:
    """The letters of one page, from its top left corner, in the order of the file; its drawings; and how many letters
    there were."""
    page = pdf[number]
    text = page.get_textpage()
    try:
        length = raw.FPDFText_CountChars(text)
        if length > min(room, PAGE_CHARACTER_LIMIT):
            message = f"The PDF file has too much text on page {number + 1} or before. Split it into single issues."
            raise Refused("too-large", message)
        left, _, _, top = page.get_cropbox()
        return list(_read_glyphs(text.raw, length, left, top)), read_drawings(page, left, top), length
    finally:
        text.close()
        page.close()


def _read_glyphs(text: raw.FPDF_TEXTPAGE, length: int, left: float, top: float) -> Iterator[_Glyph]:
    x, y, box = ctypes.c_double(), ctypes.c_double(), raw.FS_RECTF()
    font, last_object = _Font(1.0, False, False, True), -1
    for place in range(length):
        letter = chr(raw.FPDFText_GetUnicode(text, place))
        letter = _HYPHENS.get(letter, letter)
        text_object = ctypes.cast(raw.FPDFText_GetTextObject(text, place), ctypes.c_void_p).value
        if text_object is not None and text_object != last_object:
            font, last_object = _font(text, place), text_object
        raw.FPDFText_GetCharOrigin(text, place, x, y)
        raw.FPDFText_GetLooseCharBox(text, place, box)
        letter = max(letter, " ")
        yield _Glyph(letter, box.left - left, box.right - left, top - y.value, font)


def _font(text: raw.FPDF_TEXTPAGE, place: int) -> _Font:
    """The font of the letter at a place: its size in points on the page, its weight, and whether it stands upright."""
    matrix, flags, name = raw.FS_MATRIX(), ctypes.c_int(), ctypes.create_string_buffer(200)
    raw.FPDFText_GetMatrix(text, place, matrix)
    raw.FPDFText_GetFontInfo(text, place, name, len(name), flags)
    face = name.value.decode("utf-8", "replace")
    scale = math.hypot(matrix.c, matrix.d) or 1.0
    upright = matrix.a > 0 and abs(matrix.b) < 0.2 * abs(matrix.a)
    bold = bool(_BOLD_NAME.search(face)) or raw.FPDFText_GetFontWeight(text, place) >= _BOLD_WEIGHT
    italic = bool(_ITALIC_NAME.search(face)) or bool(flags.value & _ITALIC_FLAG)
    return _Font(max(raw.FPDFText_GetFontSize(text, place) * scale, 1.0), bold, italic, upright)


def _words(glyphs: list[_Glyph]) -> Iterator[Word]:
    """The letters in words: what no space, gap or change of line parts."""
    run: list[_Glyph] = []
    for glyph in glyphs:
        if run and (glyph.text.isspace() or _is_apart(run[-1], glyph)):
            yield _word(run)
            run = []
        if not glyph.text.isspace():
            run.append(glyph)
    if run:
        yield _word(run)


def _is_apart(one: _Glyph, other: _Glyph) -> bool:
    size = max(one.font.size, other.font.size)
    gap = other.x0 - one.x1
    return abs(one.base - other.base) > 0.1 * size or not -0.5 * size < gap < _WORD_GAP * size


def _word(run: list[_Glyph]) -> Word:
    half = len(run) / 2
    return Word(
        "".join(glyph.text for glyph in run),
        min(glyph.x0 for glyph in run),
        max(glyph.x1 for glyph in run),
        run[0].base,
        max(glyph.font.size for glyph in run),
        sum(glyph.font.bold for glyph in run) > half,
        sum(glyph.font.italic for glyph in run) > half,
    )


def _check_text(pages: list[Page]) -> None:
    """Refuses a file without text, or with signs that stand for no letter."""
    text = "".join(word.text for page in pages for word in page.words) + "".join(page.turned for page in pages)
    letters = sum(character.isalnum() for character in text)
    unknown = sum(character == "\ufffd" or "\ue000" <= character <= "\uf8ff" for character in text)
    if unknown > letters:
        raise Refused("needs-ocr", _UNREADABLE)
    if letters < _FEWEST_LETTERS * len(pages):
        raise Refused("needs-ocr", _NEEDS_OCR)
