"""Reads Word files (.docx): headings by their style, or by their size where nothing but bold type marks them."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import groupby

from articles.ingest.readers.marking import as_caption
from articles.ingest.readers.word_package import is_word, open_word
from articles.ingest.readers.word_styles import Look
from articles.ingest.readers.word_text import (
    LINE_BREAK,
    PAGE_BREAK,
    Entry,
    Note,
    Paragraph,
    Picture,
    Piece,
    Table,
    WordText,
)
from articles.ingest.records import Document, Line, Refused

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

_DEEPEST_HEADING = 6
_LONGEST_DISPLAY = 200
"""Characters beyond which large type is a text that is set large, not a headline."""
_LARGE = 1.25
"""How many times the size of the text a line that is not bold must have to be a headline."""
_SENTENCE = re.compile(r"[.。；;,，][\"”’」』)）]*$")
_MARKS = re.compile(r"([\\`*]|<(?=[A-Za-z/!?])|(?<!\w)_|_(?!\w))")
_LEADING_MARKS = re.compile(r"^(#{1,6}(?=\s)|>|\+(?=\s)|\|)")
_ROLE_MARKS = {"caption": "*", "standfirst": "*", "kicker": "**"}
_LONGEST_CAPTION = 400
_TABLE_TITLE = re.compile(r"\s*(?:tab(?:le|elle|leau|la|\.)?\b|box\b|[表])", re.I)
_MARGIN_KINDS = {"header": "running head", "footer": "running head"}
_PAGE_NUMBER = re.compile(r"\W*(?:page|第)?\s*\d{1,4}\s*(?:(?:of|/)\s*\d{1,4}|页)?\W*", re.I)


def recognises(data: bytes) -> bool:
    """Whether the bytes are a Word file, or an Office file that a password locks."""
    return is_word(data)


def read(data: bytes, name: str) -> Document:
    """The text of a Word file as lines of Markdown, with the heads and feet of its pages once each.

    Raises Refused with code `encrypted`, `too-large`, `unsupported`, `damaged`, `needs-ocr` or `empty`.
    """
    source = WordText(open_word(data))
    head, body, foot = list(source.margins("header")), list(source.body()), list(source.margins("footer"))
    if not any(isinstance(entry, Paragraph | Table) for entry in body):
        raise _without_text(any(isinstance(entry, Picture) for entry in body))
    page = _Page(source, _Sizes(body))
    page.add_margin(head, "header")
    page.add_body(body)
    page.add_margin(foot, "footer")
    return Document(
        tuple(Line(number, text) for number, text in enumerate(page.lines, 1)),
        MEDIA_TYPE,
        "",
        furniture=tuple(page.furniture),
    )


def _without_text(has_pictures: bool) -> Refused:
    if has_pictures:
        message = "The Word file holds pictures but no text. Run OCR over them and upload the result."
        return Refused("needs-ocr", message)
    return Refused("empty", "There is no text in the Word file. Check that the right one was saved, and try again.")


class _Sizes:
    """The sizes of type in a document, and which heading level each stands for."""

    def __init__(self, entries: list[Entry]) -> None:
        paragraphs = [entry for entry in entries if isinstance(entry, Paragraph)]
        self.has_headings = any(paragraph.style.level for paragraph in paragraphs)
        self._shift = int(self.has_headings and any(paragraph.style.role == "title" for paragraph in paragraphs))
        self._text = _text_size(paragraphs)
        display = {_size(paragraph) for paragraph in paragraphs if self._stands_out(paragraph)}
        self._ranks = {size: rank for rank, size in enumerate(sorted(display, reverse=True), 1)}

    def level(self, paragraph: Paragraph) -> int:
        """The heading level of a paragraph, 1 to 6; 0 for one that is no heading."""
        if paragraph.style.level:
            return min(paragraph.style.level + self._shift, _DEEPEST_HEADING)
        if self.has_headings:
            return int(paragraph.style.role == "title")
        return min(self._ranks[_size(paragraph)], _DEEPEST_HEADING) if self._stands_out(paragraph) else 0

    def is_display(self, paragraph: Paragraph) -> bool:
        """Whether a paragraph is set as headlines are, in a document whose headings are marked otherwise."""
        return self.has_headings and self._stands_out(paragraph)

    def is_caption(self, paragraph: Paragraph) -> bool:
        """Whether a paragraph right below a picture is its caption: styled as one, or smaller than the text or in
        italics."""
        if paragraph.style.role == "caption":
            return True
        if self.level(paragraph) or paragraph.style.role or len(paragraph.text) > _LONGEST_CAPTION:
            return False
        return _size(paragraph) < self._text or (_all(paragraph, "italic") and _size(paragraph) <= self._text)

    def _stands_out(self, paragraph: Paragraph) -> bool:
        text, size = paragraph.text.strip(), _size(paragraph)
        if paragraph.style.role == "title":
            return True
        if len(text) > _LONGEST_DISPLAY or paragraph.style.role or paragraph.mark == "-":
            return False
        if _all(paragraph, "bold"):
            return size > self._text
        return size >= self._text * _LARGE and not _SENTENCE.search(text)


def _text_size(paragraphs: list[Paragraph]) -> float:
    """The size in which most of the text is set that is not bold, or most of all text where everything is."""
    counts: Counter[float] = Counter()
    text = [paragraph for paragraph in paragraphs if not _all(paragraph, "bold")] or paragraphs
    for piece in (piece for paragraph in text for piece in paragraph.pieces):
        counts[piece.look.size] += len(piece.text)
    return counts.most_common(1)[0][0] if counts else 0.0


def _size(paragraph: Paragraph) -> float:
    """The smallest size of the letters in a paragraph, small raised ones left out."""
    sizes = [piece.look.size for piece in _inked(paragraph) if not piece.look.shift]
    return min(sizes, default=0.0)


def _inked(paragraph: Paragraph) -> list[Piece]:
    return [piece for piece in paragraph.pieces if piece.text.strip()]


def _all(paragraph: Paragraph, property_: str) -> bool:
    return all(getattr(piece.look, property_) for piece in _inked(paragraph) if not piece.look.shift)


class _Page:
    """The lines of a document as they are written, a blank one between blocks."""

    def __init__(self, source: WordText, sizes: _Sizes) -> None:
        self.lines: list[str] = []
        self.furniture: list[tuple[int, str]] = []
        self._source = source
        self._sizes = sizes
        self._notes: list[Note] = []

    def add_body(self, entries: Iterable[Entry]) -> None:
        """Adds the text; a note stands at the end of the part that points to it."""
        above: Entry | None = None
        for entry in entries:
            if isinstance(entry, Paragraph):
                if self._sizes.level(entry):
                    self._add_notes()
                self._notes.extend(entry.notes)
                kind = "contents" if entry.style.role == "contents" else ""
                if _belongs_to_picture(entry, above) and self._sizes.is_caption(entry):
                    self._add([as_caption(" ".join(_escaped(entry.text).split()))])
                else:
                    for lines in self._paragraph(entry):
                        self._add(lines, kind)
            elif isinstance(entry, Picture):
                self._add([f"![{_description(entry)}]()"])
            else:
                self._add(_table_lines(entry))
            above = entry
        self._add_notes()

    def add_margin(self, entries: Iterable[Entry], where: str) -> None:
        """Adds what stands at the head or foot of the pages, as furniture."""
        for entry in entries:
            if isinstance(entry, Paragraph):
                for part in filter(str.strip, re.split(r"[\t\n\f]", entry.text)):
                    text = " ".join(_escaped(part).split())
                    self._add([text], "page number" if _PAGE_NUMBER.fullmatch(text) else _MARGIN_KINDS[where])
            elif isinstance(entry, Table):
                self._add(_table_lines(entry), _MARGIN_KINDS[where])

    def _add(self, lines: list[str], kind: str = "") -> None:
        if not lines:
            return
        if self.lines:
            self.lines.append("")
        first = len(self.lines) + 1
        self.lines.extend(lines)
        if kind:
            self.furniture.extend((number, kind) for number in range(first, first + len(lines)))

    def _add_notes(self) -> None:
        waiting, self._notes = self._notes, []
        for note in waiting:
            texts = [entry.text.strip() for entry in self._source.note(note) if isinstance(entry, Paragraph)]
            self._add([f"<sup>{note.shown}</sup> {_escaped(text)}" for text in texts[:1]])
            self._add([_escaped(text) for text in texts[1:]])

    def _paragraph(self, paragraph: Paragraph) -> Iterator[list[str]]:
        """The lines of a paragraph, one for each that its author broke; those of each page by themselves."""
        level = self._sizes.level(paragraph)
        marks = _ROLE_MARKS.get(paragraph.style.role) or "**" * self._sizes.is_display(paragraph)
        before = f"{paragraph.mark} " if paragraph.mark else ""
        for page in _split(paragraph.pieces, PAGE_BREAK):
            lines = []
            for pieces in _split(page, LINE_BREAK):
                line = _line(pieces, level, marks)
                if line:
                    lines.append(_led(paragraph, level, before, line))
                    before = ""
            yield lines


def _belongs_to_picture(paragraph: Paragraph, above: Entry | None) -> bool:
    """Whether a paragraph stands below a picture, or is styled as a caption and no table's title."""
    is_caption = paragraph.style.role == "caption" and not _TABLE_TITLE.match(paragraph.text)
    return isinstance(above, Picture) or is_caption


