"""Which of a web page's pieces are the text of its article. A library decides; what it leaves out is named as
furniture, none of it is lost."""

import re
from collections.abc import Sequence
from copy import deepcopy
from itertools import groupby

import trafilatura
from lxml.etree import LxmlError
from lxml.etree import _Element as Element

from articles.ingest.bylines import read_bare_names, read_byline
from articles.ingest.meta import read_meta, read_source_note
from articles.ingest.readers.html_display import find_headline
from articles.ingest.readers.html_pieces import Piece, letters_of
from articles.ingest.readers.html_tables import data_rows
from articles.ingest.wording import ends_sentence, is_kicker, word_length

_MOST_LETTERS, _MOST_TAGS = 300_000, 20_000
"""A page beyond these is no article, and its text is not worth the time."""
_LEAST_WORDS = 40
_CERTAIN = 20
"""Letters from which on a piece that stands anywhere in the main text is taken for that passage of it."""
_SENTENCE = 12
"""Words of a paragraph that is text rather than a label or a link."""
_LONGEST_LABEL, _LONGEST_ASIDE = 8, 60
_LINKED_SHARE = 0.5
_HEADLINE_REACH = 14
_BELOW = 3
"""How many pieces below the text are searched for who wrote it and where it was taken from."""
_KEPT = ("caption", "picture", "table", "quote", "rule")
_LAYOUT = ("table", "thead", "tbody", "tfoot", "tr", "td", "th", "center")


def main_text(root: Element, letters: int) -> tuple[str, ...]:
    """The paragraphs of the page's article as trafilatura sees it; none if it sees none. `letters` says how long the
    page is."""
    if letters > _MOST_LETTERS or sum(1 for _ in root.iter()) > _MOST_TAGS:
        return ()
    try:
        found = trafilatura.bare_extraction(
            _without_layout(root), fast=True, favor_precision=True, include_comments=False, with_metadata=False
        )
    except (ValueError, TypeError, AttributeError, LookupError, LxmlError, RecursionError):
        return ()  # the page is read as far as its markup goes
    return tuple(str(found.text or "").split("\n")) if isinstance(found, trafilatura.settings.Document) else ()


def _without_layout(root: Element) -> Element:
    """The page with its tables of layout as plain divisions; the library takes every table for one of data."""
    layout = {table for table in root.iter("table") if not data_rows(table)}
    if not layout:
        return root
    copy = deepcopy(root)
    for old, new in zip(root.iter(), copy.iter(), strict=True):
        if old.tag in _LAYOUT and (old in layout or next(old.iterancestors("table"), None) in layout):
            new.tag = "div"
        elif old.tag == "font":
            new.tag = "span"
    return copy


def name_outskirts(pieces: Sequence[Piece], paragraphs: Sequence[str], headline: str) -> bool:
    """Names what stands around the article, given the paragraphs of its text. `headline` is what the page calls itself.
    Returns whether it did: not where the library found too little, as on a page of several items."""
    main = _find(pieces, paragraphs)
    if not main:
        return False
    inside = {id(pieces[place]) for place in main}
    for place in main:
        if pieces[place].zone in ("navigation", "other") and word_length(pieces[place].text) >= _SENTENCE:
            pieces[place].zone = None
    found = sum(len(pieces[place].text) for place in main if _is_text(pieces[place]))
    missed = sum(len(piece.text) for piece in pieces if id(piece) not in inside and _is_text(piece))
    if missed > found or sum(word_length(pieces[place].text) for place in main) < _LEAST_WORDS:
        return False
    first, last = main[0], main[-1]
    named = find_headline(pieces[: first + 1], headline)
    top = _top(pieces, named[0] if named else _heading_above(pieces, first))
    end = _end(pieces, last)
    _name(pieces[:top])
    _name([piece for piece in pieces[top:first] if _is_scrap(piece)])
    _name_between(pieces[first : last + 1], inside)
    _name(pieces[end:])
    return True


def _find(pieces: Sequence[Piece], paragraphs: Sequence[str]) -> list[int]:
    """The places of the pieces that are in the main text."""
    keys = {letters_of(paragraph) for paragraph in paragraphs} - {""}
    whole = " ".join(keys)
    places = []
    for place, piece in enumerate(pieces):
        key = piece.key
        if key in keys or (len(key) >= _CERTAIN and key in whole):
            places.append(place)
    return places


