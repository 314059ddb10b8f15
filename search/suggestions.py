"""What a query that finds nothing may have meant: the same with misspelt words corrected."""

from collections.abc import Callable, Hashable
from functools import lru_cache

from haystack import connections
from haystack.constants import DEFAULT_ALIAS

from search.engine import ArchiveBackend
from search.language import LONGEST_QUERY
from search.per_generation import generation
from search.syntax import Node, Word, wanted_leaves

MOST_CORRECTED = 8
"""Words of a query that are compared with all indexed ones, each of which takes as long as a search."""


def suggest(q: str, tree: Node, count: Callable[[str], int]) -> str | None:
    """`q` with each word that is nowhere in the index exchanged for the nearest that is.

    None if no word is near, or if that would find nothing either: `count` tells how many articles a query finds.
    """
    words = [leaf for leaf in wanted_leaves(tree) if isinstance(leaf, Word)][:MOST_CORRECTED]
    corrected = q
    for word in sorted(words, key=lambda leaf: leaf.position, reverse=True):  # so that earlier positions still hold
        if nearest := nearest_word(word.text):
            start = word.position - 1
            corrected = corrected[:start] + nearest + corrected[start + len(word.text) :]
    if corrected == q or len(corrected) > LONGEST_QUERY or not count(corrected):
        return None
    return corrected


def nearest_word(word: str) -> str | None:
    """The indexed word that a misspelt one most likely stands for; None if it is indexed, or nothing is near.

    Engines other than our own are not asked.
    """
    return _nearest(generation(), word)


@lru_cache(maxsize=1024)
def _nearest(_: Hashable, word: str) -> str | None:
    backend = connections[DEFAULT_ALIAS].get_backend()
    return backend.create_spelling_suggestion(word) if isinstance(backend, ArchiveBackend) else None
