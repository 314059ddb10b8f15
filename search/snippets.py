"""The sentence or two of an article that answer a query best, with the words marked."""

import re
from collections.abc import Iterator, Sequence
from html import escape

from search.analysis import PART_BREAK
from search.candidates import joined
from search.marking import Mark, Marker
from search.sentences import Sentence, end_after, next_sentence, sentence_at, sentence_before
from search.syntax import Node

LENGTH = 320
"""How long a snippet may be, in characters. Only a sentence that is longer by itself is cut, between words."""

_LEAD = 100  # characters kept before the first match of a sentence that is too long
_SPACE = re.compile(r"\s")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")

# How many characters of a text are looked at together, how many at most, and how many matches are enough.
_PIECE, _MOST, _ENOUGH = 20_000, 200_000, 100


def snippet(parts: Sequence[str], tree: Node | None) -> str:
    """The same as `excerpt`, for a single hit."""
    return excerpt(parts, Marker(tree))


def excerpt(parts: Sequence[str], marker: Marker) -> str:
    """Safe HTML from the running text in `parts`, the words that `marker` finds in <mark>.

    Where it finds none (the title or a tag matched, or nothing was asked), the text from its start. A text of more
    than 20,000 characters is looked at until a hundred matches are found, and no further than 200,000.
    """
    text = PART_BREAK.join(parts)[: _MOST + 2 * _PIECE]
    marks = _marks(text, marker)
    best = sentence_at(text, _best_place(text, marks)) if marks else next_sentence(text, 0)
    if best is None:
        return ""
    start, end = _window(text, best)
    if end - start > LENGTH:
        start, end = _cut(text, best, marks)
    before = "… " if start > best.start else ""
    after = " …" if end < best.end else ""
    return before + _render(text, start, end, marks) + after


def marked(text: str, tree: Node | None, field: str) -> str:
    """The same as `highlighted`, for a single hit: the words that `tree` wants in `field` or everywhere."""
    return highlighted(text, Marker(tree, field))


def highlighted(text: str, marker: Marker) -> str:
    """Safe HTML of a whole short text such as a headline, the words that `marker` finds in <mark>."""
    return _render(text, 0, len(text), marker.marks(text))


def _marks(text: str, marker: Marker) -> list[Mark]:
    if len(text) <= _PIECE:
        return marker.marks(text)
    found: list[Mark] = []
    for start, end in _pieces(text):
        found += (Mark(start + mark.start, start + mark.end, mark.leaf) for mark in marker.marks(text[start:end]))
        if len(found) >= _ENOUGH:
            break
    return found


def _pieces(text: str) -> Iterator[tuple[int, int]]:
    """The text in pieces that end between words."""
    start = 0
    while start < min(len(text), _MOST):
        space = _SPACE.search(text, start + _PIECE, start + 2 * _PIECE)
        end = space.start() if space else start + _PIECE
        yield start, end
        start = end


def _best_place(text: str, marks: list[Mark]) -> int:
    """The first match in the sentence with the most different words of the query, then with the most matches."""
    sentences: list[list[Mark]] = []
    end = 0
    for mark in marks:
        if mark.start >= end:
            end = end_after(text, mark.start)
            sentences.append([])
        sentences[-1].append(mark)
    return max(sentences, key=lambda found: (len({mark.leaf for mark in found}), len(found)))[0].start


def _window(text: str, best: Sentence) -> tuple[int, int]:
    """The best sentence with the next or, failing that, the one before, if both fit and are of one part."""
    start, end = best
    following = next_sentence(text, end)
    if following and _fits(text, start, following.end):
        return start, following.end
    preceding = sentence_before(text, start)
    if preceding and _fits(text, preceding.start, end):
        return preceding.start, end
    return start, end


def _fits(text: str, start: int, end: int) -> bool:
    return end - start <= LENGTH and PART_BREAK not in text[start:end]


def _cut(text: str, sentence: Sentence, marks: list[Mark]) -> tuple[int, int]:
    """The piece of a long sentence around its first match, or its beginning; words stay whole."""
    first = next((mark.start for mark in marks if sentence.start <= mark.start < sentence.end), sentence.start)
    start = max(sentence.start, first - _LEAD)
    if start > sentence.start and (space := _SPACE.search(text, start, first)):
        start = space.end()
    end = min(sentence.end, start + LENGTH)
    if end < sentence.end:
        while end > first + 1 and _LATIN.match(text[end]) and _LATIN.match(text[end - 1]):
            end -= 1
    return start, end


def _render(text: str, start: int, end: int, marks: list[Mark]) -> str:
    """The piece of text as HTML; overlapping marks become one."""
    html = []
    place = start
    inside = ((max(mark.start, start), min(mark.end, end)) for mark in marks if mark.end > start and mark.start < end)
    for opened, closed in joined(inside):
        html += [escape(text[place:opened]), "<mark>", escape(text[opened:closed]), "</mark>"]
        place = closed
    html.append(escape(text[place:end]))
    return " ".join("".join(html).split())
