"""Walks through a Word file and gives what a reader of the page sees, in order: paragraphs, pictures, tables."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import NamedTuple, TypeGuard

from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml
from docx.oxml.xmlchemy import BaseOxmlElement

from articles.ingest.readers.word_numbering import SYMBOLS, Numbering
from articles.ingest.readers.word_styles import Look, Style, Styles, number, numbering_of, outline_level

PAGE_BREAK = "\f"
LINE_BREAK = "\n"

_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_VML = "{urn:schemas-microsoft-com:vml}"
_COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart"

_TEXT = {qn("w:t"), f"{_MATH}t"}
# Deleted and moved text, codes of fields, the reading above a Chinese character, a drawing's second form.
_UNSEEN = {
    qn(f"w:{name}") for name in ("del", "moveFrom", "delText", "instrText", "pPr", "rPr", "sdtPr", "sdtEndPr", "rt")
} | {f"{_COMPATIBILITY}Fallback"}
_SIGNS = {
    qn("w:tab"): "\t",
    qn("w:ptab"): "\t",
    qn("w:cr"): LINE_BREAK,
    qn("w:noBreakHyphen"): "-",
    qn("w:softHyphen"): "\u00ad",
}
_UNKNOWN_SYMBOL = "\ufffd"
_PICTURES = {qn("pic:pic"), f"{_VML}imagedata", _CHART}
_NOTE_MARKS = {qn("w:footnoteReference"): "footnote", qn("w:endnoteReference"): "endnote"}
_NOTE_PARTS = {"footnote": RELATIONSHIP_TYPE.FOOTNOTES, "endnote": RELATIONSHIP_TYPE.ENDNOTES}


def _break(element: BaseOxmlElement) -> str:
    return PAGE_BREAK if element.get(qn("w:type")) in ("page", "column") else LINE_BREAK


def _symbol(element: BaseOxmlElement) -> str:
    """A sign out of a font of signs; only a few of those have a letter of their own."""
    code = element.get(qn("w:char")) or ""
    letter = chr(int(code, 16)) if re.fullmatch(r"[0-9A-Fa-f]{4}", code) else _UNKNOWN_SYMBOL
    is_private = "\ud800" <= letter <= "\uf8ff" or letter < " "
    return SYMBOLS.get(letter, _UNKNOWN_SYMBOL if is_private else letter)


_READINGS = {qn("w:br"): _break, qn("w:sym"): _symbol}


@dataclass(frozen=True, slots=True)
class Piece:
    """Text that is set in one way."""

    text: str
    look: Look


class Note(NamedTuple):
    """A note that a text points to: the number it shows there, the kind (footnote, endnote) and the file's own name
    for it."""

    shown: int
    kind: str
    identifier: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph: its text, its style, what its list shows before it (`2.`, `-`), and the notes it points to."""

    pieces: tuple[Piece, ...]
    style: Style
    mark: str = ""
    notes: tuple[Note, ...] = ()

    @property
    def text(self) -> str:
        return "".join(piece.text for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture and what its author wrote of it for those who cannot see it."""

    description: str


@dataclass(frozen=True, slots=True)
class Table:
    """A table that holds data: its cells by row, each with its paragraphs."""

    rows: tuple[tuple[tuple[Paragraph, ...], ...], ...]


Entry = Paragraph | Picture | Table

_WRAPPERS = {qn(f"w:{name}") for name in ("sdt", "sdtContent", "customXml", "ins", "moveTo")}
_LONGEST_CELL = 300
_MOST_IN_CELL = 3
_MOST_COLUMNS = 63


@dataclass(slots=True)
class _Found:
    """What was met within one paragraph."""

    pieces: list[Piece] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    boxes: list[BaseOxmlElement] = field(default_factory=list)
    description: str = ""


class WordText:
    """The text of a document."""

    def __init__(self, document: WordDocument) -> None:
        self._styles = Styles(document)
        self._numbering = Numbering(document)
        self._document = document
        self._notes = dict(self._read_notes())
        self._initial: tuple[Piece, ...] = ()
        self._note_count = 0

    def body(self) -> Iterator[Entry]:
        """All that stands on the pages, in reading order."""
        return self._entries(self._document.element.body)

    def margins(self, where: str) -> Iterator[Entry]:
        """What stands in the margin of each page; `where` is `header` or `footer`. Each form of it comes once."""
        kind = {"header": RELATIONSHIP_TYPE.HEADER, "footer": RELATIONSHIP_TYPE.FOOTER}[where]
        for relation in self._document.part.rels.values():
            if relation.reltype == kind and not relation.is_external:
                yield from self._entries(relation.target_part.element)

    def note(self, note: Note) -> Iterator[Entry]:
        """A note's text."""
        element = self._notes.get((note.kind, note.identifier))
        return self._entries(element) if element is not None else iter(())

    def _read_notes(self) -> Iterator[tuple[tuple[str, str], BaseOxmlElement]]:
        for kind, relation_type in _NOTE_PARTS.items():
            for relation in self._document.part.rels.values():
                if relation.reltype == relation_type and not relation.is_external:
                    for element in parse_xml(relation.target_part.blob).iterchildren(qn(f"w:{kind}")):
                        yield (kind, element.get(qn("w:id")) or ""), element

    def _entries(self, container: BaseOxmlElement) -> Iterator[Entry]:
        for element in container:
            if element.tag == qn("w:p"):
                yield from self._paragraph(element)
            elif element.tag == qn("w:tbl"):
                yield from self._table(element)
            elif isinstance(element.tag, str) and element.tag not in _UNSEEN:
                yield from self._entries(element)

    def _paragraph(self, element: BaseOxmlElement) -> Iterator[Entry]:
        properties = element.find(qn("w:pPr"))
        style, listed = self._style(properties)
        found = _Found()
        self._collect(element, style.look, found)
        pieces = tuple(found.pieces)
        if _is_initial(properties) and found.pieces:
            self._initial = pieces
            return
        if self._initial and pieces:
            pieces = (*(replace(piece, look=pieces[0].look) for piece in self._initial), *pieces)
            self._initial = ()
        yield from found.pictures
        if any(piece.text.strip() for piece in pieces):
            mark = self._numbering.mark(*listed) if listed else "-" if style.role == "bullet" else ""
            yield Paragraph(pieces, style, mark, tuple(found.notes))
        for box in found.boxes:
            yield from self._entries(box)

    def _style(self, properties: BaseOxmlElement | None) -> tuple[Style, tuple[str, int] | None]:
        """A paragraph's style with what its own properties change, and the list that it is of."""
        named = properties.find(qn("w:pStyle")) if properties is not None else None
        style = self._styles.of_paragraph(named.get(qn("w:val")) if named is not None else None)
        return replace(style, level=outline_level(properties, style.level)), numbering_of(properties, style.numbering)

    def _collect(self, element: BaseOxmlElement, look: Look, found: _Found) -> None:
        """Adds what stands within an element to what was found."""
        for child in element:
            tag = child.tag
            if not isinstance(tag, str) or tag in _UNSEEN:
                continue
            if tag == qn("w:r"):
                own = self._styles.of_run(child.find(qn("w:rPr")), look)
                if not own.hidden:
                    self._collect(child, own, found)
            elif tag in _TEXT:
                found.pieces.append(Piece((child.text or "").replace(LINE_BREAK, " "), look))
            elif tag in _SIGNS:
                found.pieces.append(Piece(_SIGNS[tag], look))
            elif tag in _READINGS:
                found.pieces.append(Piece(_READINGS[tag](child), look))
            elif tag in _NOTE_MARKS:
                self._note_count += 1
                found.notes.append(Note(self._note_count, _NOTE_MARKS[tag], child.get(qn("w:id")) or ""))
                found.pieces.append(Piece(str(self._note_count), replace(look, shift="sup")))
            elif tag == qn("w:txbxContent"):
                found.boxes.append(child)
            elif tag == qn("wp:docPr"):
                found.description = child.get("descr") or ""
            elif tag in _PICTURES:
                found.pictures.append(Picture(found.description or child.get("alt") or ""))
            else:
                self._collect(child, look, found)

    def _table(self, element: BaseOxmlElement) -> Iterator[Entry]:
        """A table of data; or, where a table only serves to lay a page out, what stands in its cells."""
        rows = [self._row(row) for row in _within(element, qn("w:tr"))]
        cells = [cell for row in rows for cell in row]
        if len(rows) > 1 and 1 < max(map(len, rows)) <= _MOST_COLUMNS and all(_is_datum(cell) for cell in cells):
            yield Table(tuple(tuple(tuple(filter(_is_paragraph, cell)) for cell in row) for row in rows))
            return
        for cell in cells:
            yield from cell

    def _row(self, element: BaseOxmlElement) -> list[list[Entry]]:
        """The cells of a row; a cell that spans columns is followed by empty ones."""
        cells: list[list[Entry]] = []
        for cell in _within(element, qn("w:tc")):
            span = cell.find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}")
            width = number(span.get(qn("w:val")), 1) if span is not None else 1
            cells.append(list(self._entries(cell)))
            cells.extend([] for _ in range(min(width - 1, _MOST_COLUMNS - len(cells))))
        return cells


def _within(element: BaseOxmlElement, tag: str) -> Iterator[BaseOxmlElement]:
    """The elements of a kind right below another, or wrapped in a form's field there."""
    for child in element:
        if child.tag == tag:
            yield child
        elif child.tag in _WRAPPERS:
            yield from _within(child, tag)


def _is_paragraph(entry: Entry) -> TypeGuard[Paragraph]:
    return isinstance(entry, Paragraph)


def _is_datum(cell: list[Entry]) -> bool:
    """Whether a cell holds a short text rather than a part of a page."""
    plain = [entry for entry in cell if _is_paragraph(entry) and not entry.style.level]
    return len(plain) == len(cell) <= _MOST_IN_CELL and sum(len(entry.text) for entry in plain) <= _LONGEST_CELL


def _is_initial(properties: BaseOxmlElement | None) -> bool:
    """Whether a paragraph is the large first letter of the next one."""
    frame = properties.find(qn("w:framePr")) if properties is not None else None
    return frame is not None and frame.get(qn("w:dropCap")) in ("drop", "margin")
