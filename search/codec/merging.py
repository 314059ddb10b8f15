"""Several segments made into one, without their deleted documents."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from search.codec.columns import Columns, Values, write_columns
from search.codec.packing import Ints, slices
from search.codec.segment import OpenSegment
from search.codec.terms import FieldTerms, Postings, writing_terms

_MOST_AT_ONCE = 2_000_000
"""How many postings or positions are held in memory at once."""


Number = TypeVar("Number", bound=np.generic)


class Part(NamedTuple):
    """A segment to be merged: `places` has each document's number in the merged one, -1 for the deleted."""

    segment: OpenSegment
    places: NDArray[np.int32]


def merge(segments: Sequence[tuple[OpenSegment, frozenset[int]]], stem: str) -> int:
    """Writes one segment at `stem` with the documents of `segments` but for the deleted ones; returns their number."""
    parts, count = _parts(segments)
    with writing_terms(stem) as terms:
        for field in sorted({field for part in parts for field in part.segment.terms.fields}):
            for postings in _merged_field(field, parts):
                terms.add(field, postings)
    write_columns(stem, _merged_columns(parts))
    return count


def _parts(segments: Sequence[tuple[OpenSegment, frozenset[int]]]) -> tuple[list[Part], int]:
    parts = []
    count = 0
    for segment, deleted in segments:
        alive = np.ones(segment.columns.size, dtype=bool)
        alive[list(deleted)] = False
        places = np.where(alive, np.cumsum(alive) - 1 + count, -1).astype(np.int32)
        parts.append(Part(segment, places))
        count += int(alive.sum())
    return parts, count


def _merged_field(field: str, parts: Sequence[Part]) -> Iterator[Postings]:
    """The postings of a field, a bounded number of terms at a time: those with positions, then those without."""
    found = [(part, part.segment.terms.fields[field]) for part in parts if field in part.segment.terms.fields]
    lists = [terms.keys.all() for _, terms in found]
    keys = sorted(set().union(*lists))
    number_of = {key: number for number, key in enumerate(keys)}
    numbers = [np.fromiter(map(number_of.__getitem__, listed), np.int64, len(listed)) for listed in lists]
    for first, last in _portions([terms for _, terms in found], numbers, len(keys)):
        for with_positions in (True, False):
            pieces = []
            for (part, terms), numbered in zip(found, numbers, strict=True):
                rows = np.arange(*np.searchsorted(numbered, (first, last)))
                rows = rows[(terms.columns["positions"][rows] > 0) == with_positions]
                pieces.append(_read(part, terms, rows, numbered[rows] - first))
            yield _joined(pieces, keys[first:last])


def _portions(
    terms: Sequence[FieldTerms], numbers: Sequence[NDArray[np.int64]], count: int
) -> Iterator[tuple[int, int]]:
    """Spans of term numbers that fit into memory."""
    sizes = np.zeros(count, dtype=np.int64)
    for field, numbered in zip(terms, numbers, strict=True):
        sizes[numbered] += np.maximum(field.columns["documents"], field.columns["positions"])
    portion = np.cumsum(sizes) // _MOST_AT_ONCE
    borders = [0, *(np.flatnonzero(np.diff(portion)) + 1).tolist(), count]
    return pairwise(borders)


class _Piece(NamedTuple):
    """Postings of one segment: term numbers, places in the merged segment, frequencies, positions."""

    terms: Ints
    documents: Ints
    frequencies: Ints
    positions: Ints


def _read(part: Part, terms: FieldTerms, rows: NDArray[np.int64], numbers: NDArray[np.int64]) -> _Piece:
    """What a segment has of the terms in its `rows`, of living documents only."""
    postings = part.segment.terms.read(terms, rows, with_positions=True)
    _, counts, documents, frequencies, positions = postings
    places = part.places[documents]
    alive = places >= 0
    if len(positions):
        positions = positions[np.repeat(alive, frequencies)]
    return _Piece(np.repeat(numbers, counts)[alive], places[alive], frequencies[alive], positions)


def _joined(pieces: Sequence[_Piece], keys: Sequence[bytes]) -> Postings:
    """The postings of several segments by term; within a term they follow the order of the segments."""
    terms, documents, frequencies, positions = (np.concatenate(arrays) for arrays in zip(*pieces, strict=True))
    order = np.argsort(terms, kind="stable")
    if len(positions):
        wide = frequencies.astype(np.int64)
        positions = positions[slices((np.cumsum(wide) - wide)[order], wide[order])]
    counts = np.bincount(terms, minlength=len(keys))
    kept = np.flatnonzero(counts)
    return Postings([keys[n] for n in kept.tolist()], counts[kept], documents[order], frequencies[order], positions)


def _merged_columns(parts: Sequence[Part]) -> Columns:
    columns = [part.segment.columns for part in parts]
    alive = [part.places >= 0 for part in parts]

    def joined(arrays: Sequence[NDArray[Number]]) -> NDArray[Number]:
        return np.concatenate([array[kept] for array, kept in zip(arrays, alive, strict=True)])

    return Columns(
        ids=joined([column.ids for column in columns]),
        lengths={field: joined([column.lengths[field] for column in columns]) for field in columns[0].lengths},
        values={
            field: merged_values([column.values[field] for column in columns], alive) for field in columns[0].values
        },
        dates=joined([column.dates for column in columns]),
        titles=[
            title
            for column, kept in zip(columns, alive, strict=True)
            for title, keep in zip(column.titles, kept.tolist(), strict=True)
            if keep
        ],
        fingerprints=joined([column.fingerprints for column in columns]),
    )


def merged_values(facets: Sequence[Values], alive: Sequence[NDArray[np.bool_]]) -> Values:
    """One facet of the living documents of several segments."""
    names = sorted({name for facet in facets for name in facet.names})
    code_of = {name: code for code, name in enumerate(names)}
    codes, sizes = [], []
    for facet, kept in zip(facets, alive, strict=True):
        translated = np.array([code_of[name] for name in facet.names], dtype=np.int32)
        size = np.diff(facet.ends, prepend=0)
        codes.append(translated[facet.codes[np.repeat(kept, size)]])
        sizes.append(size[kept])
    ends = np.cumsum(np.concatenate([np.zeros(0, np.int64), *sizes]), dtype=np.int64)
    return Values(names, np.concatenate([np.zeros(0, np.int32), *codes]), ends)
