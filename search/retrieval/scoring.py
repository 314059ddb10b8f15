"""BM25F over whole posting lists at once.

Stephen Robertson and Hugo Zaragoza, The Probabilistic Relevance Framework: BM25 and Beyond, 2009, section 3.6.1: a
word's weights in several fields are added up before they are measured against the length, so that a word that is
in the title and in the text counts more than once in the text but less than two words. Parameters and inverse
document frequency are those of Whoosh's scoring.BM25F, so that in a single field its searcher gives the same scores.
"""

from collections.abc import Sequence
from math import log

import numpy as np
from numpy.typing import NDArray

from search import budget
from search.retrieval.matches import NOTHING, Documents, Matches
from search.retrieval.snapshot import Snapshot

B, K1 = 0.75, 1.2

Weights = NDArray[np.float32]


def word_scores(snapshot: Snapshot, fields: Sequence[str], key: bytes) -> Matches:
    """The documents that have a term in any of these text fields, with its score in each. Kept in the cache."""

    def make() -> Matches:
        budget.check()
        documents, weights = _weights(snapshot, fields, key)
        if not len(documents):
            return NOTHING
        inverse_frequency = log(snapshot.size / (len(documents) + 1)) + 1
        gain = weights * np.float32(inverse_frequency * (K1 + 1))
        return Matches(documents, gain / (weights + _norms(snapshot, fields)[documents]))

    return snapshot.cache.get(("word", *fields, key), make)


def _weights(snapshot: Snapshot, fields: Sequence[str], key: bytes) -> tuple[Documents, Weights]:
    """The documents with the term, and how often each has it, an occurrence counting as much as its field does."""
    found = [
        (documents, frequencies.astype(np.float32) * np.float32(snapshot.schema[field].boost))
        for field in fields
        for documents, frequencies in [snapshot.postings(field, key)]
        if len(documents)
    ]
    if len(found) < 2:
        return found[0] if found else (NOTHING.documents, np.zeros(0, dtype=np.float32))
    totals = np.zeros(snapshot.size, dtype=np.float32)
    for documents, weights in found:
        totals[documents] += weights
    documents = np.flatnonzero(totals).astype(np.int32)
    return documents, totals[documents]


def _norms(snapshot: Snapshot, fields: Sequence[str]) -> Weights:
    """What a term's weight is measured against, by document: more for one that is longer than others."""

    def make() -> tuple[Weights]:
        lengths = np.zeros(snapshot.size, dtype=np.float64)
        for field in fields:
            lengths += snapshot.lengths(field)
        average = float(lengths.mean()) or 1
        return ((K1 * ((1 - B) + B * lengths / average)).astype(np.float32),)

    return snapshot.cache.get(("norms", *fields), make)[0]
