"""The sentence or two of an article that answer a query best, with the words marked."""

import re
from collections import defaultdict
from collections.abc import Sequence
from html import escape

from search.analysis import PART_BREAK
from search.marking import Mark, marks
from search.sentences import Sentence, sentences
from search.syntax import Node

LENGTH = 320
"""How long a snippet may be, in characters. Only a sentence that is longer by itself is cut, between words."""

_LEAD = 100  # characters kept before the first match of a sentence that is too long
_SPACE = re.compile(r"\s")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")


def snippet(parts: Sequence[str], tree: Node | None) -> str:
    """Safe HTML from the running text in `parts`, the words that `tree` wants in <mark>.

    Where none of them occurs (the title or a tag matched, or nothing was asked), the text from its start.
    """
    text = PART_BREAK.join(parts)
    found = sentences(text)
    if not found:
        return ""
    marked = marks(text, tree) if tree else []
    best = _best(found, marked)
    start, end = _window(text, found, best)
    if end - start > LENGTH:
        start, end = _cut(text, Sentence(start, end), marked)
    before = "… " if start > found[best].start else ""
    after = " …" if end < found[best].end else ""
    return before + _render(text, start, end, marked) + after


def _best(found: list[Sentence], marked: list[Mark]) -> int:
    """The number of the sentence with the most different words of the query, then with the most matches."""
    leaves: dict[int, list[int]] = defaultdict(list)
    number = 0
    for mark in marked:
        while number + 1 < len(found) and found[number + 1].start <= mark.start:
            number += 1
        leaves[number].append(mark.leaf)
    return max(leaves, key=lambda n: (len(set(leaves[n])), len(leaves[n]), -n), default=0)


def _window(text: str, found: list[Sentence], best: int) -> tuple[int, int]:
    """The best sentence with the next or, failing that, the one before, if both fit and are of one part."""
    start, end = found[best]
    if best + 1 < len(found) and _fits(text, start, found[best + 1].end):
        return start, found[best + 1].end
    if best > 0 and _fits(text, found[best - 1].start, end):
        return found[best - 1].start, end
    return start, end


def _fits(text: str, start: int, end: int) -> bool:
    return end - start <= LENGTH and PART_BREAK not in text[start:end]


def _cut(text: str, sentence: Sentence, marked: list[Mark]) -> tuple[int, int]:
    """The piece of a long sentence around its first match, or its beginning; words stay whole."""
    first = next((mark.start for mark in marked if sentence.start <= mark.start < sentence.end), sentence.start)
    start = max(sentence.start, first - _LEAD)
    if start > sentence.start and (space := _SPACE.search(text, start, first)):
        start = space.end()
    end = min(sentence.end, start + LENGTH)
    if end < sentence.end:
        while end > first + 1 and _LATIN.match(text[end]) and _LATIN.match(text[end - 1]):
            end -= 1
    return start, end


def _render(text: str, start: int, end: int, marked: list[Mark]) -> str:
    """The piece of text as HTML; overlapping marks become one."""
    html = []
    place = start
    for mark in marked:
        if mark.end <= place or mark.start >= end:
            continue
        opened = max(mark.start, place)
        closed = max((m.end for m in marked if m.start < mark.end and m.end > mark.start), default=mark.end)
        html += [_plain(text[place:opened]), "<mark>", _plain(text[opened : min(closed, end)]), "</mark>"]
        place = min(closed, end)
    html.append(_plain(text[place:end]))
    return "".join(html).strip()


def _plain(text: str) -> str:
    return escape(re.sub(r"\s+", " ", text))
