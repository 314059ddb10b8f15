"""A text as the set of its word runs, and a small sketch of that set by which texts with much in common are found."""

import re
import unicodedata
from collections.abc import Set as AbstractSet
from functools import lru_cache
from zlib import crc32

from articles.ingest.wording import HAN, is_chinese

SHORTEST = 60
"""Words, or Chinese characters, below which a text is too short to tell a reprint from a common phrase."""
_WORDS, _CHARACTERS = 5, 8  # in a shingle, in each script
_TOKEN = re.compile(rf"{HAN.pattern}|[^\W_{HAN.pattern[1:-1]}]+")
_BINS = 32
_VALUE_BITS = 27
_LARGEST_VALUE = (1 << _VALUE_BITS) - 1


@lru_cache(maxsize=128)  # a text that is in every issue is compared with each of them
def shingles(text: str) -> frozenset[int]:
    """The runs of 5 words, or of 8 characters in a Chinese text, that a text consists of, each as a hash of 32 bits.

    Capitals, width and punctuation make no difference. A text of fewer than SHORTEST words or characters has none.
    Source: Broder, On the Resemblance and Containment of Documents, 1997.
    """
    text = unicodedata.normalize("NFKC", text).casefold()
    tokens = _TOKEN.findall(text)
    if len(tokens) < SHORTEST:
        return frozenset()
    size = _CHARACTERS if is_chinese(text) else _WORDS
    runs = zip(*(tokens[start:] for start in range(size)), strict=False)
    return frozenset(map(crc32, map(str.encode, map(" ".join, runs))))


def shared(one: AbstractSet[int], other: AbstractSet[int]) -> float:
    """How much of the smaller set is in the larger one, from 0 to 1."""
    return len(one & other) / min(len(one), len(other)) if one and other else 0.0


def sketch(text: AbstractSet[int]) -> list[int]:
    """At most 16 keys, of 58 bits, of which texts with much in common share some and others hardly ever one.

    One permutation hashing (Li, Owen and Zhang 2012): the hashes fall into 32 bins, of which each keeps its smallest.
    A key is two neighbouring bins. Of two texts that have half of all their shingles in common, a quarter of the keys
    is the same, and at least one of the 16 in 99 of 100 cases. A bin that stays empty, in a short text, gives no key.
    """
    smallest: dict[int, int] = {}
    for shingle in sorted(text, reverse=True):
        smallest[shingle >> _VALUE_BITS] = shingle & _LARGEST_VALUE
    pairs = [(place, smallest.get(place), smallest.get(place + 1)) for place in range(0, _BINS, 2)]
    return [
        (place // 2) << 2 * _VALUE_BITS | left << _VALUE_BITS | right
        for place, left, right in pairs
        if left is not None and right is not None
    ]
