"""Those that write the index, as processes to be started and killed."""

import time
from collections.abc import Callable
from contextlib import suppress
from functools import partial

from django.core.management import call_command

from search.index import apply_pending
from tests.faults.watching import stop_file

BREATH = 0.005


def worker() -> None:
    """The background worker, until it is asked to end."""
    with suppress(SystemExit):
        call_command("worker")


def applying() -> None:
    """Applies changes as fast as they come, for ever."""
    while True:
        apply_pending()
        time.sleep(BREATH)


def rebuilding() -> int:
    """Builds the index anew again and again, until told to stop. Returns how often."""
    times = 0
    while not stop_file().exists():
        call_command("rebuild_index", verbosity=0)
        times += 1
    return times


ACTIONS: dict[str, Callable[[], object]] = {
    "apply": apply_pending,
    "rebuild": partial(call_command, "rebuild_index", verbosity=0),
}
"""What writes the index, once."""

INDEXERS: dict[str, tuple[Callable[[], object], int]] = {
    "apply": (applying, 6),
    "worker": (worker, 2),
    "rebuild": (rebuilding, 2),
}
"""What writes the index again and again, each with its weight."""
