"""From words with boxes to lines in reading order: parts a page where an article begins over its whole width, then
where a white strip or a rule runs from its head to its foot, and so on within each part."""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from math import inf
from statistics import median
from typing import NamedTuple

from articles.ingest.readers.pdf_columns import Strip, find_strips
from articles.ingest.readers.pdf_drawings import Drawings
from articles.ingest.readers.pdf_floats import Float, box_kind, take_floats
from articles.ingest.readers.pdf_lines import TextLine, Word, rows_of
from articles.ingest.readers.pdf_seams import MARGIN, Frame, find_headline, overlaps, parted_by_seams, top_of
from articles.ingest.readers.pdf_type import set_in_lines
from articles.ingest.wording import ends_sentence, is_everyday_word

_Band = tuple[list[TextLine], list[TextLine]]
"""Lines that span the columns, or else lines of the columns below them."""


class Aside(NamedTuple):
    """Lines that interrupt the text: after how many of its lines they stand, and whether they are a caption, a
    box, or a box of furniture."""

    after: int
    kind: str
    lines: tuple[TextLine, ...]


def read_lines(
    words: Iterable[Word], drawings: Drawings, height: float, size: float
) -> tuple[list[TextLine], list[Aside]]:
    """The lines of a page in reading order, and what they run around. `height` is the page's and `size` that of the
    file's text, in points."""
    found = take_floats(set_in_lines(words, size), drawings.areas, size)
    boxes = tuple(each.box for each in found.floats if each.kind == "box")
    frame = Frame(drawings, (*found.pictures, *boxes), size, height)
    lines, strips = _lines_of(found.words, frame)
    ordered = _in_order(lines, strips, frame)
    asides = []
    for each in found.floats:
        own = [TextLine(row) for row in each.rows]
        if each.kind == "box":
            own = _in_order(*_lines_of([word for row in each.rows for word in row], frame), frame)
        kind = "furniture" if each.kind == "box" and box_kind(own) else each.kind
        asides.append(Aside(_place(each, ordered, frame), kind, tuple(own)))
    return ordered, sorted(asides, key=lambda aside: aside.after)


def _place(each: Float, ordered: list[TextLine], frame: Frame) -> int:
    """After how many lines something stands that floats: the last one above it; or, where there is none, a picture
    below the headline that it illustrates, and a box above what is first below it."""
    column = [(number, line) for number, line in enumerate(ordered, 1) if overlaps(line, each.x0, each.x1)]
    above = [number for number, line in column if line.base < each.top and line.base > MARGIN * frame.height]
    if above:
        return max(above)
    if each.kind == "box":
        return min((number - 1 for number, _ in column), default=0)
    below = [number for number, line in column if line.base > each.top and frame.is_display(line)]
    return min(below, default=0)


def _lines_of(words: Sequence[Word], frame: Frame) -> tuple[list[TextLine], list[Strip]]:
    """Words in lines that do not cross the strips between columns, and the strips."""
    rows = rows_of(words)
    if not rows:
        return [], []
    strips = find_strips(rows)
    strips += [Strip(rule.x0 - 1, rule.x1 + 1, rule.top, rule.bottom) for rule in frame.drawings.upright]
    return [line for row in rows for line in _split(row, strips)], strips


def _split(row: list[Word], strips: list[Strip]) -> list[TextLine]:
    """The lines of a row: its words parted where a strip runs between them."""
    lines = [[row[0]]]
    for one, other in pairwise(row):
        if any(one.x1 <= s.x0 + 1 and other.x0 >= s.x1 - 1 and s.holds(other.middle) for s in strips):
            lines.append([])
        lines[-1].append(other)
    return [TextLine(tuple(line), _limit(line, strips)) for line in lines]


def _limit(line: list[Word], strips: list[Strip]) -> float:
    """Where the column of a line ends at most: at the next strip to its right."""
    end, middle = line[-1].x1, line[-1].middle
    return min((strip.x0 for strip in strips if strip.x0 >= end - 1 and strip.holds(middle)), default=inf)


def _in_order(lines: list[TextLine], strips: list[Strip], frame: Frame) -> list[TextLine]:
    """The lines as a person reads them."""
    usable = [strip for strip in strips if _has_sides(strip, lines)]
    if not usable:
        return sorted(lines, key=lambda line: (line.base, line.x0))
    parts = parted_by_seams(lines, frame)
    if len(parts) > 1:
        return [line for part in parts for line in _in_order(part, strips, frame)]
    strip = min(usable, key=lambda strip: (sum(map(strip.crossed_by, lines)), strip.x0))
    if not any(map(strip.crossed_by, lines)):
        return _side_by_side(*_sides(lines, strip), strips, frame)
    return _around_crossing(lines, strip, strips, frame)


