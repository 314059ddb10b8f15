"""The words of a search marked in the article that it led to, in HTML that is safe already.

What is marked is what the index holds: words are looked for in the running text of all blocks, and a mark that reaches
over a tag is closed before it and opened again behind it.
"""

import re
from collections.abc import Sequence
from html import escape, unescape
from typing import NamedTuple

from search.analysis import PART_BREAK
from search.candidates import joined
from search.folding import Stretch
from search.language import parse
from search.marking import Marker
from search.parameters import write
from search.records import SearchRequest
from search.syntax import Dates, Fuzzy, Phrase, Prefix, Word, wanted_leaves

# The archive's own words between those of the article, such as that text is missing: no search found it for them.
_MARKUP = re.compile(
    r"""<span class="(?:gap|unseen)".*?</span>|</?(?P<name>[a-z][a-z0-9]*)\b(?:[^<>"]|"[^"]*")*>""", re.DOTALL
)
_WITHIN_LINES = {"a", "code", "del", "em", "q", "s", "span", "strong", "sub", "sup", "time"}
_CELLS = {"td", "th"}
_PARTS = {"figure", "figcaption"}


class _Piece(NamedTuple):
    """Text between two tags: as it stands in the HTML, as it reads, and where it begins in the running text."""

    html: str
    text: str
    start: int


class MarkedSearch:
    """Marks what one search wants, text after text, and keeps count of it."""

    def __init__(self, request: SearchRequest) -> None:
        """Raises QueryError for a query that cannot be read."""
        self.back = write(request)
        self.count = 0
        self._tree = parse(request.q, request.op)
        self._markers: dict[str, Marker] = {}
        self._found: set[int] = set()

    def mark(self, html: str, field: str, first: str = "") -> str:
        """`html` with what the query wants of `field`, or everywhere, in <mark>; the first one gets the id `first`."""
        tags, pieces, text = _read(html)
        marks = self._marker(field).marks(text)
        if not marks:
            return html
        self._found |= {mark.leaf for mark in marks}
        stretches = joined((mark.start, mark.end) for mark in marks)
        self.count += len(stretches)
        written = _write(tags, pieces, stretches)
        return written.replace("<mark>", f'<mark id="{first}">', 1) if first else written

    @property
    def words(self) -> list[str]:
        """What of the query was found, as it was typed, in its order."""
        found: dict[int, str] = {}
        for number, leaf in enumerate(wanted_leaves(self._tree) if self._tree else ()):
            if number in self._found and not isinstance(leaf, Dates):
                found.setdefault(leaf.position, _typed(leaf))  # the parts of a compound come after the whole
        return [found[position] for position in sorted(found)]

    def _marker(self, field: str) -> Marker:
        if field not in self._markers:
            self._markers[field] = Marker(self._tree, field)
        return self._markers[field]


def _typed(leaf: Word | Phrase | Prefix | Fuzzy) -> str:
    match leaf:
        case Phrase(text):
            return f"“{text}”"
        case Prefix(text):
            return f"{text}*"
        case Fuzzy(text):
            return f"{text}~"
    return leaf.text


def _read(html: str) -> tuple[list[str], list[_Piece], str]:
    """The markup of `html`, the pieces of text before, between and behind it, and the running text of them all."""
    tags: list[str] = []
    pieces: list[_Piece] = []
    running: list[str] = []
    end = length = 0

    def add(piece: str, after: str) -> None:
        nonlocal length
        text = unescape(piece)
        pieces.append(_Piece(piece, text, length))
        running.extend((text, after))
        length += len(text) + len(after)

    for tag in _MARKUP.finditer(html):
        add(html[end : tag.start()], _between(tag["name"]))
        tags.append(tag[0])
        end = tag.end()
    add(html[end:], "")
    return tags, pieces, "".join(running)


def _between(tag: str | None) -> str:
    """What a tag is to the running text, as articles.rendering.plain_text has it; None is for words of our own."""
    if tag is None or tag in _WITHIN_LINES:
        return ""
    if tag in _PARTS:
        return PART_BREAK
    return " " if tag in _CELLS else "\n\n"


def _write(tags: Sequence[str], pieces: Sequence[_Piece], stretches: Sequence[Stretch]) -> str:
    written = []
    following = iter(stretches)
    current = next(following, None)
    for number, piece in enumerate(pieces):
        end = piece.start + len(piece.text)
        inside = []
        while current and current[0] < end:
            if current[1] > piece.start:
                inside.append((max(current[0] - piece.start, 0), min(current[1], end) - piece.start))
            if current[1] > end:
                break
            current = next(following, None)
        written.append(_with_marks(piece.text, inside) if inside else piece.html)
        written += tags[number : number + 1]
    return "".join(written)


def _with_marks(text: str, stretches: Sequence[Stretch]) -> str:
    place = 0
    html = []
    for start, end in stretches:
        html += [escape(text[place:start]), "<mark>", escape(text[start:end]), "</mark>"]
        place = end
    return "".join([*html, escape(text[place:])])
