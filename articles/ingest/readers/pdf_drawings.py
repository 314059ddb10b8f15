"""What is drawn on a PDF page besides its text, as far as it tells how the page is read: rules, pictures, boxes."""

import ctypes
from collections.abc import Iterator
from typing import NamedTuple

import pypdfium2 as pdfium
from pypdfium2 import raw

_MOST_OBJECTS = 20_000
"""Objects of a page that are looked at; a page of charts has a tenth of it."""
_MOST_DRAWINGS = 400
"""Drawings that a page may have; with more of them it holds a map or a chart, and they tell nothing."""
_MOST_UPRIGHT = 40
"""Upright rules that may part the columns of a page."""
_THICKEST_RULE = 4.0
_SHORTEST_RULE = 24.0
_SMALLEST_PICTURE = 36.0
_LOWEST_BAR = 9.0
_SHORTEST_BAR = 5
"""How many times as wide as it is high a bar is at least."""
_LARGEST_PICTURE = 0.6
"""The share of the page that a picture may take; beyond, it is the page's background or a scan of it."""
_WHITE = 250
_GRID_RULES = 3
"""Level rules that an upright one meets where both are a table's grid."""
_MOST_CLIP_POINTS = 64
"""Points of an outline that are looked at; a frame has five."""


class Box(NamedTuple):
    """A rectangle, in points from the page's top left corner."""

    x0: float
    top: float
    x1: float
    bottom: float

    def holds(self, x: float, y: float) -> bool:
        return self.x0 <= x <= self.x1 and self.top <= y <= self.bottom


class Drawings(NamedTuple):
    """The level and upright rules of a page, the areas that pictures or tinted boxes take, and the tinted bars in which
    a line has room."""

    level: tuple[Box, ...] = ()
    upright: tuple[Box, ...] = ()
    areas: tuple[Box, ...] = ()
    bars: tuple[Box, ...] = ()


def read_drawings(page: pdfium.PdfPage, left: float, top: float) -> Drawings:
    """The drawings of a page whose top left corner has these coordinates."""
    width, height = page.get_size()
    level, upright, areas, bars = [], [], [], []
    for box in _boxes(page, left, top):
        wide, high = box.x1 - box.x0, box.bottom - box.top
        if high <= _THICKEST_RULE and wide >= _SHORTEST_RULE:
            level.append(box)
        elif wide <= _THICKEST_RULE and high >= _SHORTEST_RULE:
            upright.append(box)
        elif min(wide, high) >= _SMALLEST_PICTURE and wide * high <= _LARGEST_PICTURE * width * height:
            areas.append(box)
        elif _LOWEST_BAR <= high < _SMALLEST_PICTURE and wide >= _SHORTEST_BAR * high:
            bars.append(box)
        if len(level) + len(upright) + len(areas) + len(bars) > _MOST_DRAWINGS:
            return Drawings()
    outer = [box for box in areas if not any(box != other and _lies_in(box, other) for other in areas)]
    parting = [rule for rule in upright if sum(_touch(rule, other) for other in level) < _GRID_RULES]
    parting = parting if len(parting) <= _MOST_UPRIGHT else []
    return Drawings(tuple(level), tuple(parting), tuple(dict.fromkeys(outer)), tuple(bars))


def _touch(upright: Box, level: Box) -> bool:
    within = upright.top - 2 <= level.top <= upright.bottom + 2
    return within and level.x0 - 2 <= upright.x0 <= level.x1 + 2


def _lies_in(box: Box, other: Box) -> bool:
    return other.holds(box.x0, box.top) and other.holds(box.x1, box.bottom)


def _boxes(page: pdfium.PdfPage, left: float, top: float) -> Iterator[Box]:
    edges = [ctypes.c_float() for _ in range(4)]
    for number in range(min(raw.FPDFPage_CountObjects(page), _MOST_OBJECTS)):
        drawing = raw.FPDFPage_GetObject(page, number)
        kind = raw.FPDFPageObj_GetType(drawing)
        is_drawing = kind == raw.FPDF_PAGEOBJ_IMAGE or (kind == raw.FPDF_PAGEOBJ_PATH and _is_seen(drawing))
        if is_drawing and raw.FPDFPageObj_GetBounds(drawing, *edges):
            x0, lower, x1, upper = (edge.value for edge in edges)
            shown = _within_clip(drawing, Box(x0 - left, top - upper, x1 - left, top - lower), left, top)
            if shown.x0 < shown.x1 and shown.top < shown.bottom:
                yield shown


def _within_clip(drawing: raw.FPDF_PAGEOBJECT, box: Box, left: float, top: float) -> Box:
    """What of a drawing shows: pictures are cropped by an outline, beyond which text may stand."""
    clip = raw.FPDFPageObj_GetClipPath(drawing)
    x, y = ctypes.c_float(), ctypes.c_float()
    for number in range(max(raw.FPDFClipPath_CountPaths(clip), 0) if clip else 0):
        count = raw.FPDFClipPath_CountPathSegments(clip, number)
        points = []
        for place in range(count if count <= _MOST_CLIP_POINTS else 0):
            if raw.FPDFPathSegment_GetPoint(raw.FPDFClipPath_GetPathSegment(clip, number, place), x, y):
                points.append((x.value - left, top - y.value))
        if points:
            across, down = zip(*points, strict=True)
            box = Box(
                max(box.x0, min(across)), max(box.top, min(down)), min(box.x1, max(across)), min(box.bottom, max(down))
            )
    return box


def _is_seen(path: raw.FPDF_PAGEOBJECT) -> bool:
    """Whether a path is drawn, and not in white alone."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    if not raw.FPDFPath_GetDrawMode(path, fill, stroke):
        return False
    if stroke.value:
        return True
    tints = [ctypes.c_uint() for _ in range(4)]
    if not fill.value or not raw.FPDFPageObj_GetFillColor(path, *tints):
        return False
    red, green, blue, alpha = (tint.value for tint in tints)
    return alpha > 0 and min(red, green, blue) < _WHITE
