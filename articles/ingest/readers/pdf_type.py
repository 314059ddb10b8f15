"""Puts in its line what is set larger, higher or wider than that: initials over several lines, raised marks of notes.
Pure geometry."""

import re
from collections.abc import Iterable

from articles.ingest.readers.pdf_lines import Word

_INITIAL = 1.9
"""How many times as large as the text an initial is at least."""
_MOST_INITIALS = 40
_MOST_MARKS = 200
"""More small numbers than these are a table, a chart or a map."""
_NOTE_MARK = re.compile(r"\d{1,3}(?:,\d{1,3})*|[*†‡]{1,3}|\[\d{1,3}\]")
_RAISED_SIZE = 0.85
"""How much smaller than the text a raised mark is."""


def set_in_lines(words: Iterable[Word], size: float) -> list[Word]:
    """The words of a page, initials put before the words that they begin, marks of notes lowered to their lines and
    marked as such. `size` is that of the text, in points."""
    rest = list(words)
    for initial in [word for word in rest if _is_initial(word, size)][:_MOST_INITIALS]:
        rest = _with_initial(rest, initial, size)
    marks = [word for word in rest if word.size < _RAISED_SIZE * size and _NOTE_MARK.fullmatch(word.text)]
    if not 0 < len(marks) <= _MOST_MARKS:
        return rest
    lowered = {mark: _lowered(mark, rest) for mark in marks}
    return [lowered.get(word, word) for word in rest]


def _is_initial(word: Word, size: float) -> bool:
    letters = word.text.strip("\"'“”‘’「『《")
    return word.size >= _INITIAL * size and len(letters) == 1 and letters.isupper() and letters.isalpha()


def _with_initial(words: list[Word], initial: Word, size: float) -> list[Word]:
    """The words with an initial put before the first one to its right, and what stands beside it moved to its edge."""
    beside = [
        word
        for word in words
        if word is not initial
        and initial.x1 - 0.3 * size <= word.x0 <= initial.x1 + 1.2 * size
        and initial.base - initial.size < word.base <= initial.base + 0.8 * size
        and word.size < initial.size / 1.5
    ]
    if len({round(word.base) for word in beside}) < 2:
        return words
    first = min(beside, key=lambda word: word.base)
    moved = {word: word._replace(x0=initial.x0) for word in beside}
    moved[first] = moved[first]._replace(text=initial.text + first.text)
    return [moved.get(word, word) for word in words if word is not initial]


def _lowered(mark: Word, words: list[Word]) -> Word:
    """A mark on the baseline of the word that it stands at, if it is raised above that."""
    for word in words:
        gap = mark.x0 - word.x1 if word.x1 < mark.x1 else word.x0 - mark.x1
        is_higher = 0.15 * word.size < word.base - mark.base < 0.8 * word.size
        if word.size * _RAISED_SIZE > mark.size and is_higher and -1 < gap < 0.4 * word.size:
            return mark._replace(base=word.base, size=word.size, text=f"<sup>{mark.text}</sup>")
    return mark
