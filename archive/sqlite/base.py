"""SQLite as Django speaks to it, but whoever wants to write stands in line.

SQLite's own waiting looks for the lock less and less often, so that a program which writes without pause, as an import
does, gets it again and again before an editor who waits: measured, one of six writers had all of it, and the others
none within 20 seconds (docs/decisions.md). Here one writer waits at the door and the others behind it, and who has
just written stands behind those as well.
"""

import fcntl
import random
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO

from django.db.backends.sqlite3 import base
from django.db.utils import OperationalError

_LOOK_SECONDS = 0.002, 0.01
"""How long somebody in the line waits before the next look: by chance, and no longer for who has waited for long."""


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection to the file. The line is a lock on a file beside it, which a process that is killed gives up."""

    def _start_transaction_under_autocommit(self) -> None:
        with self._at_the_door():
            super()._start_transaction_under_autocommit()  # type: ignore[misc]

    @contextmanager
    def _at_the_door(self) -> Iterator[None]:
        """Waits for the others as long as for the database itself. Raises OperationalError if they take longer."""
        if self.is_in_memory_db():
            yield
            return
        try:
            line = open(f"{self.settings_dict['NAME']}-line", "ab")  # noqa: SIM115 - it is closed below
        except OSError:  # then the transaction itself will say what is wrong
            yield
            return
        with line:
            _wait(line, float(self.settings_dict["OPTIONS"].get("timeout", 5)))
            yield


def _wait(line: IO[bytes], seconds: float) -> None:
    """Takes the lock, which is given back when the file is closed."""
    until = time.monotonic() + seconds
    while True:
        try:
            return fcntl.flock(line, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > until:
                raise OperationalError("database is locked") from None
        except OSError:  # a file system without locks: everybody for themselves
            return None
        time.sleep(random.uniform(*_LOOK_SECONDS))  # noqa: S311 - no secret  # nosec B311
