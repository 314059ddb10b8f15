"""Where in a text the words of a query stand: found with the analyser that the index is made with."""

from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from search.analysis import phrase_terms, spellings, tokens
from search.proximity import together
from search.syntax import Fuzzy, Leaf, Node, Phrase, Prefix, Word, wanted_leaves

_TEXT_FIELDS = {"", "body"}


class Mark(NamedTuple):
    """The characters from `start` up to but without `end` answer the query's leaf number `leaf`."""

    start: int
    end: int
    leaf: int


class _Text:
    """The tokens of a text by term and by word: position to (start, end), positions rising."""

    def __init__(self, text: str) -> None:
        self.terms: dict[str, dict[int, tuple[int, int]]] = defaultdict(dict)
        self.words: dict[str, dict[int, tuple[int, int]]] = defaultdict(dict)
        for token in tokens(text):
            self.terms[token.term][token.position] = token.start, token.end
            if token.word:
                self.words[token.word][token.position] = token.start, token.end


def marks(text: str, tree: Node) -> list[Mark]:
    """What `text` holds of the words that the query wants, by where it begins; nothing of what it excludes."""
    read = _Text(text)
    leaves = enumerate(wanted_leaves(tree))
    found = {Mark(start, end, number) for number, leaf in leaves for start, end in _occurrences(leaf, read)}
    return sorted(found)


def _occurrences(leaf: Leaf, text: _Text) -> Iterator[tuple[int, int]]:
    match leaf:
        case Word(wanted, _, field) if field in _TEXT_FIELDS:
            for terms in spellings(wanted):
                yield from _side_by_side(terms, text)
        case Phrase(wanted, _, 1, field) if field in _TEXT_FIELDS:
            yield from _side_by_side(phrase_terms(wanted), text)
        case Phrase(wanted, _, slop, field) if field in _TEXT_FIELDS:
            found = [text.terms.get(term, {}) for term in phrase_terms(wanted)]
            spans = {place: span for occurrences in found for place, span in occurrences.items()}
            for places in together([list(occurrences) for occurrences in found], slop):
                yield from (spans[place] for place in places)
        case Prefix(wanted, _, field) if field in _TEXT_FIELDS:
            for word, places in text.words.items():
                if word.startswith(wanted):
                    yield from places.values()
        case Fuzzy(wanted, _, field) if field in _TEXT_FIELDS:
            for word, places in text.words.items():
                if is_one_off(word, wanted):
                    yield from places.values()


def _side_by_side(terms: list[str], text: _Text) -> Iterator[tuple[int, int]]:
    for places in together([list(text.terms.get(term, ())) for term in terms]):
        yield text.terms[terms[0]][places[0]][0], text.terms[terms[-1]][places[-1]][1]


def is_one_off(word: str, other: str) -> bool:
    """Whether the words are the same but for at most one letter that is wrong, missing or too many."""
    if abs(len(word) - len(other)) > 1:
        return False
    shorter, longer = sorted((word, other), key=len)
    start = next((n for n, (a, b) in enumerate(zip(shorter, longer, strict=False)) if a != b), len(shorter))
    if len(shorter) == len(longer):
        return shorter[start + 1 :] == longer[start + 1 :]
    return shorter[start:] == longer[start + 1 :]
