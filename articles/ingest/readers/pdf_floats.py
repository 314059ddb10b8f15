"""Takes out of a page's words what the text runs around: captions by their pictures, and tinted boxes."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from articles.ingest.bylines import read_byline
from articles.ingest.readers.pdf_drawings import Box
from articles.ingest.readers.pdf_lines import TextLine, Word, parted, rows_of
from articles.ingest.wording import FURNITURE_HEADINGS

_BELOW = 2.4
"""How far below its picture a caption may begin, in ems of the text."""
_BESIDE = 1.5
"""How far from its picture's side, or above it, a caption may stand, in ems."""
_MOST_CAPTION_LINES = 8
_SMALLER = 0.97
"""How much smaller than the text the type of a caption is."""
_FEWEST_BOXED = 3
"""Lines that a box holds at least; a tinted line alone is a label."""
_MOST_BOXED = 0.5
"""The share of a page's letters that a box may hold; beyond, it is the page's ground."""
_MOST_BOXES = 8
"""With more boxes than these, they are the cells of tables."""


_BOXED_FURNITURE = ("contents", "contact", "imprint", "navigation")


class Float(NamedTuple):
    """Lines that stand by themselves. `kind` is caption or box."""

    kind: str
    rows: tuple[tuple[Word, ...], ...]

    @property
    def box(self) -> Box:
        return Box(self.x0, self.top - self.rows[0][0].size, self.x1, self.rows[-1][0].base)

    @property
    def top(self) -> float:
        return self.rows[0][0].base

    @property
    def x0(self) -> float:
        return min(row[0].x0 for row in self.rows)

    @property
    def x1(self) -> float:
        return max(row[-1].x1 for row in self.rows)


class Floats(NamedTuple):
    """What floats on a page, the words of its columns, and the areas of its pictures."""

    floats: tuple[Float, ...]
    words: list[Word]
    pictures: tuple[Box, ...]


def take_floats(words: Iterable[Word], areas: Sequence[Box], size: float) -> Floats:
    """Parts the words of a page into those of its columns and those that float. `size` is that of the text."""
    rest = list(words)
    floats: list[Float] = []
    pictures: list[Box] = []
    boxed = [(area, [word for word in rest if area.holds(word.x0, word.middle)]) for area in areas]
    letters = sum(len(word.text) for word in rest)
    full = [(area, inside) for area, inside in boxed if _is_box(inside, letters)]
    for area, inside in boxed:
        if (area, inside) not in full:
            pictures += [area] if len(inside) < _FEWEST_BOXED else []
        elif len(full) <= _MOST_BOXES:
            floats.append(Float("box", _rows(inside)))
            taken = set(inside)
            rest = [word for word in rest if word not in taken]
    for picture in pictures:
        caption = _caption(rest, picture, size)
        if caption:
            floats.append(Float("caption", caption))
            taken = {word for row in caption for word in row}
            rest = [word for word in rest if word not in taken]
    return Floats(tuple(floats), rest, tuple(pictures))


def box_kind(lines: Sequence[TextLine]) -> str | None:
    """The kind of furniture that a box holds by what its heading says, or the small print at an advertisement's edge;
    None for a text that the reader should have."""
    label = FURNITURE_HEADINGS["advertisement"]
    if any(label.match(part.text) for line in lines for part in parted(line)):
        return "advertisement"
    return next((kind for kind in _BOXED_FURNITURE if FURNITURE_HEADINGS[kind].match(lines[0].text)), None)


def text_size(words: Iterable[Word]) -> float:
    """The size, in points, that most letters have."""
    letters: Counter[float] = Counter()
    for word in words:
        letters[round(word.size * 2) / 2] += len(word.text)
    return letters.most_common(1)[0][0] if letters else 1.0


def _rows(words: Iterable[Word]) -> tuple[tuple[Word, ...], ...]:
    return tuple(map(tuple, rows_of(words)))


def _is_box(inside: list[Word], letters: int) -> bool:
    if sum(len(word.text) for word in inside) > _MOST_BOXED * letters:
        return False
    return len(rows_of(inside)) >= _FEWEST_BOXED


def _caption(words: list[Word], picture: Box, size: float) -> tuple[tuple[Word, ...], ...]:
    """The rows of the caption that stands below a picture, or beside or above it; none if nothing looks like one."""
    below = [
        word
        for word in words
        if picture.x0 - size <= word.x0 and word.x1 <= picture.x1 + size and word.middle > picture.bottom
    ]
    near = _run(_rows(word for word in below if word.base < picture.bottom + 20 * size), picture.bottom, size)
    if near:
        return near
    beside = [
        word
        for word in words
        if picture.top - size <= word.middle <= picture.bottom + size
        and (-0.3 * size <= word.x0 - picture.x1 <= 12 * size or -0.3 * size <= picture.x0 - word.x1 <= 12 * size)
        and word.size < 0.92 * size
    ]
    rows = _rows(beside)
    if rows and any(_goes_on_below(word, rows, picture, size) for word in words):
        return ()  # a column of small type, which only begins beside the picture
    stands_close = any(min(abs(row[0].x0 - picture.x1), abs(picture.x0 - row[-1].x1)) < _BESIDE * size for row in rows)
    return rows if stands_close and len(rows) <= 2 * _MOST_CAPTION_LINES else ()


def _goes_on_below(word: Word, rows: tuple[tuple[Word, ...], ...], picture: Box, size: float) -> bool:
    """Whether a word stands right below some rows beside a picture, set as they are."""
    left, right = min(row[0].x0 for row in rows), max(row[-1].x1 for row in rows)
    within = word.x0 >= left - size and word.x1 <= right + size and abs(word.size - rows[-1][0].size) < 0.5
    return within and picture.bottom + size < word.middle < picture.bottom + 3 * size


def _run(rows: Sequence[tuple[Word, ...]], edge: float, size: float) -> tuple[tuple[Word, ...], ...]:
    """The rows below an edge that are set alike, close together, and unlike the text."""
    found: list[tuple[Word, ...]] = []
    for row in rows[:_MOST_CAPTION_LINES]:
        line = TextLine(row)
        first = TextLine(found[0]) if found else line
        last = found[-1][0].base if found else edge + line.size * 0.4
        if line.base - last > (1.6 * line.size if found else _BELOW * size):
            break
        if not _is_set_apart(line, size) or abs(line.size - first.size) > 0.08 * size:
            break
        found.append(row)
    return tuple(found)


def _is_set_apart(line: TextLine, size: float) -> bool:
    """Whether a line is set as captions are: smaller than the text, or in italics, and not as a byline."""
    if read_byline(line.text):
        return False
    return line.size < _SMALLER * size or (line.italic and line.size <= 1.02 * size)
