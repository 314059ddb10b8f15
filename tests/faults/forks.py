"""Forks of a process that has loaded the archive: as fresh as a new process, and there in a hundredth of the time."""

import json
import os
import signal
import sys
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import connections

from archive.children import end_with_parent

SECONDS = 1800


class Died(Exception):
    """A fork did not return: it raised an exception, or died of the signal `number`."""

    def __init__(self, reason: str, number: int = 0) -> None:
        super().__init__(reason)
        self.number = number


@dataclass
class Fork:
    """A process that was started by `fork`, and the pipe on which it tells what its task has returned."""

    pid: int
    pipe: int

    def result(self) -> Any:
        """Waits for what its task returns. Raises Died."""
        with os.fdopen(self.pipe) as pipe:
            told = pipe.read()
        code = os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])
        if code < 0:
            raise Died(f"the process died of {signal.Signals(-code).name}", -code)
        message = json.loads(told)
        if "error" in message:
            raise Died(message["error"])
        return message["value"]

    def end(self) -> Any:
        """Asks it to end, as a server asks its worker, and gives what its task returns. Raises Died."""
        os.kill(self.pid, signal.SIGTERM)
        return self.result()

    def kill(self) -> bool:
        """Kills it with SIGKILL; whether it was still at work. Raises Died if its task had failed by itself."""
        os.kill(self.pid, signal.SIGKILL)
        return not survived(self)


def fork(task: Callable[..., Any], *given: Any) -> Fork:
    """Starts `task` in a fork of this process. What it returns must be fit for JSON."""
    connections.close_all()  # those of SQLite may not pass into a fork
    sys.stdout.flush()
    out, into = os.pipe()
    if pid := os.fork():
        os.close(into)
        return Fork(pid, out)
    end_with_parent()
    signal.alarm(SECONDS)
    try:
        message = {"value": task(*given)}
    except BaseException:
        message = {"error": traceback.format_exc()}
    with os.fdopen(into, "w") as pipe:
        json.dump(message, pipe)
    os._exit(0)


def forked(task: Callable[..., Any], *given: Any) -> Any:
    """What `task` returns in a fork. Raises Died."""
    return fork(task, *given).result()


def survived(started: Fork) -> bool:
    """Whether a fork came to its end and was not killed. Raises Died if its task raised an exception."""
    try:
        started.result()
    except Died as died:
        if died.number == signal.SIGKILL:
            return False
        raise
    return True
