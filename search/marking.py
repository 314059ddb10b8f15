"""Where in a text the words of a query stand: judged by the analyser that the index is made with."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import NamedTuple

from rapidfuzz.distance.Levenshtein import distance

from search.analysis import phrase_terms, spellings, tokens
from search.candidates import Candidates, Sought, beginning, near, side_by_side, slip
from search.proximity import together
from search.syntax import Dates, Fuzzy, Node, Phrase, Prefix, Word, wanted_leaves

_LONGEST_KEPT = 60  # characters: what is longer hardly recurs

Span = tuple[int, int]


class Mark(NamedTuple):
    """The characters from `start` up to but without `end` answer the query's leaf number `leaf`."""

    start: int
    end: int
    leaf: int


class _Read:
    """The tokens of a text by term and by word: position to (start, end), positions rising."""

    def __init__(self, text: str) -> None:
        self.terms: dict[str, dict[int, Span]] = defaultdict(dict)
        self.words: dict[str, dict[int, Span]] = defaultdict(dict)
        for token in tokens(text):
            self.terms[token.term][token.position] = token.start, token.end
            if token.word:
                self.words[token.word][token.position] = token.start, token.end


class _Wanted(NamedTuple):
    """A leaf of the query: what to look for, and where a text that was read holds it."""

    sought: list[Sought]
    occurrences: Callable[[_Read], Iterable[Span]]


class Marker:
    """Finds what a query wants in the texts of one field. Made once for a query, for all its hits."""

    def __init__(self, tree: Node | None, field: str = "body") -> None:
        """`field` is the field of the query language that the texts are of: body, title, author, ..."""
        leaves = enumerate(wanted_leaves(tree) if tree else ())
        wanted = [
            (number, _wanted(leaf))
            for number, leaf in leaves
            if not isinstance(leaf, Dates) and leaf.field in {"", field}
        ]
        self._occurrences = [(number, each.occurrences) for number, each in wanted]
        self._candidates = Candidates(sought for _, each in wanted for sought in each.sought)
        self._known: dict[str, list[Mark]] = {}

    def marks(self, text: str) -> list[Mark]:
        """What `text` holds of the words that the query wants, by where it begins; nothing of what it excludes."""
        return [
            Mark(start + mark.start, start + mark.end, mark.leaf)
            for start, end in self._candidates.stretches(text)
            for mark in self._marks_of_stretch(text[start:end])
        ]

    def all_marks(self, text: str) -> list[Mark]:
        """The same as `marks`, by reading every word of `text`: some thirty times slower."""
        read = _Read(text)
        return sorted({Mark(*span, number) for number, occurrences in self._occurrences for span in occurrences(read)})

    def _marks_of_stretch(self, stretch: str) -> list[Mark]:
        """Words recur, in one text and from text to text, so what was found in them is kept."""
        found = self._known.get(stretch)
        if found is None:
            found = self.all_marks(stretch)
            if len(stretch) <= _LONGEST_KEPT:
                self._known[stretch] = found
        return found


def _wanted(leaf: Word | Phrase | Prefix | Fuzzy) -> _Wanted:
    match leaf:
        case Prefix(start):
            return _Wanted(beginning(start), partial(_words, lambda word: word.startswith(start)))
        case Fuzzy(typed):
            return _Wanted(slip(typed), partial(_words, lambda word: distance(word, typed, score_cutoff=1) <= 1))
        case Phrase(text, _, slop) if slop > 1:
            terms = phrase_terms(text)
            return _Wanted([near(terms, slop)], partial(_near, terms, slop))
    ways = spellings(leaf.text) if isinstance(leaf, Word) else [phrase_terms(leaf.text)]
    return _Wanted(list(map(side_by_side, ways)), partial(_side_by_side, ways))


def _side_by_side(ways: list[list[str]], read: _Read) -> Iterator[Span]:
    for terms in ways:
        found = [read.terms.get(term) for term in terms]
        if len(found) == 1 and found[0]:
            yield from found[0].values()
        elif all(found):
            for places in together([list(places) for places in found]):
                yield found[0][places[0]][0], found[-1][places[-1]][1]


def _near(terms: list[str], slop: int, read: _Read) -> Iterator[Span]:
    found = [read.terms.get(term, {}) for term in terms]
    spans = {place: span for occurrences in found for place, span in occurrences.items()}
    for places in together([list(occurrences) for occurrences in found], slop):
        yield from (spans[place] for place in places)


def _words(is_wanted: Callable[[str], bool], read: _Read) -> Iterator[Span]:
    for word, places in read.words.items():
        if is_wanted(word):
            yield from places.values()
