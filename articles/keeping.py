"""Keeping what was read until the state that it was read in has passed."""

from collections.abc import Callable, Hashable
from functools import wraps
from typing import TypeVar

Kept = TypeVar("Kept")


def kept_while(state: Callable[[], Hashable | None], read: Callable[[], Kept]) -> Callable[[], Kept]:
    """Makes of `read` a function that reads once for each value of `state`, and each time where that is None.

    Threads share the result and must not change it.
    """
    kept: tuple[Hashable, Kept] | None = None

    @wraps(read)
    def current() -> Kept:
        nonlocal kept
        # The state is read first: what is read after it is never older than it, and so never kept too long.
        now, held = state(), kept
        if held is not None and held[0] == now:
            return held[1]
        value = read()
        kept = None if now is None else (now, value)
        return value

    return current
