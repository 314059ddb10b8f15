"""Tells titles, headings and captions by how they are set."""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from articles.ingest.bylines import read_byline
from articles.ingest.heads import is_issue_line
from articles.ingest.meta import read_meta
from articles.ingest.readers.html_pieces import Piece, letters_of
from articles.ingest.wording import ends_sentence, is_kicker, word_length

_LARGER, _LARGER_IF_BOLD = 1.25, 1.05
"""How much larger than the text of the page a heading is set, alone or when it is bold too."""
_ALIKE = 0.92
"""Sizes of which one is at least this part of the other are one level of headings."""
_SMALLER = 0.93
"""How much smaller than the text of the page a caption is set."""
_SHORTEST_TEXT, _LONGEST_LABEL, _LONGEST_CAPTION = 12, 8, 70
"""In words."""
LONGEST_HEADING = 200
_LEAST_BYTES, _LEAST_SHARE = 12, 0.4
"""What part of the title of the page a headline must be, and how long; three bytes are a Chinese character."""


def find_headline(pieces: Sequence[Piece], headline: str) -> tuple[int, ...]:
    """The pieces that say together what the page calls itself."""
    wanted = letters_of(headline)
    for place, piece in enumerate(pieces):
        if piece.zone or piece.form == "kicker" or not piece.key:
            continue
        said, end = "", place
        while end < len(pieces) and end < place + 3 and pieces[end].key and wanted.startswith(said + pieces[end].key):
            said += pieces[end].key
            end += 1
        if len(said.encode()) >= _LEAST_BYTES and len(said) >= _LEAST_SHARE * len(wanted):
            return tuple(range(place, end))
    return ()


def set_title(pieces: list[Piece], title: str) -> None:
    """Makes a heading of what the page calls itself; a lesser heading right above it names a section, one right below
    it, with no text under it, is a standfirst."""
    head = find_headline(pieces, title)
    if not head:
        return
    for number in head:
        pieces[number].level = pieces[number].level or 1
    level = min(pieces[number].level for number in head)
    above = pieces[head[0] - 1] if head[0] else None
    if above and above.level > level and not above.zone and word_length(above.text) <= _LONGEST_LABEL:
        above.form, above.level = "kicker", 0
    below = pieces[head[-1] + 1 : head[-1] + 3]
    if (
        len(below) == 2
        and below[0].level > level
        and not below[0].zone
        and not below[1].level
        and not _is_text(below[1])
    ):
        below[0].form, below[0].level = "standfirst", 0


def _is_text(piece: Piece) -> bool:
    return not piece.zone and piece.form == "paragraph" and word_length(piece.text) >= _SHORTEST_TEXT


def usual_size(pieces: list[Piece]) -> float:
    """The size in which most of the page's text is set."""
    sizes: Counter[float] = Counter()
    for piece in pieces:
        if not piece.zone and not piece.level:
            sizes[piece.size] += len(piece.text)
    return max(sizes, key=lambda size: sizes[size], default=16.0) or 16.0


def find_captions(pieces: list[Piece], usual: float) -> None:
    """A line right below a picture that is set smaller than the text, or in italics, is its caption."""
    shown = [piece for piece in pieces if not piece.zone and piece.text]
    for picture, piece in pairwise(shown):
        if picture.form != "picture" or piece.form not in ("paragraph", "standfirst") or piece.level or piece.linked:
            continue
        italic = all(run.style.italic for run in piece.runs if re.search(r"\w", run.text))
        is_short = 3 <= word_length(piece.text) <= _LONGEST_CAPTION
        if is_short and (piece.size <= _SMALLER * usual or italic) and not _says_who_or_when(piece.text):
            piece.form = "caption"


def _says_who_or_when(text: str) -> bool:
    return bool(read_byline(text) or read_meta(text) or is_issue_line(text) or is_kicker(text))


def find_headings(pieces: list[Piece], usual: float) -> None:
    """Gives a level to what no tag calls a heading, but what is set as one."""
    large = [piece for piece in pieces if _is_large(piece, usual)]
    grounds = Counter(piece.ground for piece in pieces if not piece.zone and word_length(piece.text) >= _SHORTEST_TEXT)
    usual_ground = max(grounds, key=lambda ground: grounds[ground], default="")
    sizes = sorted({piece.size for piece in large}, reverse=True)
    alike = {size: next(larger for larger in sizes if size >= _ALIKE * larger) for size in sizes}
    styles = {id(piece): (-alike[piece.size], piece.ground == usual_ground) for piece in large}
    ranks = sorted(set(styles.values()))
    first = 1 + min((piece.level for piece in pieces if piece.level and not piece.zone), default=0)
    for piece in large:
        piece.level = min(6, first + ranks.index(styles[id(piece)]))


def _is_large(piece: Piece, usual: float) -> bool:
    if piece.form not in ("paragraph", "item") or piece.level or piece.is_button or len(piece.text) > LONGEST_HEADING:
        return False
    if not re.search(r"\w", piece.text) or (ends_sentence(piece.text) and word_length(piece.text) > 15):
        return False
    return piece.size >= usual * (_LARGER_IF_BOLD if piece.bold else _LARGER)
