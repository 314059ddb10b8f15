"""Sets of documents with their scores, as arrays, and what can be done with them."""

from collections.abc import Sequence
from operator import attrgetter
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from search import budget

Documents = NDArray[np.integer]
Scores = NDArray[np.float32]

_SPARSE = 16  # a set so many times smaller than another is looked up in it, rather than both being spread out


class Matches(NamedTuple):
    """Document numbers, ascending, and a score for each, zero or more; no scores at all means that all are zero."""

    documents: Documents
    scores: Scores | None = None

    @property
    def size(self) -> int:
        """How many documents there are."""
        return len(self.documents)


_SIZE = attrgetter("size")

NOTHING = Matches(np.zeros(0, dtype=np.int32))


def intersection(first: Matches, second: Matches, size: int) -> Matches:
    """What is in both, with the scores added up. `size` is above every document number."""
    few, many = sorted((first, second), key=_SIZE)
    if many.scores is None:
        return _restricted(few, _present(few.documents, many.documents, size))
    others = _scores_among(many, few.documents, size)
    found = others >= 0
    scores = others[found] if few.scores is None else others[found] + few.scores[found]
    return Matches(few.documents[found], scores)


def difference(first: Matches, second: Matches, size: int) -> Matches:
    """What is in the first and not in the second, with the first one's scores."""
    return _restricted(first, ~_present(first.documents, second.documents, size))


def union(sets: Sequence[Matches], size: int) -> Matches:
    """What is in any of them, with the scores added up."""
    filled = [matches for matches in sets if matches.size]
    if len(filled) < 2:
        return filled[0] if filled else NOTHING
    if sum(map(_SIZE, filled)) * _SPARSE < size:
        return _small_union(filled)
    present = np.zeros(size, dtype=bool)
    totals = np.zeros(size, dtype=np.float32)
    for documents, scores in filled:
        budget.check()
        present[documents] = True
        if scores is not None:
            totals[documents] += scores
    documents = np.flatnonzero(present).astype(np.int32)
    return Matches(documents, totals[documents] if _scored(filled) else None)


def restricted(matches: Matches, mask: NDArray[np.bool_]) -> Matches:
    """Those for which `mask` holds; it has an entry for every document number."""
    return _restricted(matches, mask[matches.documents])


def _restricted(matches: Matches, kept: NDArray[np.bool_]) -> Matches:
    return Matches(matches.documents[kept], None if matches.scores is None else matches.scores[kept])


def scores_at(documents: Documents, matches: Matches) -> Scores:
    """The scores that `documents`, all of which are among `matches`, have there."""
    if matches.scores is None:
        return np.zeros(len(documents), dtype=np.float32)
    return matches.scores[np.searchsorted(matches.documents, documents)]


def _small_union(sets: Sequence[Matches]) -> Matches:
    documents, places = np.unique(np.concatenate([matches.documents for matches in sets]), return_inverse=True)
    if not _scored(sets):
        return Matches(documents)
    scores = [np.zeros(m.size, np.float32) if m.scores is None else m.scores for m in sets]
    totals = np.bincount(places, weights=np.concatenate(scores), minlength=len(documents))
    return Matches(documents, totals.astype(np.float32))


def _scored(sets: Sequence[Matches]) -> bool:
    return any(matches.scores is not None for matches in sets)


def _scores_among(matches: Matches, documents: Documents, size: int) -> Scores:
    """The score of each of the documents; below zero for those that are not among the matches."""
    if not matches.size or matches.scores is None:
        return np.full(len(documents), -1, dtype=np.float32)
    if len(documents) * _SPARSE < matches.size:
        places = np.minimum(np.searchsorted(matches.documents, documents), matches.size - 1)
        return np.where(matches.documents[places] == documents, matches.scores[places], np.float32(-1))
    spread = np.full(size, -1, dtype=np.float32)
    spread[matches.documents] = matches.scores
    return spread[documents]


def _present(of: Documents, among: Documents, size: int) -> NDArray[np.bool_]:
    if not len(among):
        return np.zeros(len(of), dtype=bool)
    if len(of) * _SPARSE < len(among):
        return among[np.minimum(np.searchsorted(among, of), len(among) - 1)] == of
    table = np.zeros(size, dtype=bool)
    table[among] = True
    return table[of]