def _led(paragraph: Paragraph, level: int, before: str, line: str) -> str:
    """A line with what stands before it: the signs of a heading or a quotation, the number in a list."""
    if level:
        return f"{'#' * level} {before}{line}"
    return f"{'> ' if paragraph.style.role == 'quote' else ''}{before}{line}"


def _line(pieces: list[Piece], level: int, marks: str) -> str:
    """One line in Markdown. Within a heading, or one that has `marks` as a whole, nothing is marked by itself."""
    inked = [piece for piece in pieces if piece.text.strip()]
    if level or marks:
        text = "".join(_shifted(piece) for piece in pieces)
        text = " ".join(text.split())
        return f"{marks}{text}{marks}" if text and not level else text
    return _LEADING_MARKS.sub(r"\\\1", _emphasised(pieces)) if inked else ""


def _emphasised(pieces: list[Piece]) -> str:
    """Text with its bold and italic parts marked, the spaces at their edges left outside of the marks."""
    text = ""
    for marks, group in groupby(_spread(pieces), key=lambda piece: _emphasis(piece.look)):
        part = "".join(_shifted(piece) for piece in group)
        core = part.strip()
        lead, tail = part[: len(part) - len(part.lstrip())], part[len(part.rstrip()) :]
        text += f"{lead}{marks}{core}{marks}{tail}" if core else part
    return " ".join(text.split())