def _side_by_side(left: list[TextLine], right: list[TextLine], strips: list[Strip], frame: Frame) -> list[TextLine]:
    """Two parts beside each other: the right one after the left one, but for what goes on with an article that began
    higher up in the left one."""
    first, *lower = [_in_order(part, strips, frame) for part in parted_by_seams(left, frame)]
    beside, *others = [_in_order(part, strips, frame) for part in parted_by_seams(right, frame)]
    parts = [first, *lower, beside, *others]
    opens = beside[0].bold or find_headline(beside[0], sorted(right, key=top_of), frame)
    if lower and not opens and not frame.is_display(lower[-1][-1]):
        begins_higher = top_of(beside[0]) < min(map(top_of, lower[0]))
        ways = [_continues(end[-1].text, beside[0].text) for end in (first, lower[-1])]
        if begins_higher and ways[0] > ways[1]:
            parts = [first, beside, *lower, *others]
    return [line for part in parts for line in part]


def _around_crossing(lines: list[TextLine], strip: Strip, strips: list[Strip], frame: Frame) -> list[TextLine]:
    """What crosses the strip is read after all that stands above it and before all below."""
    crossing = sorted((line for line in lines if strip.crossed_by(line)), key=lambda line: line.base)
    waiting = sorted((line for line in lines if not strip.crossed_by(line)), key=lambda line: line.base)
    bands: list[_Band] = [([], [])]
    for line in crossing:
        above = [other for other in waiting if other.base < line.base - 0.3 * line.size]
        if above:
            bands.append(([], above))
            waiting = waiting[len(above) :]
            bands.append(([], []))
        bands[-1][0].append(line)
    bands.append(([], waiting))
    others = [other for other in strips if other != strip]
    ordered = []
    for across, beside in _around_captions(bands, strip):
        ordered += _in_order(across, others, frame) + _in_order(beside, strips, frame)
    return ordered


def _has_sides(strip: Strip, lines: list[TextLine]) -> bool:
    left = any(line.x1 <= strip.x1 and strip.holds(line.base) for line in lines)
    return left and any(line.x0 >= strip.x0 and strip.holds(line.base) for line in lines)


def _around_captions(bands: list[_Band], strip: Strip) -> list[_Band]:
    """The bands, those above and below a caption as one where the columns run on around it."""
    merged: list[_Band] = []
    full = [band for band in bands if band[0] or band[1]]
    for number, band in enumerate(full):
        above = merged[-1] if merged else None
        below = full[number + 1][1] if number + 1 < len(full) and not full[number + 1][0] else []
        if above and above[1] and band[0] and below and _flows_around(above[1], band[0], below, strip):
            merged[-1] = (above[0], above[1] + below)
            merged.append((band[0], []))
            full[number + 1] = ([], [])
        elif band[0] or band[1]:
            merged.append(band)
    return merged


def _flows_around(above: list[TextLine], between: list[TextLine], below: list[TextLine], strip: Strip) -> bool:
    """Whether the left column goes on below what spans the columns: that is set as a caption is, smaller than the
    text or in italics, and the columns read no worse that way."""
    size = median(line.size for line in above)
    if not all(line.size < 0.97 * size or (line.italic and line.size <= size) for line in between):
        return False
    runs = [part for lines in (above, below) for part in _sides(lines, strip)]
    if not all(runs):
        return False
    upper_left, upper_right, lower_left, lower_right = runs
    around = (upper_left, lower_left, upper_right, lower_right)
    across = (upper_left, upper_right, lower_left, lower_right)
    return _flow(around) >= _flow(across)


def _sides(lines: list[TextLine], strip: Strip) -> tuple[list[TextLine], list[TextLine]]:
    """What stands to the left and to the right of a strip."""
    return [line for line in lines if line.x1 <= strip.x1], [line for line in lines if line.x1 > strip.x1]


def _flow(runs: tuple[list[TextLine], ...]) -> int:
    """How well some runs of lines read one after the other."""
    return sum(_continues(one[-1].text, other[0].text) for one, other in pairwise(runs))


def _continues(text: str, following: str) -> int:
    """How well a line goes on with another one; below zero, it hardly does."""
    if text.endswith("-"):
        word = text.rsplit(maxsplit=1)[-1].rstrip("-") + following.split(maxsplit=1)[0].rstrip(".,;:")
        return 2 if is_everyday_word(word) else -1
    if ends_sentence(text) == following[:1].islower():
        return -1
    return 1 if following[:1].islower() else 0
