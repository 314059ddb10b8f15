"""Names what stands around the articles of a web page: by its own marks, or by what a library takes for its text."""

import re
from itertools import groupby

from lxml.etree import _Element as Element

from articles.ingest.bylines import read_byline
from articles.ingest.readers.html_display import set_title
from articles.ingest.readers.html_main import main_text, name_outskirts
from articles.ingest.readers.html_pieces import Piece
from articles.ingest.wording import is_kicker, word_length

_STORY_SHARE = 0.5
"""What share of the page its stories must be for their marks to be believed."""
_SHORTEST_TEXT = 12
_LINKS_IN_A_ROW = 3


def name_page(root: Element, pieces: list[Piece], title: str) -> str:
    """Names what stands around the article of a web page, or around its articles. What a site prints above them is no
    masthead of an issue: the date in it is that of the visit."""
    for piece in pieces:
        piece.zone = "navigation" if piece.zone == "masthead" else piece.zone
    set_title(pieces, title)
    if _name_between_stories(pieces):
        return "page"
    letters = sum(len(piece.text) for piece in pieces)
    if name_outskirts(pieces, main_text(root, letters), title):
        return "article"
    _name_outside(pieces)
    return "page"


def _name_between_stories(pieces: list[Piece]) -> bool:
    """Where a page holds several stories, each with its heading, what stands outside them is furniture. Returns whether
    it does."""
    shown = [piece for piece in pieces if not piece.zone]
    headed = {piece.story for piece in shown if piece.story and piece.level}
    told = {piece.story for piece in shown if piece.story in headed and word_length(piece.text) >= _SHORTEST_TEXT}
    letters = sum(len(piece.text) for piece in shown if piece.story in told)
    if len(told) < 2 or letters < _STORY_SHARE * sum(len(piece.text) for piece in shown):
        return False
    for piece in shown:
        if piece.story not in told:
            piece.zone = "navigation" if piece.linked else "page heading" if piece.level else "other"
    return True


def _name_outside(pieces: list[Piece]) -> None:
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


def name_links(pieces: list[Piece]) -> None:
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
