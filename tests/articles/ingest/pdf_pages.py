"""Columns of text to set PDF pages with, and what the reader makes of such pages."""

from articles.ingest.readers import read
from tests.articles.ingest.pdf_files import pdf

NORTH = "North pier words run here. " * 8 + "The north ends."
SOUTH = "South pier words run there. " * 8 + "The south ends."
EAST = "East pier words run on too. " * 8 + "The east ends."
WEST = "West pier words run as well. " * 8 + "The west ends."


def lines(*pages):
    return [line.text for line in read(pdf(*pages), "issue").lines if line.text]


def furniture(*pages):
    document = read(pdf(*pages), "issue.pdf")
    return [(document.lines[number - 1].text, kind) for number, kind in document.furniture]
