"""Texts as numbers, fast: what thousands of texts say in terms, as arrays.

A text is cut into pieces, its words as they are printed with the punctuation around them. What a piece gives in
terms is asked of search.analysis once and then remembered, so reading a text is little more than looking its
chunks up.
"""

from array import array
from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from search.analysis import CHINESE, PART_BREAK, PART_GAP, Token, chinese_pairs, pair_terms, tokens, word_and_stem
from search.codec.packing import slices

Numbers = NDArray[np.int32]

Piece = str | tuple[str, str]
"""A stretch of text without a space, or a Chinese character with the one after it."""

_PUNCTUATION = '.,;:!?()[]"“”‘…'  # what may stand before or after a word without changing how it is read


class Occurrences(NamedTuple):
    """Parallel arrays: which term stands in which text, and at which position there."""

    terms: Numbers
    texts: Numbers
    positions: Numbers


class Lexicon:
    """Numbers the terms and the printed words that it meets, from 0. One thread at a time may use it."""

    def __init__(self) -> None:
        self.terms: dict[str, int] = {}
        self.words: dict[str, int] = {}
        self._chunks = _Learning(self._learn)
        self._widths = array("i")
        self._chunk_terms = _Lists()
        self._offsets = array("i")
        self._chunk_words = _Lists()

    @property
    def size(self) -> int:
        """How many chunks it remembers."""
        return len(self._chunks)

    def read(self, text: str) -> Numbers:
        """The numbers of the chunks that `text` consists of."""
        found = _pieces(text)
        return np.fromiter(map(self._chunks.__getitem__, found), np.int32, len(found))

    def occurrences(self, chunks: Numbers, counts: NDArray[np.int64]) -> Occurrences:
        """The terms of several texts in a row, each given by its chunks, `counts` many of them.

        Ordered by text and position, and within a position as search.analysis has them.
        """
        widths = _numbers(self._widths)[chunks].astype(np.int64)
        before = np.cumsum(widths) - widths
        text_starts = np.cumsum(counts) - counts
        filled = np.flatnonzero(counts)
        first = np.zeros(len(counts), dtype=np.int64)
        first[filled] = before[text_starts[filled]]
        texts = np.repeat(np.arange(len(counts), dtype=np.int32), counts)
        chunk_positions = before - first[texts]
        indices, sizes = self._chunk_terms.chosen(chunks)
        positions = np.repeat(chunk_positions, sizes) + _numbers(self._offsets)[indices]
        return Occurrences(
            _numbers(self._chunk_terms.numbers)[indices],
            np.repeat(texts, sizes),
            positions.astype(np.int32),
        )

    def printed_words(self, chunks: Numbers, counts: NDArray[np.int64]) -> tuple[Numbers, Numbers]:
        """Which printed word stands in which text: parallel arrays, with repetitions."""
        indices, sizes = self._chunk_words.chosen(chunks)
        texts = np.repeat(np.arange(len(counts), dtype=np.int32), counts)
        return _numbers(self._chunk_words.numbers)[indices], np.repeat(texts, sizes)

    def _learn(self, piece: Piece) -> int:
        if isinstance(piece, tuple):
            return self._add(1, [(term, 0) for term in pair_terms(*piece) if term], [])
        if piece == PART_BREAK:
            return self._add(PART_GAP, [], [])
        bare = piece.strip(_PUNCTUATION)
        if not bare.isalnum() or not bare.isascii():
            found = list(tokens(piece))
            width = max((token.position + 1 for token in found), default=0)
            return self._add(width, [(token.term, token.position) for token in found], _words(found))
        if bare != piece:
            return self._chunks[bare]
        word, term = word_and_stem(bare)
        return self._add(1, [(term, 0)], [word])

    def _add(self, width: int, terms: list[tuple[str, int]], words: list[str]) -> int:
        self._widths.append(width)
        for term, offset in terms:
            self._chunk_terms.numbers.append(self.terms.setdefault(term, len(self.terms)))
            self._offsets.append(offset)
        for word in words:
            self._chunk_words.numbers.append(self.words.setdefault(word, len(self.words)))
        self._chunk_terms.end()
        self._chunk_words.end()
        return len(self._widths) - 1


def _pieces(text: str) -> list[Piece]:
    """What lies between two spaces, punctuation and all, and each Chinese character with its neighbour.

    No other token spans a space or a border between Chinese and other writing.
    """
    found: list[Piece] = []
    for number, part in enumerate(text.split(PART_BREAK)):
        if number:
            found.append(PART_BREAK)
        if part.isascii():
            found += part.split()
            continue
        start = 0
        for chinese in CHINESE.finditer(part):
            found += part[start : chinese.start()].split()
            found += chinese_pairs(chinese.group())
            start = chinese.end()
        found += part[start:].split()
    return found


def _numbers(held: "array[int]") -> Numbers:
    """The same memory as an array of numpy; it must be let go of before more is appended."""
    return np.frombuffer(held, dtype=np.int32)


def _words(found: list[Token]) -> list[str]:
    return list({token.word: None for token in found if token.word})


class _Learning(dict[Piece, int]):
    """Numbers by piece; one that is not there yet is learnt."""

    def __init__(self, learn: Callable[[Piece], int]) -> None:
        super().__init__()
        self._learn = learn

    def __missing__(self, key: Piece) -> int:
        number = self[key] = self._learn(key)
        return number


class _Lists:
    """Lists of numbers, one after the other."""

    def __init__(self) -> None:
        self.numbers = array("i")
        self._ends = array("q", [0])

    def end(self) -> None:
        """The list that is being written has all its numbers."""
        self._ends.append(len(self.numbers))

    def chosen(self, lists: Numbers) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Where the numbers of some lists lie, one list after the other, and how many each has."""
        ends = np.frombuffer(self._ends, dtype=np.int64)
        starts = ends[lists]
        sizes = ends[lists + 1] - starts
        return slices(starts, sizes), sizes