def _spread(pieces: list[Piece]) -> Iterator[Piece]:
    """The pieces, blank ones set as the one before them, so that they part nothing."""
    look: Look | None = None
    for piece in pieces:
        look = piece.look if look is None or piece.text.strip() else look
        yield Piece(piece.text, look)


def _emphasis(look: Look) -> str:
    return "**" * look.bold + "*" * look.italic


def _shifted(piece: Piece) -> str:
    text = _escaped(piece.text)
    return f"<{piece.look.shift}>{text}</{piece.look.shift}>" if piece.look.shift and text.strip() else text


def _escaped(text: str) -> str:
    """Text in which nothing is taken for Markdown."""
    return _MARKS.sub(r"\\\1", text)


def _split(pieces: Iterable[Piece], separator: str) -> Iterator[list[Piece]]:
    """Pieces parted at each separator in them."""
    part: list[Piece] = []
    for piece in pieces:
        first, *others = piece.text.split(separator)
        part.append(Piece(first, piece.look))
        for text in others:
            yield part
            part = [Piece(text, piece.look)]
    yield part


def _table_lines(table: Table) -> list[str]:
    """A table's rows, the first one as its head."""
    width = max(len(row) for row in table.rows)
    rows = [[_cell(cell) for cell in row] + [""] * (width - len(row)) for row in table.rows]
    rows.insert(1, ["---"] * width)
    return [f"| {' | '.join(row)} |" for row in rows]


def _cell(paragraphs: Iterable[Paragraph]) -> str:
    text = " ".join(_escaped(paragraph.text) for paragraph in paragraphs)
    return " ".join(text.replace("|", "\\|").split())


def _description(picture: Picture) -> str:
    return " ".join(re.sub(r"[\[\]]", " ", picture.description).split())
