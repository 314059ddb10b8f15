"""Makes small Word files for tests."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import docx
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Pt

from articles.ingest.readers import read

STORY = "The tide gauges of the outer islands report every ten minutes, and nobody has to row out to them any more."


def saved(document):
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def add(document, text, size=None, *, bold=None, italic=None, style=None):
    """A paragraph of one run; `size` is in points."""
    paragraph = document.add_paragraph(style=style)
    add_run(paragraph, text, size, bold=bold, italic=italic)
    return paragraph


def add_run(paragraph, text, size=None, *, bold=None, italic=None):
    run = paragraph.add_run(text)
    run.bold, run.italic, run.font.size = bold, italic, Pt(size) if size else None
    return run


def add_xml(paragraph, xml):
    """Puts an element of Word's own language at the end of a paragraph."""
    paragraph._p.append(parse_xml(xml.replace(">", f" {nsdecls('w')}>", 1)))


def add_break(paragraph, kind):
    element = OxmlElement("w:br")
    element.set("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}type", kind)
    paragraph.runs[-1]._r.append(element)


def lines(document):
    """The lines that are not blank."""
    return [line.text for line in read(saved(document), "issue.docx").lines if line.text]


def furniture(document):
    read_back = read(saved(document), "issue.docx")
    texts = {line.number: line.text for line in read_back.lines}
    return [(kind, texts[number]) for number, kind in read_back.furniture]


def repacked(changes, source=None):
    """A Word file with parts replaced or added: `changes` maps their names to what is in them."""
    stream = BytesIO()
    with ZipFile(BytesIO(source or saved(story()))) as old, ZipFile(stream, "w", ZIP_DEFLATED) as new:
        for entry in old.infolist():
            if entry.filename not in changes:
                new.writestr(entry.filename, old.read(entry))
        for name, data in changes.items():
            new.writestr(name, data)
    return stream.getvalue()


def part(name):
    """A part of a sound Word file, as text."""
    with ZipFile(BytesIO(saved(story()))) as package:
        return package.read(name).decode()


def story():
    document = docx.Document()
    add(document, STORY)
    return document


def picture():
    """A PNG of one pixel, as a file to read."""
    return BytesIO(
        bytes.fromhex(
            "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c636060606000000005"
            "0001a5f645400000000049454e44ae426082"
        )
    )
