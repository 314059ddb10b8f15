"""In which order matches are shown. Equals stand by newest date and then by id, so pages never overlap."""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from haystack.exceptions import SearchBackendError
from numpy.typing import NDArray

from search import budget, schema
from search.codec.columns import NO_DATE
from search.retrieval.matches import Documents, Matches
from search.retrieval.snapshot import Snapshot

Ranks = NDArray[np.int32]

_BY_SCORE: tuple[list[str], ...] = ([], ["score"], ["-score"])


def page(found: Matches, sort_by: Sequence[str], start: int, end: int | None, snapshot: Snapshot) -> NDArray[np.intp]:
    """Where in `found` the matches from number `start` up to but without `end` stand, in their order.

    Sorted by `sort_by` as Haystack writes it, else by score, the best first. What has no date comes last, whichever
    way it is sorted. Raises SearchBackendError for an order that there is not.
    """
    count = found.size
    end = count if end is None else min(end, count)
    if start >= end:
        return np.zeros(0, dtype=np.intp)
    if list(sort_by) in _BY_SCORE and found.scores is not None:
        scores = found.scores if list(sort_by) == ["score"] else -found.scores
        return _by_score(found.documents, scores, end, snapshot)[start:end]
    ranks = rank(() if list(sort_by) in _BY_SCORE else tuple(sort_by), snapshot)[found.documents]
    if end == count:
        return np.argsort(ranks)[start:end]
    first = np.flatnonzero(ranks <= np.partition(ranks, end - 1)[end - 1])  # each rank is there once
    return first[np.argsort(ranks[first])][start:end]


def _by_score(documents: Documents, scores: NDArray[np.float32], end: int, snapshot: Snapshot) -> NDArray[np.intp]:
    """The places of the `end` lowest scores, ordered."""
    chosen = np.arange(len(scores))
    if end < len(scores):
        chosen = np.flatnonzero(scores <= np.partition(scores, end - 1)[end - 1])
    return chosen[np.lexsort((rank((), snapshot)[documents[chosen]], scores[chosen]))]


def rank(sort_by: tuple[str, ...], snapshot: Snapshot) -> Ranks:
    """Each document's place in the order of all, by document number."""

    def make() -> tuple[Ranks]:
        keys: list[NDArray[np.integer]] = []
        for name in (*sort_by, "-date"):
            budget.check()
            keys += _keys(name, snapshot)
        ranks = np.empty(snapshot.size, dtype=np.int32)
        ranks[np.lexsort((snapshot.ids, *reversed(keys)))] = np.arange(snapshot.size, dtype=np.int32)
        return (ranks,)

    return snapshot.cache.get(("rank", sort_by), make)[0]


def _keys(name: str, snapshot: Snapshot) -> list[NDArray[np.integer]]:
    """What documents are ordered by, the most significant first."""
    sign = -1 if name.startswith("-") else 1
    match name.lstrip("-"):
        case schema.DATE:
            dates = snapshot.dates.astype(np.int64)
            return [(dates == NO_DATE).astype(np.int8), sign * dates]
        case schema.TITLE:
            order = sorted(range(snapshot.size), key=snapshot.titles.__getitem__)
            titles = [snapshot.titles[number] for number in order]
            places = np.cumsum([0, *(one != other for one, other in pairwise(titles))])
            keys = np.empty(snapshot.size, dtype=np.int64)
            keys[order] = places[: snapshot.size]
            return [sign * keys]
        case _:
            raise SearchBackendError(
                f"The archive's engine cannot sort by “{name}”, only by {schema.DATE} or {schema.TITLE}."
            )
