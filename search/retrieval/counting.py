"""How many of the matches have each value of a facet."""

from collections.abc import Iterator
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from search import budget
from search.codec.columns import Values
from search.codec.inversion import value_postings
from search.codec.packing import slices
from search.retrieval.matches import Documents
from search.retrieval.snapshot import Snapshot

Counts = list[tuple[str, int]]

_FEW = 32
"""Where fewer than one document in so many matches, each is asked for its values; else each value for its documents."""

_MOST_SETS = 256
"""Facets with no more values than this are counted by sets, which take a bit for each value and document."""


class Tally:
    """Counts the values of facets among `documents`."""

    def __init__(self, documents: Documents, snapshot: Snapshot) -> None:
        self._documents = documents
        self._snapshot = snapshot

    def counts(self, field: str) -> Counts:
        """The values of the facet `field` with how many documents have each, the most frequent first."""
        budget.check()
        facet = self._snapshot.values(field)
        if not facet.names:
            return []
        if len(self._documents) * _FEW <= self._snapshot.size:
            numbers = self._one_by_one(facet)
        elif len(facet.names) <= _MOST_SETS:
            numbers = np.add.reduce(np.bitwise_count(_sets(field, self._snapshot) & self._set), axis=1, dtype=np.intp)
        else:
            codes, starts, documents = _holders(field, self._snapshot)
            numbers = np.zeros(len(facet.names), dtype=np.intp)
            numbers[codes] = np.add.reduceat(self._present.view(np.uint8).take(documents), starts, dtype=np.int32)
        found = np.flatnonzero(numbers)
        ordered = found[np.argsort(-numbers[found], kind="stable")]  # equals stay in the order of their names
        names = map(facet.names.__getitem__, ordered.tolist())
        return list(zip(names, numbers[ordered].tolist(), strict=True))

    @cached_property
    def _set(self) -> NDArray[np.uint64]:
        return _as_set(self._present)

    @cached_property
    def _present(self) -> NDArray[np.bool_]:
        return _spread(self._documents, self._snapshot.size)

    def _one_by_one(self, facet: Values) -> NDArray[np.intp]:
        documents = self._documents
        ends = facet.ends[documents]
        starts = np.where(documents > 0, facet.ends[documents - 1], 0) if len(documents) else ends
        return np.bincount(facet.codes[slices(starts, ends - starts)], minlength=len(facet.names))


def _sets(field: str, snapshot: Snapshot) -> NDArray[np.uint64]:
    """For each value of a facet the set of the documents that have it, a bit for each document."""

    def rows() -> Iterator[NDArray[np.uint64]]:
        postings = value_postings(snapshot.values(field))
        for documents in np.split(postings.documents, np.cumsum(postings.counts)[:-1]):
            budget.check()
            yield _as_set(_spread(documents, snapshot.size))

    def make() -> tuple[NDArray[np.uint64]]:
        return (np.array([*rows()], dtype=np.uint64).reshape(len(snapshot.values(field).names), -1),)

    return snapshot.cache.get(("sets", field), make)[0]


def _holders(field: str, snapshot: Snapshot) -> tuple[NDArray[np.intp], NDArray[np.int64], Documents]:
    """The codes of a facet that any document has, where the documents of each begin, and those documents."""

    def make() -> tuple[NDArray[np.intp], NDArray[np.int64], Documents]:
        postings = value_postings(snapshot.values(field))
        codes = np.flatnonzero(postings.counts)
        return codes, (np.cumsum(postings.counts) - postings.counts)[codes], postings.documents

    return snapshot.cache.get(("holders", field), make)


def _spread(documents: Documents, size: int) -> NDArray[np.bool_]:
    present = np.zeros(-(-size // 64) * 64, dtype=bool)
    present[documents] = True
    return present


def _as_set(present: NDArray[np.bool_]) -> NDArray[np.uint64]:
    return np.packbits(present).view(np.uint64)
