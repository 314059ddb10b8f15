"""Those that write the index, as processes to be started and killed."""

import time
from collections.abc import Callable
from contextlib import suppress
from functools import partial

from django.core.management import call_command

from search.index import apply_pending

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


def rebuilding() -> None:
    """Builds the index anew again and again, for ever."""
    while True:
        call_command("rebuild_index", verbosity=0)


ACTIONS: dict[str, Callable[[], object]] = {
    "apply": apply_pending,
    "rebuild": partial(call_command, "rebuild_index", verbosity=0),
}
"""What writes the index, once."""

INDEXERS: tuple[Callable[[], object], ...] = (applying, applying, worker, applying, rebuilding)
"""Who writes the index again and again, in the order in which they are killed."""
