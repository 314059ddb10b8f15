"""The indexed word that a misspelt one most likely stands for."""

from collections import Counter

from search import budget
from search.analysis import plain_word
from search.retrieval.expansion import near_words
from search.retrieval.snapshot import Snapshot
from search.schema import WORD_MARK

_FIELDS = ("text", "title", "author", "topic", "region", "institution")
_SHORTEST, _LONG = 4, 7


def nearest_word(typed: str, snapshot: Snapshot) -> str | None:
    """The most frequent of the indexed words that are the fewest letters away from `typed`.

    One letter in a word of four to six, up to two in a longer one; the first letter must be right. None if `typed`
    is no single word in letters, is indexed itself, or no word is near.
    """
    word = plain_word(typed)
    key = (WORD_MARK + word).encode()
    if len(word) < _SHORTEST or any(snapshot.document_frequency(field, key) for field in _FIELDS):
        return None
    for distance in range(1, 3 if len(word) >= _LONG else 2):
        near = _near(word, distance, snapshot)
        if near:
            return min(near, key=lambda candidate: (-near[candidate], candidate))
    return None


def _near(word: str, distance: int, snapshot: Snapshot) -> Counter[str]:
    """The words within a distance that begin alike, and in how many documents each is."""
    near: Counter[str] = Counter()
    for reader, _ in snapshot.readers:
        for field in _FIELDS:
            terms = reader.fields.get(field)
            if terms is None:
                continue
            for number in near_words(terms, word, distance):
                budget.check()
                near[terms.keys[number].decode().removeprefix(WORD_MARK)] += terms.row(number).documents
    return near
