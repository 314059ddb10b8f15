"""From words with boxes to lines in reading order: builds lines that do not cross the strips between columns, and reads
column by column, above and below what spans the columns. Pure geometry, but for a look at how sentences go on where
a caption leaves two ways open."""

from collections.abc import Iterable
from itertools import pairwise
from statistics import median

from articles.ingest.readers.pdf_columns import Strip, find_strips
from articles.ingest.readers.pdf_lines import TextLine, Word, rows_of
from articles.ingest.wording import ends_sentence, is_everyday_word

_Band = tuple[list[TextLine], list[TextLine]]
"""Lines that span the columns, or else lines of the columns below them."""


def read_lines(words: Iterable[Word]) -> list[TextLine]:
    """The lines of one page in reading order."""
    rows = rows_of(words)
    if not rows:
        return []
    strips = find_strips(rows)
    lines = [line for row in rows for line in _split(row, strips)]
    return _in_order(lines, strips)


def _split(row: list[Word], strips: list[Strip]) -> list[TextLine]:
    """The lines of a row: its words parted where a strip runs between them."""
    lines = [[row[0]]]
    for one, other in pairwise(row):
        if any(one.x1 <= s.x0 + 1 and other.x0 >= s.x1 - 1 and s.holds(other.middle) for s in strips):
            lines.append([])
        lines[-1].append(other)
    return [TextLine(tuple(line)) for line in lines]


def _in_order(lines: list[TextLine], strips: list[Strip]) -> list[TextLine]:
    """The lines as a person reads them: parted at the strip that the fewest lines cross; what crosses it is read
    after all that stands above it and before all below."""
    usable = [strip for strip in strips if _has_sides(strip, lines)]
    if not usable:
        return sorted(lines, key=lambda line: (line.base, line.x0))
    strip = min(usable, key=lambda strip: (sum(map(strip.crossed_by, lines)), strip.x0))
    others = [other for other in strips if other != strip]
    crossing = sorted((line for line in lines if strip.crossed_by(line)), key=lambda line: line.base)
    if not crossing:
        left, right = _sides(lines, strip)
        return _in_order(left, others) + _in_order(right, others)
    beside = sorted((line for line in lines if not strip.crossed_by(line)), key=lambda line: line.base)
    bands: list[_Band] = [([], [])]
    waiting = list(beside)
    for line in crossing:
        above = [other for other in waiting if other.base < line.base - 0.3 * line.size]
        if above:
            bands.append(([], []))
            bands[-1][1].extend(above)
            waiting = waiting[len(above) :]
            bands.append(([], []))
        bands[-1][0].append(line)
    bands.append(([], waiting))
    return [line for band in _around_captions(bands, strip) for line in _order_band(band, strips, others)]


def _order_band(band: _Band, strips: list[Strip], others: list[Strip]) -> list[TextLine]:
    crossing, beside = band
    return _in_order(crossing, others) + (_in_order(beside, strips) if beside else [])


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
