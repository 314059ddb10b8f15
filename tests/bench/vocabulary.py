"""The words of a corpus, by how many of its articles they are in, as far as all engines read them alike.

The engines differ in two things that are not what is measured: which of two English stemmers they have (Porter's of
1980 or its successor, which Snowball calls English), and what they make of contractions such as `we'll`.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence

import Stemmer

BANDS = {"common": (0.25, 0.55), "middling": (0.02, 0.06), "rare": (0.0, 0.004)}
"""How large a share of the articles a word is in. More common ones are stop words to some engines."""

PREFIX_LETTERS = 6

_WORD = re.compile(r"(?<![\w'])[a-z]{2,}(?![\w'])")
_CONTRACTION = re.compile(r"([a-z]+)'(?:t|d|m|ll|re|ve)\b")
_SHORTEST = 4  # letters of a stem
_STEM, _OLD_STEM = Stemmer.Stemmer("english").stemWord, Stemmer.Stemmer("porter").stemWord


class Vocabulary:
    """The words of some texts. Forms of one word count together."""

    def __init__(self, texts: Iterable[str]) -> None:
        stems: Counter[str] = Counter()
        words: set[str] = set()
        self.contracted: set[str] = set()
        read = 0
        for text in map(str.lower, texts):
            found = set(_WORD.findall(text))
            words |= found
            stems.update(set(map(_STEM, found)))
            for contraction in _CONTRACTION.finditer(text):
                self.contracted |= {contraction[1], contraction[0].replace("'", "")}
            read += 1
        self.smallest_share = 1 / read
        self.shares = {word: stems[_STEM(word)] / read for word in sorted(words)}
        self.families, self.old_families = _families(self.shares, _STEM), _families(self.shares, _OLD_STEM)

    def band(self, name: str) -> list[str]:
        """One word of each stem in a band, the rarest first. In a small corpus a word of one article is rare enough."""
        low, high = BANDS[name]
        found: dict[str, str] = {}
        for word, share in self.shares.items():
            if low < share <= max(high, self.smallest_share) and self._is_read_alike(word):
                found.setdefault(_STEM(word), word)
        return sorted(found.values(), key=lambda word: (self.shares[word], word))

    def prefixes(self) -> list[str]:
        """The beginnings of middling words, as far as they are stems and the same stems as words begin so."""
        begun, *stemmed = (_families(self.shares, reading) for reading in (_beginning, _stem_beginning, _old_beginning))
        longer = dict.fromkeys(_beginning(word) for word in self.band("middling") if len(word) > PREFIX_LETTERS + 1)
        kept = [prefix for prefix in longer if _STEM(prefix) == _OLD_STEM(prefix) == prefix]
        return [prefix for prefix in kept if all(found[prefix] == begun[prefix] for found in stemmed)]

    def _is_read_alike(self, word: str) -> bool:
        stem, old_stem = _STEM(word), _OLD_STEM(word)
        if min(len(stem), len(old_stem)) < _SHORTEST or not self.contracted.isdisjoint(self.families[stem]):
            return False
        return self.families[stem] == self.old_families[old_stem]


def _beginning(word: str) -> str:
    return word[:PREFIX_LETTERS]


def _stem_beginning(word: str) -> str:
    return _beginning(_STEM(word))


def _old_beginning(word: str) -> str:
    return _beginning(_OLD_STEM(word))


def _families(words: Iterable[str], reading: Callable[[str], str]) -> dict[str, list[str]]:
    """The words by what they are read as."""
    found: dict[str, list[str]] = defaultdict(list)
    for word in words:
        found[reading(word)].append(word)
    return found


def spread(candidates: Sequence[str], count: int) -> list[str]:
    """`count` of the candidates, at even distances."""
    return [candidates[(2 * place + 1) * len(candidates) // (2 * count)] for place in range(count)]
