"""How long the request that is being answered may still take.

What loops over much that was asked for calls `check` in its loop, so that a request beyond its time ends with an
error, and never with a part of the answer. Where nobody set a time, as in commands and in the worker, there is none.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from time import monotonic

_deadline: ContextVar[float | None] = ContextVar("deadline", default=None)


class OverBudget(Exception):
    """The request takes longer than one may."""


@contextmanager
def within(seconds: float | None) -> Iterator[None]:
    """What is done in the block may take that long; None lifts the limit that there is."""
    token = _deadline.set(None if seconds is None else monotonic() + seconds)
    try:
        yield
    finally:
        _deadline.reset(token)


def lift() -> None:
    """From here on, what is done in the block of `within` may take any time: to say that the time is over, say."""
    _deadline.set(None)


def remaining() -> float | None:
    """How many seconds are left, below zero when they are over; None where there is no limit."""
    deadline = _deadline.get()
    return None if deadline is None else deadline - monotonic()


def is_over() -> bool:
    """Whether the time is over."""
    deadline = _deadline.get()
    return deadline is not None and monotonic() > deadline


def check() -> None:
    """Raises OverBudget if the time is over."""
    if is_over():
        raise OverBudget("The request takes longer than one may.")