def _is_text(piece: Piece) -> bool:
    """Whether a piece is a paragraph of text that nothing says to be furniture."""
    return not piece.zone and not piece.linked and not piece.level and word_length(piece.text) >= _SENTENCE


def _is_scrap(piece: Piece) -> bool:
    """Whether a piece between headline and text is neither title nor date nor author nor picture."""
    if piece.form in (*_KEPT, "standfirst") or _goes_with_headline(piece) or read_bare_names(piece.text):
        return False
    return piece.linked or (word_length(piece.text) <= _LONGEST_LABEL and not ends_sentence(piece.text))


def _goes_with_headline(piece: Piece) -> bool:
    text = piece.text
    return bool(piece.form == "kicker" or piece.level or is_kicker(text) or read_byline(text) or read_meta(text))


def _heading_above(pieces: Sequence[Piece], first: int) -> int:
    """The highest heading above the text, the nearest of these, with no more between than pictures, dates and names;
    `first` itself if there is none, or if the text begins with its own."""
    text = next(place for place in range(first, len(pieces)) if _is_text(pieces[place]) or place == len(pieces) - 1)
    if any(piece.level for piece in pieces[first:text]):
        return first
    above = [place for place in range(first) if not pieces[place].zone][-_HEADLINE_REACH:]
    return max((place for place in above if pieces[place].level), default=first, key=lambda at: (-pieces[at].level, at))


def _top(pieces: Sequence[Piece], headline: int) -> int:
    """Where the article begins: at its headline, or at the section label, author or date above it."""
    top = headline
    while top and not pieces[top - 1].zone and word_length(pieces[top - 1].text) <= _LONGEST_LABEL:
        if not _goes_with_headline(pieces[top - 1]) or pieces[top - 1].level == 1:
            break
        top -= 1
    return top


def _end(pieces: Sequence[Piece], last: int) -> int:
    """Where the article ends: below the last of its text, what belongs to the same element, and who wrote it."""
    end = last + 1
    while end < len(pieces) and pieces[end].box == pieces[last].box and _is_text(pieces[end]):
        end += 1
    for place in range(end, min(len(pieces), end + _BELOW)):
        piece = pieces[place]
        if piece.zone or piece.level:
            break
        if piece.form in ("caption", "picture") or (not piece.linked and _signs(piece.text)):
            end = place + 1
    return end


def _signs(text: str) -> bool:
    return bool(read_byline(text) or read_meta(text) or read_source_note(text))


def _name_between(pieces: Sequence[Piece], inside: set[int]) -> None:
    """Names the boxes within the text that the library leaves out: short ones, and lines that are links."""
    text_boxes = {piece.box for piece in pieces if id(piece) in inside}
    for place, piece in enumerate(pieces):
        if id(piece) not in inside and _points_away(piece) and piece.form not in _KEPT:
            _name(pieces[place : place + 1])
    left = [piece for piece in pieces if id(piece) not in inside and piece.form not in _KEPT]
    for box, run in groupby(left, key=lambda piece: piece.box):
        group = list(run)
        if any(_goes_with_headline(piece) and not piece.level for piece in group):
            continue  # another article of the page begins
        links = any(run.linked for piece in group for run in piece.runs)
        short = sum(word_length(piece.text) for piece in group) <= _LONGEST_ASIDE
        if box not in text_boxes and short and (links or not _is_subhead(group)):
            _name(group)


def _points_away(piece: Piece) -> bool:
    """Whether a piece is a link, or little more."""
    linked = sum(len(run.text) for run in piece.runs if run.linked)
    return not piece.level and not ends_sentence(piece.text) and linked >= _LINKED_SHARE * len(piece.text)


def _is_subhead(group: Sequence[Piece]) -> bool:
    return len(group) == 1 and (group[0].level > 0 or group[0].bold) and not ends_sentence(group[0].text)


def _name(pieces: Sequence[Piece]) -> None:
    for piece in pieces:
        if piece.form != "picture" or re.search(r"\w", piece.text):
            piece.zone = piece.zone or ("navigation" if piece.linked else "other")
