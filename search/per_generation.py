"""Keeping what was read from the catalogue until the index has changed."""

from collections.abc import Callable, Hashable
from contextlib import suppress
from time import monotonic
from typing import TypeVar

from haystack import connections
from haystack.constants import DEFAULT_ALIAS

from articles.keeping import kept_while
from search.engine import ArchiveBackend
from search.storage import SearchUnavailable

Kept = TypeVar("Kept")

_SECONDS = 60  # how long to keep it under an engine that does not say when its index changes


def per_generation(read: Callable[[], Kept]) -> Callable[[], Kept]:
    """Makes of `read` a function that reads once for each generation of the index and gives the same meanwhile.

    A name that published articles carry changes the index when it changes, so names can be kept like this.
    What is read while there is no index is not kept. Threads share the result and must not change it.
    """
    return kept_while(generation, read)


def generation() -> Hashable | None:
    """What tells one state of the index from the next; None while there is no index."""
    backend = connections[DEFAULT_ALIAS].get_backend()
    if not isinstance(backend, ArchiveBackend):
        return int(monotonic() // _SECONDS)
    with suppress(SearchUnavailable):
        return backend.generation()
    return None
