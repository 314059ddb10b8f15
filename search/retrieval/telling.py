"""The telling words of an article, and what else has them: more like this."""

from collections import Counter
from math import log

from whoosh import query

from search import budget
from search.analysis import tokens
from search.retrieval.evaluation import evaluate
from search.retrieval.matches import Matches
from search.retrieval.snapshot import Snapshot

_MOST_CHARACTERS = 10_000
_MOST_CANDIDATES, _MOST_TERMS = 100, 20
_TITLE = 3  # a word of the title counts as often in the text

_COMMON = 0.2
"""A term in a larger part of all documents tells nothing."""


def alike(title: str, text: str, snapshot: Snapshot) -> Matches:
    """The documents that share the telling terms of one, itself among them if it is in the index."""
    return evaluate(query.Or([query.Term("text", term) for term in telling_terms(title, text, snapshot)]), snapshot)


def telling_terms(title: str, text: str, snapshot: Snapshot) -> list[str]:
    """The terms that are frequent in a document and rare elsewhere, the most telling first."""
    frequencies = Counter(token.term for token in tokens(text[:_MOST_CHARACTERS]) if len(token.term) > 1)
    for token in tokens(title):
        frequencies[token.term] += _TITLE
    weights = {}
    for term, frequency in frequencies.most_common(_MOST_CANDIDATES):
        budget.check()
        documents = snapshot.document_frequency("text", term.encode())
        if 1 < documents <= max(2, _COMMON * snapshot.size):
            weights[term] = frequency * log(snapshot.size / documents)
    return sorted(weights, key=lambda term: (-weights[term], term))[:_MOST_TERMS]
