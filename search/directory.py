"""The names of what published articles are filed under, found by how the words of a name begin."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from heapq import nsmallest
from typing import NamedTuple

from django.db.models import Exists, Model, OuterRef
from haystack.query import SearchQuerySet

from articles.models import Article, Author, Institution, Publication, Region, Topic
from search.analysis import CHINESE, fold
from search.per_generation import per_generation
from search.results import Match
from search.storage import SearchUnavailable

_APOSTROPHE = re.compile("['’]")
_AFTER_ALL_LETTERS = "\U0010ffff"


class _Kind(NamedTuple):
    """Where the entries of a kind are: their model, its column with slugs or codes, its names, the path to it."""

    model: type[Model]
    key: str
    names: tuple[str, ...]
    path: str


_KINDS = {
    "topic": _Kind(Topic, "slug", ("name", "name_zh"), "topics"),
    "region": _Kind(Region, "code", ("name", "name_zh"), "regions"),
    "institution": _Kind(Institution, "slug", ("name", "name_zh", "abbreviation"), "institutions"),
    "author": _Kind(Author, "slug", ("name",), "authors"),
    "publication": _Kind(Publication, "slug", ("name",), "issue__publication"),
}


class Entry(NamedTuple):
    """Something with names, as they are printed; `count` articles carry it."""

    kind: str
    key: str
    names: tuple[str, ...]
    count: int


class Directory:
    """Entries by the words of their names, those that most articles carry first."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._entries = sorted(entries, key=lambda entry: (-entry.count, entry.names))
        self._folded = [tuple(map(fold, entry.names)) for entry in self._entries]
        words = {(word, number) for number, names in enumerate(self._folded) for word in _words_of(names)}
        ordered = sorted(words)
        self._words = [word for word, _ in ordered]
        self._numbers = [number for _, number in ordered]

    def find(self, typed: str, most: int) -> list[Entry]:
        """Up to `most` entries in whose names each word of `typed` begins a word.

        Those with a name that begins with all of `typed` come first.
        """
        folded = fold(typed)
        words = _words(_APOSTROPHE.sub("", folded))
        if not words:
            return []
        fitting = set.intersection(*map(self._beginning_with, words))
        best = nsmallest(most, fitting, key=lambda number: (not self._leads(number, folded), number))
        return [self._entries[number] for number in best]

    def _beginning_with(self, word: str) -> set[int]:
        start, end = bisect_left(self._words, word), bisect_left(self._words, word + _AFTER_ALL_LETTERS)
        return set(self._numbers[start:end])

    def _leads(self, number: int, folded: str) -> bool:
        return any(name.startswith(folded) for name in self._folded[number])


def _words_of(folded_names: Iterable[str]) -> Iterator[str]:
    """The words of the names, `Xi’an` as one and as two; of Chinese, what begins at each character."""
    for name in folded_names:
        for word in _words(name) + _words(_APOSTROPHE.sub("", name)):
            yield word
            if CHINESE.search(word):
                yield from (word[start:] for start in range(1, len(word)))


def _words(folded: str) -> list[str]:
    return re.findall(r"\w+", folded)


@per_generation
def directory() -> Directory:
    """All topics, regions, institutions, authors and publications that published articles have."""
    counts = _counts()
    return Directory(entry for kind in _KINDS for entry in _entries(kind, counts and counts[kind]))


def _counts() -> Mapping[str, Mapping[str, int]] | None:
    """How many articles carry what, by kind and key, as the index says; None if it does not answer."""
    everything = SearchQuerySet().result_class(Match)
    for kind in _KINDS:
        everything = everything.facet(kind)
    try:
        everything[:1]  # counts need one slice to have run
        counted = everything.facet_counts()["fields"]
    except SearchUnavailable:
        return None
    return {kind: dict(counted[kind]) for kind in _KINDS}


def _entries(name: str, counts: Mapping[str, int] | None) -> Iterator[Entry]:
    """The entries of a kind that are in use, judged by the database where there are no `counts`."""
    kind = _KINDS[name]
    rows = kind.model._default_manager.order_by()
    if counts is None:
        rows = rows.filter(Exists(Article.objects.published().filter(**{kind.path: OuterRef("pk")})))
    for key, *names in rows.values_list(kind.key, *kind.names):
        if counts is None or key in counts:
            yield Entry(name, key, tuple(filter(None, names)), counts[key] if counts else 0)
