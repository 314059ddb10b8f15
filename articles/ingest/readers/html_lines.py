"""Writes the pieces of a page as Markdown lines."""

import re
from dataclasses import replace
from itertools import groupby
from typing import NamedTuple

from lxml.etree import _Element as Element

from articles.ingest.readers.html_display import LONGEST_HEADING, find_captions, find_headings, usual_size
from articles.ingest.readers.html_mail import invites, is_mail, name_mail
from articles.ingest.readers.html_page import name_links, name_page
from articles.ingest.readers.html_pieces import Piece, Run
from articles.ingest.readers.html_tables import escape
from articles.ingest.readers.marking import as_caption
from articles.ingest.records import Line
from articles.ingest.wording import CREDITS, HAN, ends_sentence, find_forms, word_length

_LONGEST_CREDIT = 8
_SIGNED = re.compile(r"(?:\w+ )?by\b|作者|记者|本报", re.I)
_JOINABLE = {"paragraph", "item", "quote", "caption", "standfirst"}
_TIGHT = {"item", "table", "pre"}
_SPACES = re.compile(r"[ \t\r\n\f\u00a0\u3000]+")
_AT_START = re.compile(r"^(?:([#>+=-])|(\d{1,9})([.)])(?=\s))")


class Written(NamedTuple):
    """A page as lines: these, the number and kind of each that is furniture, the section labels among them, and what
    the page is, as in `About`."""

    lines: tuple[Line, ...]
    furniture: tuple[tuple[int, str], ...]
    labels: tuple[str, ...]
    form: str


def to_lines(root: Element, pieces: list[Piece], title: str) -> Written:
    """Writes the pieces of a page. `title` is what it calls itself."""
    pieces = _joined(_parted(pieces))
    usual = usual_size(pieces)
    find_captions(pieces, usual)
    find_headings(pieces, usual)
    if is_mail(root, pieces):
        form = "mail"
        name_mail(pieces, title)
    else:
        form = name_page(root, pieces, title)
    name_links(pieces)
    texts: list[str] = []
    furniture: list[tuple[int, str]] = []
    before: Piece | None = None
    for piece in (piece for piece in pieces if piece.text):
        if before and not (piece.form in _TIGHT and piece.form == before.form):
            texts.append("")
        texts.append(_written(piece))
        if piece.zone:
            furniture.append((len(texts), piece.zone))
        before = piece
    labels = dict.fromkeys(
        piece.text for piece in pieces if (piece.form == "kicker" or piece.is_section) and not piece.zone
    )
    lines = tuple(Line(number, line) for number, line in enumerate(texts, 1))
    return Written(lines, tuple(furniture), tuple(labels), form)


def _parted(pieces: list[Piece]) -> list[Piece]:
    """The pieces, the invitation to read on that some text ends in as a piece of its own."""
    parted = []
    for piece in pieces:
        last = next((place for place in range(len(piece.runs), 0, -1) if not piece.runs[place - 1].linked), 0)
        text, call = piece.runs[:last], piece.runs[last:]
        if call and last and invites("".join(run.text for run in call)) and any(run.text.strip() for run in text):
            parted += [
                replace(piece, runs=text),
                replace(piece, runs=call, form="paragraph", level=0, zone="navigation"),
            ]
        else:
            parted.append(piece)
    return parted


def _joined(pieces: list[Piece]) -> list[Piece]:
    """The pieces, those put together that a line break parts in the middle of a sentence or a heading."""
    joined: list[Piece] = []
    before: Piece | None = None
    for piece in pieces:
        if before and before.form == "label" and before.box == piece.box and _is_labelled(piece):
            label = [*before.runs, Run("" if before.text.endswith((":", "：")) else ": ", before.runs[-1].style)]
            joined[-1] = replace(piece, runs=[*label, *piece.runs])
        elif before and before.form == "caption" and (_is_credit(piece) or piece.form == "caption"):
            if piece.linked and invites(piece.text):  # to enlarge the picture
                joined.append(replace(piece, form="paragraph", zone="navigation"))
            else:
                before.runs += [Run(" ", piece.runs[0].style), *piece.runs]
            continue
        elif before and before.form in _JOINABLE and _goes_on(before, piece):
            last = joined[-1]
            last.runs += [Run(_joint(before.text, piece.text), piece.runs[0].style, piece.linked), *piece.runs]
        else:
            joined.append(replace(piece, runs=[*piece.runs]))
        before = joined[-1]
    for piece in joined:
        if piece.form == "label":
            piece.zone = piece.zone or "other"
    return joined


def _is_labelled(piece: Piece) -> bool:
    """Whether a piece says little without the label before it."""
    return piece.form not in ("picture", "label") and not _SIGNED.match(piece.text)


def _is_credit(piece: Piece) -> bool:
    """Whether a line below a caption only names who took the picture."""
    if piece.level or piece.form not in ("paragraph", "caption") or word_length(piece.text) > _LONGEST_CREDIT:
        return False
    return any(match.start() == 0 for match in find_forms(CREDITS, piece.text))


def _joint(before: str, after: str) -> str:
    """What stands between two lines that become one: nothing between Chinese characters, else a space."""
    return "" if HAN.search(before[-1:]) and HAN.search(after[:1]) else " "


def _goes_on(last: Piece, piece: Piece) -> bool:
    if piece.block != last.block or piece.breaks != 1 or piece.zone != last.zone:
        return False
    heads = piece.level == last.level > 0 or (piece.bold and last.bold and piece.size == last.size > 17)
    return heads or (not ends_sentence(last.text) and piece.text[:1].islower())


def _written(piece: Piece) -> str:
    """A piece as one line of Markdown."""
    if piece.form in ("picture", "table", "rule"):
        return piece.text
    if piece.form == "pre":
        return escape("".join(run.text for run in piece.runs)).rstrip()
    if piece.level and len(piece.text) <= 2 * LONGEST_HEADING:
        return f"{'#' * piece.level} {_marked(piece, plain_only=True)}"
    if piece.form == "caption":
        return as_caption(_marked(piece, plain_only=True))
    if piece.form == "item":
        return f"{piece.mark} {_marked(piece)}"
    if piece.form == "quote":
        return f"> {_marked(piece)}"
    if piece.form == "kicker":
        return f"**{_marked(piece, plain_only=True)}**"
    if piece.form == "standfirst":
        return f"*{_marked(piece, plain_only=True)}*"
    return _AT_START.sub(lambda match: rf"\{match[1]}" if match[1] else rf"{match[2]}\{match[3]}", _marked(piece))


def _marked(piece: Piece, plain_only: bool = False) -> str:
    """The text of a piece, what is bold or in italics between marks."""
    parts = []
    for (bold, italic), group in groupby(piece.runs, key=lambda run: (run.style.bold, run.style.italic)):
        text = _SPACES.sub(" ", "".join(run.text if run.is_mark else escape(run.text) for run in group))
        mark = "" if plain_only else "**" if bold else "*" if italic else ""
        inner = text.strip()
        if not mark or not re.search(r"\w", inner):
            parts.append(text)
            continue
        before, after = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
        parts.append(f"{before}{mark}{inner}{mark}{after}")
    return _SPACES.sub(" ", "".join(parts)).strip()
