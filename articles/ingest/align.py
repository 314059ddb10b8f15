"""Finds where the lines of a source stand in the text that was made from them, which an editor may have corrected.

Words are compared, not lines: repair joins lines and the halves of cut words, and an editor changes some. Runs of three
words that both sides have exactly once hold the two together (as in Cohen's patience diff); what lies between
two of them is compared word by word. What stands in another order in the text is found in a second round.
"""

import re
import unicodedata
from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from difflib import SequenceMatcher
from typing import NamedTuple

from articles.ingest.records import GAP, Line
from articles.ingest.wording import HAN

_WORD = re.compile(rf"{HAN.pattern}|(?:(?!{HAN.pattern})[^\W_])+")
_OPENING = re.compile(r"[(\[“‘（《「『【*_\"]*$")
_RUN = 3
_ROUNDS = 4
_LARGEST = 200_000
"""Words times words that are compared one by one; more without one run in common is another text."""
_SHARE = 0.5
"""How much of a line must be in the text for the line to count as found."""
Range = tuple[int, int]


class _Stretch(NamedTuple):
    """Words `first` up to `end` of the source, of which `low` is the first that the text has and `high` the last; the
    words of the text between these two belong to no others."""

    first: int
    end: int
    low: int
    high: int


class Alignment:
    """Some lines of a source and the text made from them."""

    def __init__(self, lines: Iterable[Line], text: str) -> None:
        """`lines` are those that the text was made from, cleaned (`clean.clean`), in order; `text` is Markdown."""
        self._text = text
        self._source: list[str] = []
        self._words: dict[int, range] = {}
        for line in lines:
            words = [_key(match.group()) for match in _WORD.finditer(line.text)]
            self._words[line.number] = range(len(self._source), len(self._source) + len(words))
            self._source += words
        matches = list(_WORD.finditer(text.replace(GAP, " " * len(GAP))))
        self._spots = [match.span() for match in matches]
        self._at = self._match([_key(match.group()) for match in matches])
        self._used = sorted(self._at.values())

    def found(self, number: int) -> bool:
        """Whether the text has the line with this number, corrected perhaps. A line without a word is never found."""
        return any(word in self._at for word in self._words.get(number, ()))

    def missing(self, numbers: Collection[int]) -> list[int]:
        """Those of the lines that have words, and that the text has not."""
        return sorted(number for number in numbers if self._words.get(number) and not self.found(number))

    def share(self, numbers: Collection[int]) -> float:
        """How much of these lines the text has, from 0 to 1, counted in words; 1 for lines without a word."""
        words = [word for number in numbers for word in self._words.get(number, ())]
        return sum(word in self._at for word in words) / len(words) if words else 1.0

    def ranges(self, numbers: Collection[int]) -> list[Range]:
        """Where these lines stand in the text: from which character up to which, in the order of the lines.

        A range takes the white space and the marks in front of its first word along. Lines that follow each other in
        the source and in the text are one range, with what an editor put in between; lines that are not found have
        none.
        """
        return [self._characters(stretch) for run in self._runs(numbers) for stretch in self._stretches(run)]

    def place(self, number: int) -> int:
        """The character of the text behind which a line with this number would stand, as its neighbours do."""
        before = [other for other in self._words if other < number and self.found(other)]
        if before:
            return max(end for _, end in self.ranges({max(before)}))
        after = [other for other in self._words if other > number and self.found(other)]
        return min(start for start, _ in self.ranges({min(after)})) if after else len(self._text)

    def _match(self, words: list[str]) -> dict[int, int]:
        """The words of the source, by number, with those of the text that they are."""
        at: dict[int, int] = {}
        for turn in range(_ROUNDS):
            taken = set(at.values())
            left = [number for number in range(len(self._source)) if number not in at]
            right = [number for number in range(len(words)) if number not in taken]
            pairs = _in_order([self._source[n] for n in left], [words[n] for n in right], compare=turn == 0)
            new = {left[one]: right[other] for one, other in pairs}
            kept = {word for line in self._words.values() if self._is_enough(line, at, new) for word in line}
            new = {word: spot for word, spot in new.items() if word in kept}
            if not new:
                break
            at |= new
        return at

    @staticmethod
    def _is_enough(line: range, at: dict[int, int], new: dict[int, int]) -> bool:
        return sum(word in at or word in new for word in line) >= _SHARE * len(line)

    def _runs(self, numbers: Collection[int]) -> Iterator[range]:
        """The words of these lines, lines that follow each other as one."""
        run: range | None = None
        for number, words in self._words.items():
            if number in numbers:
                run = range(run.start if run else words.start, words.stop)
            elif run:
                yield run
                run = None
        if run:
            yield run

    def _stretches(self, run: range) -> list[_Stretch]:
        found: list[_Stretch] = []
        for word in run:
            if word not in self._at:
                continue
            if found and self._rank(word) == self._rank(found[-1].high) + 1:
                found[-1] = found[-1]._replace(high=word)
            else:
                found.append(_Stretch(word if found else run.start, run.stop, word, word))
        ends = [*(stretch.first for stretch in found[1:]), run.stop]
        return [stretch._replace(end=end) for stretch, end in zip(found, ends, strict=False)]

    def _rank(self, word: int) -> int:
        """Which of the used words of the text it is, from 0."""
        return bisect_left(self._used, self._at[word])

    def _characters(self, stretch: _Stretch) -> Range:
        start = self._at[stretch.low] - self._share_before(stretch)
        end = self._at[stretch.high] + self._share_behind(stretch)
        return self._seam(start), self._seam(end + 1)

    def _share_before(self, stretch: _Stretch) -> int:
        """How many of the free words before a stretch belong to it: those that an editor put in the place of its own
        words. They are parted between its words and those of the lines above as these are many."""
        rank, at = self._rank(stretch.low), self._at[stretch.low]
        free = at - (self._used[rank - 1] if rank else -1) - 1
        above = next((word for word in range(stretch.low - 1, -1, -1) if word in self._at), -1)
        own, all_words = stretch.low - stretch.first, stretch.low - above - 1
        if rank == 0 and stretch.first == 0:
            return free
        if rank == (self._rank(above) + 1 if above >= 0 else 0):
            return free * own // all_words if all_words else 0
        return min(free, own)

    def _share_behind(self, stretch: _Stretch) -> int:
        """Likewise of those behind it; what an editor added between two lines belongs to the first."""
        rank, at = self._rank(stretch.high), self._at[stretch.high]
        last = rank == len(self._used) - 1
        free = (len(self._spots) if last else self._used[rank + 1]) - at - 1
        total = len(self._source)
        below = next((word for word in range(stretch.high + 1, total) if word in self._at), total)
        theirs, all_words = below - stretch.end, below - stretch.high - 1
        if last if below == total else rank + 1 == self._rank(below):
            return free - free * theirs // all_words if all_words else free
        return min(free, stretch.end - stretch.high - 1)

    def _seam(self, word: int) -> int:
        """The character between a word of the text and the one before it where the text may be cut: closing marks and
        a gap go with the word before."""
        if word == 0:
            return 0
        start = self._spots[word - 1][1]
        if word == len(self._spots):
            return len(self._text)
        between = self._text[start : self._spots[word][0]]
        behind_gap = between.rfind(GAP) + len(GAP) if GAP in between else 0
        white = re.search(r"\n", between[behind_gap:]) or re.search(r"\s", between[behind_gap:])
        if white:
            return start + behind_gap + white.start()
        opening = _OPENING.search(between)
        return start + (behind_gap or (opening.start() if opening else 0))


