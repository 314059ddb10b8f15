"""Where in a text the words of a query may stand: quick to find by their letters, for the analyser to judge.

Nothing that the analyser would find is left out; some of what is found it will not confirm.
"""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from search.analysis import CHINESE
from search.folding import FoldedText, Stretch, letters_of

_WRITTEN_ANEW = re.compile(r"(?:ie|ble|[eiyl])$")


class Letters(NamedTuple):
    """What words begin with that stand at most `reach` words from each other, in any order.

    If not `at_start`, a word may hold the letters in any place.
    """

    words: tuple[str, ...]
    reach: int = 0
    at_start: bool = True


Sought = Letters | re.Pattern[str]
"""Letters or, for Chinese alone, a pattern whose first group ends where the wanted characters do."""


def side_by_side(terms: list[str]) -> Sought:
    """What to look for where `terms` follow each other directly."""
    if not all(map(CHINESE.match, terms)):
        return near(terms, 1)
    first, *others = map(re.escape, "".join(term[0] for term in terms) + terms[-1][1:])
    rest = "".join(rf"[\W_]*+{other}" for other in others)
    return re.compile(f"{first}(?=({rest}))")


def near(terms: list[str], slop: int) -> Letters:
    """What to look for where `terms` stand within `slop` words of each other."""
    words = [letters for term in terms for letters in (term if CHINESE.match(term) else [_kept(term)])]
    reach = max(slop, len(terms) - 1) if len(terms) > 1 else 0
    return Letters(tuple(dict.fromkeys(words)), reach + any(map(CHINESE.match, terms)))


def beginning(word: str) -> list[Sought]:
    """What to look for where words begin with `word`."""
    return [Letters((letters_of(word),))]


def slip(word: str) -> list[Sought]:
    """What to look for where one letter of `word` may be wrong: either half of it is right."""
    half = len(word) // 2
    return [Letters((letters_of(word[:half]),)), Letters((letters_of(word[half:]),), at_start=False)]


class Candidates:
    """Made once for a query, asked for each text."""

    def __init__(self, sought: Iterable[Sought]) -> None:
        sought = set(sought)
        self._letters = [each for each in sought if isinstance(each, Letters)]
        self._patterns = [each for each in sought if isinstance(each, re.Pattern)]

    def stretches(self, text: str) -> list[Stretch]:
        """What of `text` must be read to find all that is sought: in its order, no word cut, nothing twice."""
        folded = FoldedText(text)
        found = [stretch for letters in self._letters for stretch in _stretches_with(letters, folded)]
        for pattern in self._patterns:
            found += ((match.start(), match.end(1)) for match in pattern.finditer(folded.text))
        return joined(found)


def joined(stretches: Iterable[Stretch]) -> list[Stretch]:
    """The stretches in their order, those that overlap made one."""
    found: list[Stretch] = []
    for start, end in sorted(stretches):
        if found and start < found[-1][1]:
            found[-1] = found[-1][0], max(end, found[-1][1])
        else:
            found.append((start, end))
    return found


def _stretches_with(letters: Letters, folded: FoldedText) -> Iterator[Stretch]:
    """Where the rarest of the words stands, with the others around it."""
    for start, end in folded.words_with(folded.rarest(letters.words), at_start=letters.at_start):
        if not letters.reach:
            yield start, end
            continue
        first, last = folded.with_neighbours(start, end, letters.reach)
        around = letters_of(folded.text[first:last])
        if all(word in around for word in letters.words):
            yield first, last


def _kept(stem: str) -> str:
    """What every word with this stem begins with.

    The Snowball stemmer for English cuts words short; what it writes anew are only i for y, ie for ying, sky for
    skies, an e at the end, and ble for bility (https://snowballstem.org/algorithms/english/stemmer.html).
    """
    return letters_of(stem if len(stem) < 3 else stem[0] + _WRITTEN_ANEW.sub("", stem[1:]))
