"""Runs of whole numbers as bytes: each run in the fewest bytes a number, all runs packed at once."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.integer]

WIDTHS = np.array([0, 1, 2, 4], dtype=np.int64)
"""Bytes a number by code. Code 0 stands for a run that needs no bytes: it is empty, or of nothing but ones."""

_DTYPES = (None, np.dtype("u1"), np.dtype("<u2"), np.dtype("<u4"))


class Runs(NamedTuple):
    """Numbers below 2**32, run after run, and how many belong to each run.

    Where `ones_are_free`, a run of nothing but ones takes no bytes.
    """

    values: Ints
    counts: Ints
    ones_are_free: bool = False


def pack(parts: Sequence[Runs]) -> tuple[NDArray[np.uint8], NDArray[np.int64], list[NDArray[np.uint8]]]:
    """The bytes of all blocks, where each block starts (and the last ends), and each part's codes of WIDTHS by run.

    Block n holds run n of the first part, then run n of the second, and so on.
    """
    codes = [_width_codes(part) for part in parts]
    sizes = [part.counts * WIDTHS[code] for part, code in zip(parts, codes, strict=True)]
    starts = np.concatenate(([0], np.cumsum(sum(sizes)))).astype(np.int64)
    packed = np.zeros(int(starts[-1]), dtype=np.uint8)
    offset = starts[:-1]
    for part, code, size in zip(parts, codes, sizes, strict=True):
        _scatter(part, WIDTHS[code], offset, packed)
        offset = offset + size
    return packed, starts, codes


def unpack(data: bytes | memoryview, code: int, count: int, offset: int = 0) -> Ints:
    """The numbers of one run of `count`, packed with the width `code`, that begins at `offset` of `data`."""
    dtype = _DTYPES[code]
    if dtype is None:
        return np.ones(count, dtype=np.uint8)
    return np.frombuffer(data, dtype=dtype, count=count, offset=offset)


def run_indices(counts: Ints) -> NDArray[np.int64]:
    """For runs of these lengths, each element's place in its own run: [2, 3] gives 0 1 0 1 2."""
    return slices(np.zeros_like(counts), counts)


def slices(starts: Ints, counts: Ints) -> NDArray[np.int64]:
    """The indices of many slices, one after the other: of `counts[n]` elements from `starts[n]` on."""
    ends = np.cumsum(counts, dtype=np.int64)
    total = int(ends[-1]) if len(ends) else 0
    return np.arange(total, dtype=np.int64) + np.repeat(starts - (ends - counts), counts)


def _width_codes(part: Runs) -> NDArray[np.uint8]:
    codes = np.zeros(len(part.counts), dtype=np.uint8)
    filled = np.flatnonzero(part.counts)
    if len(filled):
        starts = (np.cumsum(part.counts, dtype=np.int64) - part.counts)[filled]
        largest = np.maximum.reduceat(part.values, starts)
        found = 1 + (largest >= 1 << 8).astype(np.uint8) + (largest >= 1 << 16)
        if part.ones_are_free:
            found[(largest == 1) & (np.minimum.reduceat(part.values, starts) == 1)] = 0
        codes[filled] = found
    return codes


def _places(widths: Ints, offsets: Ints, counts: Ints) -> tuple[Ints, Ints]:
    """How wide each number of some runs is, and where its first byte lies."""
    width = np.repeat(widths, counts)
    return width, np.repeat(offsets, counts) + run_indices(counts) * width


def _scatter(part: Runs, widths: Ints, offsets: Ints, packed: NDArray[np.uint8]) -> None:
    """Writes each number's bytes, the lowest first, to its place."""
    width, place = _places(widths, offsets, part.counts)
    for byte in range(4):
        wide = np.flatnonzero(width > byte)
        if len(wide):
            packed[place[wide] + byte] = (part.values[wide] >> (8 * byte)) & 0xFF


def unpack_all(packed: NDArray[np.uint8], offsets: Ints, counts: Ints, codes: Ints) -> NDArray[np.uint32]:
    """The numbers of many runs, one run after the other; run n has `counts[n]` numbers and lies at `offsets[n]`."""
    width, place = _places(WIDTHS[codes], offsets, counts)
    values = np.where(width == 0, 1, 0).astype(np.uint32)
    for byte in range(4):
        wide = np.flatnonzero(width > byte)
        if len(wide):
            values[wide] |= packed[place[wide] + byte].astype(np.uint32) << np.uint32(8 * byte)
    return values


def running_totals(values: Ints, counts: Ints) -> NDArray[np.int64]:
    """The sums so far within each run; no run may be empty."""
    totals = np.cumsum(values, dtype=np.int64)
    firsts = np.cumsum(counts, dtype=np.int64) - counts
    return totals - np.repeat(totals[firsts] - values[firsts], counts)