def _key(word: str) -> str:
    return unicodedata.normalize("NFKC", word).casefold()


def _in_order(one: list[str], other: list[str], *, compare: bool) -> Iterator[tuple[int, int]]:
    """The places of words that both lists have in the same order; those between two known runs only if `compare`."""
    start = begin = 0
    for left, right in [(0, 0), *_anchors(one, other), (len(one), len(other))]:
        if left < start or right < begin:
            continue
        first, second = left, right
        while first > start and second > begin and one[first - 1] == other[second - 1]:
            first, second = first - 1, second - 1
        if compare and (first - start) * (second - begin) <= _LARGEST:
            yield from _compared(one[start:first], other[begin:second], start, begin)
        start, begin = left, right
        while start < len(one) and begin < len(other) and one[start] == other[begin]:
            start, begin = start + 1, begin + 1
        yield from zip(range(first, start), range(second, begin), strict=True)


def _compared(one: list[str], other: list[str], start: int, begin: int) -> Iterator[tuple[int, int]]:
    for block in SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks():
        for step in range(block.size):
            yield start + block.a + step, begin + block.b + step


def _anchors(one: list[str], other: list[str]) -> list[tuple[int, int]]:
    """Where the runs of words stand that each list has once: the longest series in the order of both."""
    places = _single_runs(other)
    pairs = [(place, places[run]) for run, place in _single_runs(one).items() if run in places]
    lowest: list[int] = []  # by length, the pair that ends a series of it earliest in the other list
    before: list[int] = []  # for each pair, the one before it in its series
    for number, (_, place) in enumerate(pairs):
        length = bisect_left(lowest, place, key=lambda earlier: pairs[earlier][1])
        before.append(lowest[length - 1] if length else -1)
        lowest[length : length + 1] = [number]
    series: list[tuple[int, int]] = []
    number = lowest[-1] if lowest else -1
    while number >= 0:
        series.append(pairs[number])
        number = before[number]
    return series[::-1]


def _single_runs(words: list[str]) -> dict[tuple[str, ...], int]:
    """The runs of words that stand in a list once, with their places, in order."""
    runs = list(zip(*(words[start:] for start in range(_RUN)), strict=False))
    count = Counter(runs)
    return {run: place for place, run in enumerate(runs) if count[run] == 1}
