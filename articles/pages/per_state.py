"""Keeping what was read from the catalogue until the catalogue has changed."""

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

from articles.state import catalogue_state

Kept = TypeVar("Kept")


def per_state(read: Callable[[], Kept]) -> Callable[[], Kept]:
    """Makes of `read` a function that reads once for each state of the catalogue and gives the same meanwhile.

    Where the database keeps no state, it reads each time. Threads share the result and must not change it.
    """
    kept: tuple[str, Kept] | None = None

    @wraps(read)
    def current() -> Kept:
        nonlocal kept
        # The state is read first: what is read after it is never older than it, and so never kept too long.
        state, held = catalogue_state(), kept
        if held is not None and held[0] == state:
            return held[1]
        value = read()
        kept = None if state is None else (state, value)
        return value

    return current
