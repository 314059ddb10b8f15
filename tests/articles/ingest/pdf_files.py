"""Writes small PDF files by hand: Courier, each letter six tenths of its size wide, so that a test knows what fits."""

import textwrap
import zlib

FACES = {"": "Courier", "b": "Courier-Bold", "i": "Courier-Oblique"}
FILLER = (
    "The council asked for new gauges before winter, since boats had gone aground in fog. "
    "Nobody had measured the channel for years, and the charts were older than most of the crews. "
    "A survey ship came in spring and stayed until the herring left. "
)


def text_at(x, y, text, size=10, face=""):
    """A line of text that begins at x, with its baseline y points above the page's lower edge."""
    escaped = text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
    return f"BT /F{face} {size} Tf {x} {y} Td ({escaped}) Tj ET"


def column(text, x, top, width, size=10, face=""):
    """A paragraph set in a column as wide as so many letters."""
    return [
        text_at(x, top - number * 1.2 * size, line, size, face)
        for number, line in enumerate(textwrap.wrap(text, width, break_on_hyphens=True))
    ]


def pdf(*pages, size=(595, 842), trailer="", packed=False):
    """A PDF file with the pages given as lists of drawing operators."""
    kids = " ".join(f"{10 + 2 * number} 0 R" for number in range(len(pages)))
    objects = {
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        2: f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
    }
    fonts = []
    for number, (face, name) in enumerate(FACES.items(), 3):
        objects[number] = f"<< /Type /Font /Subtype /Type1 /BaseFont /{name} /Encoding /WinAnsiEncoding >>".encode()
        fonts.append(f"/F{face} {number} 0 R")
    for number, operators in enumerate(pages):
        objects[10 + 2 * number] = (
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {size[0]} {size[1]}] /Contents {11 + 2 * number} 0 R "
            f"/Resources << /Font << {' '.join(fonts)} >> >> >>"
        ).encode()
        content = "\n".join(operators).encode("cp1252")
        objects[11 + 2 * number] = stream(content, packed)
    return assemble(objects, trailer)


def stream(content, packed=False):
    data = zlib.compress(content, 9) if packed else content
    return (
        f"<< /Length {len(data)}{' /Filter /FlateDecode' if packed else ''} >>\nstream\n".encode()
        + data
        + (b"\nendstream")
    )


def assemble(objects, trailer=""):
    """The objects as a file, with their table of places."""
    data, places = b"%PDF-1.4\n", {}
    for number, content in sorted(objects.items()):
        places[number] = len(data)
        data += f"{number} 0 obj\n".encode() + content + b"\nendobj\n"
    start = len(data)
    data += f"xref\n0 {max(objects) + 1}\n".encode()
    for number in range(max(objects) + 1):
        data += b"%010d 00000 n \n" % places[number] if number in places else b"0000000000 65535 f \n"
    data += f"trailer\n<< /Size {max(objects) + 1} /Root 1 0 R {trailer} >>\nstartxref\n{start}\n%%EOF\n".encode()
    return data


def rule(x, y, width):
    """A thin level line, y points above the page's lower edge."""
    return f"0 g {x} {y} {width} 1 re f"


def area(x, y, width, height):
    """A grey area such as a picture or a tinted box, by its lower left corner."""
    return f"0.8 g {x} {y} {width} {height} re f 0 g"
