"""The indexed word that a misspelt one most likely stands for."""

from collections import Counter

from whoosh.searching import Searcher

from search.analysis import plain_word
from search.schema import WORD_MARK

_FIELDS = ("text", "title", "author", "topic", "region", "institution")
_SHORTEST, _LONG = 4, 7


def nearest_word(typed: str, searcher: Searcher) -> str | None:
    """The most frequent of the indexed words that are the fewest letters away from `typed`.

    One letter in a word of four to six, up to two in a longer one. None if `typed` is no single word in
    letters, is indexed itself, or no word is near.
    """
    word = plain_word(typed)
    reader = searcher.reader()
    if len(word) < _SHORTEST or any((field, (WORD_MARK + word).encode()) in reader for field in _FIELDS):
        return None
    for distance in range(1, 3 if len(word) >= _LONG else 2):
        near: Counter[str] = Counter()
        for field in _FIELDS:
            for term in list(reader.terms_within(field, WORD_MARK + word, distance, prefix=1)):
                near[term.removeprefix(WORD_MARK)] += reader.doc_frequency(field, term)
        if near:
            return min(near, key=lambda candidate: (-near[candidate], candidate))
    return None
