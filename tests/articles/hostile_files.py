"""Files that are made to harm whoever reads them. Each is a function that makes one, to be refused in a sentence."""

import struct
import zlib

from tests.articles.ingest.pdf_files import assemble, pdf, text_at
from tests.articles.ingest.word_files import part, repacked
from tests.articles.zips import link, locked, zipped

MEGABYTE = 1024 * 1024
LAUGHS = "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 12}">' for n in range(9))
ENTITIES = f'<!DOCTYPE d [<!ENTITY a "aaaaaaaaaaaaaaaa">{LAUGHS}]>'
CATALOGUE = b"<< /Type /Catalog /Pages 2 0 R >>"
OUTSIDE = '<!DOCTYPE d [<!ENTITY j SYSTEM "file:///etc/passwd">]>'


def flat_bomb():
    return zipped(*((f"{number}.md", bytes(50 * MEGABYTE)) for number in range(3)))


def nested_bomb():
    return zipped(*((f"{number}.zip", flat_bomb()) for number in range(2)))


def overlapping_bomb():
    """An archive whose list names one member a thousand times."""
    archive = zipped(("a.md", bytes(20 * MEGABYTE)))
    end = archive.rfind(b"PK\x05\x06")
    start = struct.unpack("<I", archive[end + 16 : end + 20])[0]
    members = archive[start:end] * 1000
    tail = struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, 1000, 1000, len(members), start, 0)
    return archive[:start] + members + tail


def huge_word_file():
    text = "<w:p><w:r><w:t>text</w:t></w:r></w:p>" * 6_000_000
    return repacked({"word/document.xml": part("word/document.xml").replace("<w:body>", f"<w:body>{text}")})


def word_file_with_entities():
    return _declaring(ENTITIES)


def word_file_with_outside_entity():
    return _declaring(OUTSIDE)


def _declaring(declaration):
    head, body = part("word/document.xml").split("?>", 1)
    return repacked({"word/document.xml": f"{head}?>{declaration}{body.replace('</w:t>', '&j;</w:t>', 1)}"})


def deep_word_file():
    deep = "<w:tbl><w:tr><w:tc>" * 20_000 + "</w:tc></w:tr></w:tbl>" * 20_000
    return repacked({"word/document.xml": part("word/document.xml").replace("<w:body>", f"<w:body>{deep}")})


def deep_web_page():
    return b"<html><body>" + b"<div>" * 200_000 + b"x" + b"</div>" * 200_000


def cut_pdf():
    whole = pdf([text_at(72, 700, "A text")])
    return whole[: len(whole) // 3]


def looping_pdf():
    return assemble({1: CATALOGUE, 2: b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 1000000 >>"})


def pdf_that_draws_itself():
    resources = b"/Resources << /XObject << /X 5 0 R >> >>"
    form = b"/Type /XObject /Subtype /Form /BBox [0 0 9 9]"
    return assemble(
        {
            1: CATALOGUE,
            2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            3: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R %b >>" % resources,
            4: b"<< /Length 5 >>\nstream\n/X Do\nendstream",
            5: b"<< %b %b /Length 11 >>\nstream\n/X Do /X Do\nendstream" % (form, resources),
        }
    )


def pdf_bomb():
    return pdf([text_at(72, 700, "A text") + " " * (300 * MEGABYTE)], packed=True)


def absurd_page():
    return pdf([text_at(72, 700, "A text")], size=("-2147483648", "2147483647"))


HARMFUL = {
    "flat-bomb.zip": flat_bomb,
    "nested-bomb.zip": nested_bomb,
    "overlapping-bomb.zip": overlapping_bomb,
    "locked.zip": lambda: locked(zipped(("a.md", "secret"))),
    "link.zip": lambda: zipped((link("a.md"), "/etc/passwd")),
    "huge.docx": huge_word_file,
    "entities.docx": word_file_with_entities,
    "outside-entity.docx": word_file_with_outside_entity,
    "deep.docx": deep_word_file,
    "deep.html": deep_web_page,
    "cut.pdf": cut_pdf,
    "looping.pdf": looping_pdf,
    "self-drawing.pdf": pdf_that_draws_itself,
    "bomb.pdf": pdf_bomb,
    "absurd-page.pdf": absurd_page,
    "picture.md": lambda: b"\x89PNG\r\n\x1a\n" + zlib.compress(bytes(50_000)) * 20,
    "five-million-marks.md": lambda: b"#" * 5_000_000,
    "five-million-headings.md": lambda: b"#\n" * 5_000_000,
    "nested-quotes.md": lambda: b">" * 20_000 + b" words",
    "nul.md": lambda: b"# Title\n\nSome \0 words\0 with NUL\n" * 100,
}
"""The file's name, and what makes it."""
