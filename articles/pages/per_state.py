"""Keeping what was read from the catalogue until the catalogue has changed."""

from collections.abc import Callable
from typing import TypeVar

from articles.keeping import kept_while
from articles.state import catalogue_state

Kept = TypeVar("Kept")


def per_state(read: Callable[[], Kept]) -> Callable[[], Kept]:
    """Makes of `read` a function that reads once for each state of the catalogue and gives the same meanwhile.

    Where the database keeps no state, it reads each time. Threads share the result and must not change it.
    """
    return kept_while(catalogue_state, read)
