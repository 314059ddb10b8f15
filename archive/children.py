"""The child processes of a running archive: started, watched, started again, stopped."""

import ctypes
import logging
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

log = logging.getLogger(__name__)

TICK = 0.1  # seconds between two looks at the children
STOP_SECONDS = 8  # for a child to end after being asked, before it is ended
STEADY_SECONDS = 60  # after which a child counts as running well
RESTART_SECONDS = (1, 2, 5, 10, 30)  # between a start and the next one; the last figure repeats
STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM)
PR_SET_PDEATHSIG = 1  # from linux/prctl.h


def end_with_parent() -> None:
    """Has Linux send this process SIGTERM when its parent dies, so that killing the parent leaves no orphan."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


@dataclass
class Child:
    """One child process. It has a session of its own: Ctrl-C on the terminal reaches the parent alone."""

    name: str
    command: list[str]
    folder: Path
    environment: Mapping[str, str]
    takes_over: tuple[int, ...] = ()
    """Open file descriptors that become its own, under the same numbers."""
    quick_ends: int = field(default=0, init=False)
    started_at: float = field(default=0.0, init=False)
    process: subprocess.Popen[bytes] | None = field(default=None, init=False)

    def start(self) -> None:
        """Starts it."""
        self.started_at = time.monotonic()
        self.process = subprocess.Popen(  # noqa: S603 - the commands are our own
            self.command,
            cwd=self.folder,
            env=self.environment,
            pass_fds=self.takes_over,
            stdin=subprocess.DEVNULL,
            start_new_session=True,
            preexec_fn=end_with_parent,  # noqa: PLW1509 - the parent has one thread only
        )
        for descriptor in self.takes_over:
            os.close(descriptor)
        self.takes_over = ()

    @property
    def exit_code(self) -> int | None:
        """Its exit code (minus a signal's number if that ended it), or None while it runs or was never started."""
        return self.process.poll() if self.process else None

    def start_again_if_ended(self) -> None:
        """Starts it once more if it has ended, the later the oftener it has ended soon after a start."""
        age = time.monotonic() - self.started_at
        if self.exit_code is None or age < RESTART_SECONDS[min(self.quick_ends, len(RESTART_SECONDS) - 1)]:
            return
        self.quick_ends = self.quick_ends + 1 if age < STEADY_SECONDS else 0
        log.warning("The %s has ended (exit code %s) and is started again.", self.name, self.exit_code)
        self.start()


def supervise(site: Child, worker: Child, answers: Callable[[], bool], announce: Callable[[], None]) -> int:
    """Runs the site and its background worker until the site ends or this process is asked to stop.

    The worker is started again whenever it ends. `announce` is called once, when `answers` first says
    yes. Returns the exit code: 0 after being asked to stop, 1 if the site ended by itself.
    """
    asked: list[int] = []
    for number in STOP_SIGNALS:
        signal.signal(number, lambda number, _frame: asked.append(number))
    announced = False
    try:
        site.start()
        worker.start()
        while not asked:
            if site.exit_code is not None:
                log.error("The %s has ended by itself (exit code %s).", site.name, site.exit_code)
                return 1
            worker.start_again_if_ended()
            if not announced and answers():
                announce()
                announced = True
            time.sleep(TICK)
        return 0
    finally:
        stop(site, worker)


def stop(*children: Child) -> None:
    """Asks the children to end, and after STOP_SECONDS ends those still there with all that they started."""
    running = [child.process for child in children if child.process and child.exit_code is None]
    for process in running:
        process.terminate()
    deadline = time.monotonic() + STOP_SECONDS
    for process in running:
        try:
            process.wait(max(0.0, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
