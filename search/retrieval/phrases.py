"""Where the words of a phrase stand together, over all documents at once.

Each occurrence is one number that orders by document and position, so that neighbours differ by one.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from search import budget
from search.retrieval.matches import Documents
from search.retrieval.snapshot import Snapshot

Places = NDArray[np.int64]

_SPARSE = 16  # so many times fewer numbers are looked up one by one
_SPACE = 24  # bits: positions have 23, so no stretch of words reaches from one document into the next


def together(snapshot: Snapshot, field: str, terms: Sequence[bytes], slop: int) -> Documents:
    """The documents where the terms stand together.

    With a slop of 1 they follow each other directly; above that, in any order, the last at most `slop` words
    after the first, each term as often as it is given.
    """
    if not all(len(_places(snapshot, field, term)) for term in set(terms)):
        return np.zeros(0, dtype=np.int32)
    places = [_places(snapshot, field, term) for term in terms]
    starts = _in_order(places) if slop <= 1 else _near(places, max(slop, len(terms) - 1))
    documents = starts >> _SPACE
    return documents[np.flatnonzero(np.diff(documents, prepend=-1))].astype(np.int32)


def _places(snapshot: Snapshot, field: str, term: bytes) -> Places:
    def make() -> tuple[Places]:
        found = []
        for reader, base in snapshot.readers:
            budget.check()
            if row := reader.find(field, term):
                documents, frequencies = reader.documents(row)
                numbers = np.repeat(documents.astype(np.int64) + base, frequencies)
                found.append((numbers << _SPACE) + reader.positions(row, frequencies))
        return (np.concatenate(found) if found else np.zeros(0, dtype=np.int64),)

    return snapshot.cache.get(("places", field, term), make)[0]


def _in_order(places: Sequence[Places]) -> Places:
    """Where the first word stands, with the others right after it: the rarest word is followed up."""
    order = sorted(range(len(places)), key=lambda number: len(places[number]))
    starts = places[order[0]] - order[0]
    for number in order[1:]:
        budget.check()
        starts = _in_both(starts + number, places[number]) - number
    return starts


def _in_both(few: Places, many: Places) -> Places:
    """The numbers that are in both of two ascending arrays without repetitions."""
    if len(few) * _SPARSE < len(many):
        found = np.minimum(np.searchsorted(many, few), len(many) - 1)
        return few[many[found] == few]
    merged = np.concatenate((few, many))
    merged.sort(kind="stable")  # which merges what is in order already
    return merged[1:][merged[1:] == merged[:-1]]


def _near(places: Sequence[Places], width: int) -> Places:
    """Where a stretch of words begins that holds them all; each stretch begins with one of them."""
    unique = {id(array): array for array in places}
    needed = {key: sum(array is unique[key] for array in places) for key in unique}
    starts = np.sort(np.concatenate(list(unique.values())))
    for key, array in unique.items():
        budget.check()
        last = np.searchsorted(array, starts) + needed[key] - 1
        held = last < len(array)
        starts = starts[held][array[last[held]] <= starts[held] + width]
    return starts
