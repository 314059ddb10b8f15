"""Writes the pieces of a page as Markdown lines: tells headings by their size, names what is no part of the story."""

import re
from collections import Counter
from dataclasses import replace
from itertools import groupby

from articles.ingest.bylines import read_byline
from articles.ingest.readers.html_tables import escape
from articles.ingest.readers.html_walk import Piece, Run
from articles.ingest.records import Line
from articles.ingest.wording import CREDITS, HAN, ends_sentence, is_kicker, plain, word_length

_LARGER, _LARGER_IF_BOLD = 1.25, 1.05
"""How much larger than the text of the page a heading is set, alone or when it is bold too."""
_LONGEST_HEADING = 200
_JOINABLE = {"paragraph", "item", "quote", "caption", "standfirst"}
_TIGHT = {"item", "table", "pre"}
_STORY_SHARE = 0.5
_LINKS_IN_A_ROW = 3
_SPACES = re.compile(r"[ \t\r\n\f\u00a0\u3000]+")
_AT_START = re.compile(r"^(?:([#>+=-])|(\d{1,9})([.)])(?=\s))")
_CAPTION_MARK = "▲ "
"""The sign by which newspapers say that a line belongs to the picture above it."""
_LONGEST_CAPTION = 70


def to_lines(pieces: list[Piece], title: str) -> tuple[tuple[Line, ...], tuple[tuple[int, str], ...]]:
    """The lines of a page, and the number and kind of each that is furniture. `title` is the one of its window."""
    pieces = _joined(pieces)
    _find_headings(pieces, title)
    _name_outskirts(pieces)
    _name_links(pieces)
    _name_notices(pieces)
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
    return tuple(Line(number, line) for number, line in enumerate(texts, 1)), tuple(furniture)


def _joined(pieces: list[Piece]) -> list[Piece]:
    """The pieces, those put together that a line break parts in the middle of a sentence or a heading."""
    joined: list[Piece] = []
    before: Piece | None = None
    for piece in pieces:
        if before and before.form in _JOINABLE and _goes_on(before, piece):
            last = joined[-1]
            last.runs += [Run(_joint(before.text, piece.text), piece.runs[0].style, piece.linked), *piece.runs]
        else:
            joined.append(replace(piece, runs=[*piece.runs]))
        before = piece
    return joined


def _joint(before: str, after: str) -> str:
    """What stands between two lines that become one: nothing between Chinese characters, else a space."""
    return "" if HAN.search(before[-1:]) and HAN.search(after[:1]) else " "


def _goes_on(last: Piece, piece: Piece) -> bool:
    if piece.block != last.block or piece.breaks != 1 or piece.zone != last.zone:
        return False
    heads = piece.level == last.level > 0 or (piece.bold and last.bold and piece.size == last.size > 17)
    return heads or (not ends_sentence(last.text) and piece.text[:1].islower())


def _find_headings(pieces: list[Piece], title: str) -> None:
    """Gives a level to what no tag calls a heading, but what is set as one or is the title of the page."""
    sizes: Counter[float] = Counter()
    for piece in pieces:
        if not piece.zone and not piece.level:
            sizes[piece.size] += len(piece.text)
    usual = max(sizes, key=lambda size: sizes[size], default=16.0) or 16.0
    large = [piece for piece in pieces if _is_large(piece, usual)]
    ranks = sorted({piece.size for piece in large}, reverse=True)
    for piece in large:
        piece.level = min(6, 1 + ranks.index(piece.size))
    named = [piece for piece in pieces if not piece.zone and _is_named(piece, title)]
    if named and not any(piece.level == 1 for piece in named):
        named[0].level = 1


def _is_large(piece: Piece, usual: float) -> bool:
    if piece.form not in ("paragraph", "item") or piece.level or len(piece.text) > _LONGEST_HEADING:
        return False
    if not re.search(r"\w", piece.text) or (ends_sentence(piece.text) and word_length(piece.text) > 15):
        return False
    return piece.size >= usual * (_LARGER_IF_BOLD if piece.bold else _LARGER)


def _is_named(piece: Piece, title: str) -> bool:
    """Whether the window's title begins with a piece, as it does with the headline."""
    text = piece.text.casefold()
    return len(text) >= 8 and piece.form == "paragraph" and title.casefold().startswith(text)


def _name_outskirts(pieces: list[Piece]) -> None:
    """Where the page marks its article, what stands around it is furniture, the headline and what goes with it not."""
    shown = [piece for piece in pieces if not piece.zone]
    inside = [place for place, piece in enumerate(shown) if piece.in_story]
    letters = sum(len(shown[place].text) for place in inside)
    if not inside or letters < _STORY_SHARE * sum(len(piece.text) for piece in shown):
        return
    top = next((place for place, piece in enumerate(shown[: inside[0]]) if piece.level == 1), inside[0])
    for place, piece in enumerate(shown):
        if not piece.in_story and not top <= place < inside[0]:
            piece.zone = "navigation" if piece.linked else "other"


def _name_links(pieces: list[Piece]) -> None:
    """Rows of links are a menu."""
    for is_link, run in groupby(pieces, key=_is_link):
        row = list(run)
        links = sum(sum(1 for linked, _ in groupby(piece.runs, key=lambda run: run.linked) if linked) for piece in row)
        if is_link and links >= _LINKS_IN_A_ROW:
            for piece in row:
                piece.zone = piece.zone or "navigation"


def _is_link(piece: Piece) -> bool:
    if piece.form not in ("paragraph", "item") or piece.level or not re.search(r"\w", piece.text):
        return False
    return piece.linked and not is_kicker(piece.text) and read_byline(piece.text) is None


def _name_notices(pieces: list[Piece]) -> None:
    """What stands with and below the link that ends a subscription is the sender's imprint."""
    late = range(len(pieces) // 2, len(pieces))
    start = next((place for place in late if pieces[place].unsubscribes), len(pieces))
    end = next((place for place in range(start, len(pieces)) if pieces[place].level), len(pieces))
    notice = pieces[start:end]
    for piece in [*(above for above in pieces[:start] if notice and above.block == notice[0].block), *notice]:
        piece.zone = piece.zone or "imprint"


def _written(piece: Piece) -> str:
    """A piece as one line of Markdown."""
    if piece.form in ("picture", "table", "rule"):
        return piece.text
    if piece.form == "pre":
        return escape("".join(run.text for run in piece.runs)).rstrip()
    if piece.level and len(piece.text) <= 2 * _LONGEST_HEADING:
        return f"{'#' * piece.level} {_marked(piece, plain_only=True)}"
    if piece.form == "caption":
        return _caption(piece)
    if piece.form == "item":
        return f"{piece.mark} {_marked(piece)}"
    if piece.form == "quote":
        return f"> {_marked(piece)}"
    if piece.form == "standfirst":
        return f"*{_marked(piece, plain_only=True)}*"
    return _AT_START.sub(lambda match: rf"\{match[1]}" if match[1] else rf"{match[2]}\{match[3]}", _marked(piece))


def _caption(piece: Piece) -> str:
    text = _marked(piece, plain_only=True)
    short = word_length(text) <= _LONGEST_CAPTION and not any(form.search(plain(text)) for form in CREDITS)
    return f"{_CAPTION_MARK}{text}" if short else text


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
