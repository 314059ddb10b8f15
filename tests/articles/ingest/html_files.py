"""Saved pages and mails for tests, and what is read from them."""

from articles.ingest.pipeline import read_issue
from articles.ingest.readers import read

PROSE = "The gauge at the outer mole reports the height of the tide every ten minutes, and nobody has to row there."
TEXT = f"<p>{PROSE}</p><p>Ferries wait for it. {PROSE}</p><p>The harbour master pays for it. {PROSE}</p>"


def page(body, head="", encoding="utf-8"):
    return f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>".encode(encoding)


def mail(*rows, head=""):
    """A newsletter in a table; each row is its style and its text."""
    cells = "".join(f'<tr><td style="{style}">{text}</td></tr>' for style, text in rows)
    return page(f"<p><a href=v>View this mail in your browser</a></p><table>{cells}</table>", head)


def lines(data):
    """The lines that are not blank."""
    return [line.text for line in read(data, "page.html").lines if line.text]


def furniture(data):
    """The lines that the format tells to be furniture, with their kinds."""
    document = read(data, "page.html")
    return {document.lines[number - 1].text: kind for number, kind in document.furniture}


def articles(data):
    return read_issue(data, "page.html").articles


def only_article(data):
    (article,) = articles(data)
    return article
