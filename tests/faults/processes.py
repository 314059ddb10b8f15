"""The processes of a served archive, as `manage.py serve` has started them."""

import os
import signal
import subprocess
import time
from collections.abc import Callable
from contextlib import suppress

from tests.served import Served


def processes() -> dict[int, tuple[int, str]]:
    """All processes of this machine by id, each with its parent's id and its command line."""
    listing = subprocess.check_output(["ps", "-A", "-o", "pid=,ppid=,stat=,args="], text=True)
    rows = [line.split(None, 3) for line in listing.splitlines()]
    return {int(pid): (int(parent), line) for pid, parent, state, line in rows if not state.startswith("Z")}


def children(pid: int, command: str = "") -> list[int]:
    """What `pid` itself has started, where the command line holds `command`."""
    return [each for each, (parent, line) in processes().items() if parent == pid and command in line]


def master(served: Served) -> int:
    """The web server's first process."""
    return children(served.process.pid, "gunicorn")[0]


def web_workers(served: Served) -> list[int]:
    """Those that answer requests."""
    return children(master(served))


def background_worker(served: Served) -> int:
    return children(served.process.pid, "worker")[0]


def tree(served: Served) -> list[int]:
    """All of them, parents first."""
    found = [served.process.pid]
    for pid in found:
        found += children(pid)
    return found


def kill(*pids: int) -> None:
    """Kills processes with SIGKILL; one that has ended already is passed over."""
    for pid in pids:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)


def until(is_so: Callable[[], object], seconds: float) -> float:
    """Waits until it is so; gives the seconds that it took. Fails after so many."""
    began = time.monotonic()
    while not is_so():
        assert time.monotonic() - began < seconds, f"it did not happen within {seconds} seconds"
        time.sleep(0.1)
    return time.monotonic() - began
