"""Remembers what was found out of a line: the steps of the pipeline ask the same of the same lines."""

from collections.abc import Callable
from functools import lru_cache
from typing import TypeVar

T = TypeVar("T")
_LONGEST = 2000
"""Characters in a text that is remembered. Longer ones are rare, and would hold memory when their source is done."""


def remembered(most: int) -> Callable[[Callable[[str], T]], Callable[[str], T]]:
    """Has a function of one text keep its last results, `most` of them."""

    def decorate(read: Callable[[str], T]) -> Callable[[str], T]:
        known = lru_cache(maxsize=most)(read)

        def recall(text: str) -> T:
            return known(text) if len(text) <= _LONGEST else read(text)

        return recall

    return decorate
