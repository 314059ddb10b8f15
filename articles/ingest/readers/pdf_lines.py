"""Words with boxes, and the lines that they stand in. All lengths are in points, measured from the page's top left
corner."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from math import inf
from statistics import median
from typing import NamedTuple

from articles.ingest.readers.pdf_drawings import Drawings
from articles.ingest.wording import HAN

_MARK = re.compile("[\u3001-\u3003\u3008-\u3011\uff01-\uff0f\uff1a-\uff1f]")
"""Chinese punctuation: as wide as a letter, its space within."""
_HAN_GAP = 0.45
"""The gap that is a space next to a Chinese character, in ems; letters and digits stand a little off those anyway."""
_SPACED_OUT = 3
_FAR = 4.0
"""The gap in a line that stands alone which parts it in two, in ems."""
HEADING_RATIO = 1.12
"""How much larger than the text a heading is set."""
SAME_SIZE = 0.08
"""How much the sizes of two lines that are set alike may differ, as a share."""
BULLET = re.compile(r"[•●○◦▪‣∙·\uf0b7–-]")
_CELL_GAP = 1.05
"""The gap between two words of one line that may part a table's cells, in ems."""
_LONE_GAP = 3.0
"""The gap that parts the cells of a line of two words, in ems: narrow justified columns have wide spaces too."""


_KICKER_ROOM = 3.2
"""How far below its kicker a headline stands at most, in ems of the text."""
_LARGE_ROOM = 1.5
"""The same in ems of a large headline itself."""


class Word(NamedTuple):
    """Letters without a space between them. `base` is the height of the baseline below the page's top."""

    text: str
    x0: float
    x1: float
    base: float
    size: float
    bold: bool = False
    italic: bool = False

    @property
    def middle(self) -> float:
        return self.base - 0.35 * self.size


class Page(NamedTuple):
    """One page: its size, its words, the text on it that stands upright or upside down, and what is drawn on it."""

    width: float
    height: float
    words: tuple[Word, ...]
    turned: str = ""
    drawings: Drawings = Drawings()


@dataclass(frozen=True)
class TextLine:
    """Words of one column on one baseline, from left to right, and how far to the right the column may reach."""

    words: tuple[Word, ...]
    limit: float = inf

    @cached_property
    def x0(self) -> float:
        return self.words[0].x0

    @cached_property
    def x1(self) -> float:
        return max(word.x1 for word in self.words)

    @cached_property
    def size(self) -> float:
        """The size that most of its letters have."""
        letters: dict[float, int] = {}
        for word in self.words:
            letters[word.size] = letters.get(word.size, 0) + len(word.text)
        return max(letters, key=lambda size: letters[size])

    @cached_property
    def base(self) -> float:
        return next(word.base for word in self.words if word.size == self.size)

    @cached_property
    def bold(self) -> bool:
        return _all_of(word.bold for word in self.words if any(map(str.isalnum, word.text)))

    @cached_property
    def italic(self) -> bool:
        return _all_of(word.italic for word in self.words if any(map(str.isalnum, word.text)))

    @cached_property
    def text(self) -> str:
        return join_words(self.words)

    @cached_property
    def cells(self) -> tuple[tuple[Word, ...], ...]:
        """Its words parted at the wide gaps; where all gaps are alike, the line was justified and is one cell."""
        cells = [[self.words[0]]]
        gaps = [other.x0 - one.x1 for one, other in pairwise(self.words)]
        if gaps and max(gaps) - min(gaps) < 0.07 * self.size and (len(gaps) > 1 or gaps[0] < _LONE_GAP * self.size):
            return (self.words,)
        for one, other in pairwise(self.words):
            if other.x0 - one.x1 > _CELL_GAP * self.size:
                cells.append([])
            cells[-1].append(other)
        return tuple(tuple(cell) for cell in cells)


def _all_of(marks: Iterable[bool]) -> bool:
    """Whether words that have letters are all set so; a line of signs alone is not set in any way."""
    known = list(marks)
    return bool(known) and all(known)


def kicker_room(headline: TextLine, size: float) -> float:
    """How far above a headline its kicker stands at most, in points. `size` is that of the text."""
    return max(_KICKER_ROOM * size, _LARGE_ROOM * headline.size)


def join_words(words: Iterable[Word]) -> str:
    """The words with spaces between them where there is a gap; Chinese has one only where it is wide, and in a line
    that is spaced out letter by letter, only the wider gaps are spaces."""
    words = list(words)
    text = ""
    if _is_spaced_out(words):
        usual = median(other.x0 - one.x1 for one, other in pairwise(words))
        for one, other in pairwise([words[0], *words]):
            text += (" " if other.x0 - one.x1 > 1.7 * usual and one is not other else "") + other.text
        return text
    last: Word | None = None
    for word in words:
        text += (" " if last and _is_spaced(last, word) else "") + word.text
        last = word
    return text


def _is_spaced_out(words: list[Word]) -> bool:
    """Whether a line is set with space between its letters: Chinese ones, or pieces of a letter or two."""
    if len(words) >= _SPACED_OUT and all(len(word.text) == 1 and HAN.match(word.text) for word in words):
        return True
    letters = sum(len(word.text) for word in words)
    is_latin = all(word.text.isalpha() or not word.text.isalnum() for word in words)
    return len(words) >= 2 * _SPACED_OUT - 1 and letters < 2 * len(words) and is_latin


def _is_spaced(one: Word, other: Word) -> bool:
    seam = f"{one.text[-1]}{other.text[0]}"
    if _MARK.search(seam):
        return False
    return other.x0 - one.x1 > (_HAN_GAP if HAN.search(seam) else 0.1) * other.size


def join_texts(text: str, following: str) -> str:
    """Two lines of one paragraph in one: with a space between them, but for Chinese."""
    seam = f"{text[-1]}{following[0]}"
    return text + ("" if _MARK.search(seam) or len(HAN.findall(seam)) == len(seam) else " ") + following


def rows_of(words: Iterable[Word]) -> list[list[Word]]:
    """Words at the same height all over the page, from left to right."""
    rows: list[list[Word]] = []
    head: Word | None = None
    for word in sorted(words, key=lambda word: word.middle):
        if head is None or word.middle - head.middle > 0.4 * min(head.size, word.size):
            rows.append([])
            head = word
        rows[-1].append(word)
    return [sorted(row, key=lambda word: word.x0) for row in rows]


def parted(line: TextLine) -> list[TextLine]:
    """A line that stands alone, parted where its ends stand far from each other, as those of a letterhead do."""
    parts = [[line.words[0]]]
    for one, other in pairwise(line.words):
        if other.x0 - one.x1 > _FAR * line.size:
            parts.append([])
        parts[-1].append(other)
    return [TextLine(tuple(part)) for part in parts]


def escape(text: str) -> str:
    """Text in which nothing is taken for Markdown; numbers of items are left as such."""
    text = re.sub(r"([\\`*_<])", r"\\\1", text)
    text = re.sub(r"\\<(sup>[\d,*†‡\[\]\\]+)\\<(/sup>)", r"<\1<\2", text)
    return re.sub(r"^([#>+=-])", r"\\\1", text)
