"""What a query that finds nothing may have meant: the same with misspelt words corrected."""

from collections.abc import Callable

from haystack import connections
from haystack.constants import DEFAULT_ALIAS

from search.engine import ArchiveBackend
from search.language import LONGEST_QUERY
from search.syntax import Node, Word, wanted_leaves


def suggest(q: str, tree: Node, count: Callable[[str], int]) -> str | None:
    """`q` with each word that is nowhere in the index exchanged for the nearest that is.

    None if no word is near, or if that would find nothing either: `count` tells how many articles a query finds.
    Engines other than our own are not asked.
    """
    backend = connections[DEFAULT_ALIAS].get_backend()
    if not isinstance(backend, ArchiveBackend):
        return None
    words = [leaf for leaf in wanted_leaves(tree) if isinstance(leaf, Word)]
    corrected = q
    for word in sorted(words, key=lambda leaf: leaf.position, reverse=True):  # so that earlier positions still hold
        if nearest := backend.create_spelling_suggestion(word.text):
            start = word.position - 1
            corrected = corrected[:start] + nearest + corrected[start + len(word.text) :]
    if corrected == q or len(corrected) > LONGEST_QUERY or not count(corrected):
        return None
    return corrected
