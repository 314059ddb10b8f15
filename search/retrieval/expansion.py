"""The indexed terms that a prefix, a slip of one letter or a range stands for, and the documents that have them."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator

import numpy as np
from rapidfuzz.distance import Levenshtein
from rapidfuzz.process import extract
from whoosh import query

from search import budget
from search.codec.terms import FieldTerms
from search.retrieval.matches import Documents
from search.retrieval.snapshot import Snapshot
from search.schema import WORD_MARK


def expanded(asked: query.Query, snapshot: Snapshot) -> Documents:
    """The documents with one of the terms that `asked` stands for, ascending."""
    present = np.zeros(snapshot.size, dtype=bool)
    for reader, base in snapshot.readers:
        budget.check()
        terms = reader.fields.get(asked.fieldname)
        if terms and len(numbers := _numbers(asked, terms)):
            present[reader.read(terms, numbers, with_positions=False).documents + base] = True
    return np.flatnonzero(present).astype(np.int32)


def _numbers(asked: query.Query, terms: FieldTerms) -> "np.ndarray[tuple[int], np.dtype[np.intp]]":
    if isinstance(asked, query.Prefix):
        return np.array(terms.beginning_with(asked.text.encode()), dtype=np.intp)
    if isinstance(asked, query.FuzzyTerm):
        return np.array(_slips(terms, asked.text.removeprefix(WORD_MARK)), dtype=np.intp)
    first, last = 0, len(terms.keys)
    if asked.start is not None:
        first = (bisect_right if asked.startexcl else bisect_left)(terms.keys, asked.start.encode())
    if asked.end is not None:
        last = (bisect_left if asked.endexcl else bisect_right)(terms.keys, asked.end.encode())
    return np.arange(first, max(first, last))


def near_words(terms: FieldTerms, word: str, distance: int) -> list[int]:
    """The numbers of the printed words that begin alike and are at most `distance` letters off."""
    span = terms.beginning_with((WORD_MARK + word[0]).encode())
    words = [terms.keys[number].decode().removeprefix(WORD_MARK) for number in span]
    budget.check()
    near = extract(word, words, scorer=Levenshtein.distance, score_cutoff=distance, limit=None)
    return [span.start + number for _, _, number in near]


def _slips(terms: FieldTerms, word: str) -> list[int]:
    """The numbers of the printed words of which one letter at most is wrong, missing or too many in `word`."""
    candidates = [word[1:]]
    for letter in _first_letters(terms):
        candidates += [letter + word[1:], letter + word]
    found = {number for printed in candidates if (number := terms.find((WORD_MARK + printed).encode())) is not None}
    return sorted(found.union(near_words(terms, word, 1)))


def _first_letters(terms: FieldTerms) -> Iterator[str]:
    """The letters that printed words begin with: from each, straight to the first word that begins with another."""
    words = terms.beginning_with(WORD_MARK.encode())
    number = words.start
    while number < words.stop:
        letter = terms.keys[number].decode()[1]
        yield letter
        number = terms.beginning_with((WORD_MARK + letter).encode()).stop
