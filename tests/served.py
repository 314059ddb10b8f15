"""A real archive for tests: `manage.py serve` in a process of its own, with a data folder of its own."""

import os
import queue
import subprocess
import sys
import threading
import urllib.request
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.databases import database_url

ROOT = Path(__file__).resolve().parents[1]
START_SECONDS, STOP_SECONDS = 120, 12
PASSWORD = "a-password-for-tests"


@dataclass
class Served:
    """A started `manage.py serve`: its process, the lines that it has printed, and its address once it has one."""

    process: subprocess.Popen
    lines: list[str] = field(default_factory=list)
    printed: queue.Queue = field(default_factory=queue.Queue)

    def wait_for(self, text):
        """The first line that has `text` in it, from the next one on; fails if the process ends without it."""
        while (line := self.printed.get(timeout=START_SECONDS)) is not None:
            if text in line:
                return line
        raise AssertionError(f"exit code {self.process.wait()} without {text!r}:\n" + "\n".join(self.lines))

    @property
    def url(self):
        line = next(line for line in self.lines if line.startswith("Sci-Tech Policy Archive: "))
        return line.split()[-1]

    def get(self, path):
        """The status and the text of the page at `path`."""
        with urllib.request.urlopen(self.url.rstrip("/") + path, timeout=20) as response:
            return response.status, response.read().decode()

    def stop(self):
        """Asks it to end, as Ctrl-C does; returns its exit code."""
        self.process.terminate()
        return self.process.wait(STOP_SECONDS)


def environment(data, **more):
    """The environment of an archive on the data folder `data`, free of what the tests' own settings left there."""
    own = {name: value for name, value in os.environ.items() if not name.startswith(("ARCHIVE_", "DJANGO_"))}
    own |= {"ARCHIVE_DATA": str(data), "DATABASE_URL": database_url(data)}
    own |= {"ARCHIVE_SEARCH_LIMIT": "0", "ARCHIVE_EXPORT_LIMIT": "0"}  # all tests ask from one address
    return own | {"PORT": "0", "ARCHIVE_EDITOR_PASSWORD": PASSWORD} | more


def shell(data, code, **more):
    """What `code` prints when it runs in the archive on the data folder `data`; more environment variables by name."""
    command = [sys.executable, "manage.py", "shell", "--no-imports", "--command", code]
    return subprocess.check_output(command, cwd=ROOT, env=environment(data, **more), text=True).strip()


def manage(data, *arguments):
    """Runs `manage.py` on the data folder, which is made if there is none; gives what it printed."""
    data.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "manage.py", *arguments]
    return subprocess.check_output(command, cwd=ROOT, env=environment(data), text=True)


def start(data, *before, **more):
    """Starts an archive on the data folder `data` and a free port; more environment variables by name.

    `before` are words of a command that runs another one in its own place, such as `setpriv`.
    """
    process = subprocess.Popen(
        [*before, sys.executable, "manage.py", "serve"],
        cwd=ROOT,
        env=environment(data, **more),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    served = Served(process)
    threading.Thread(target=collect, args=(served,), daemon=True).start()
    return served


def collect(served):
    """Takes in what the archive prints, until it ends."""
    with served.process.stdout as output:
        for line in output:
            served.lines.append(line.rstrip("\n"))
            served.printed.put(line.rstrip("\n"))
    served.printed.put(None)


@contextmanager
def running(data, *before, **more):
    """An archive that answers, as `start` starts it, stopped at the end of the block."""
    served = start(data, *before, **more)
    try:
        served.wait_for("Ctrl-C stops it")
        yield served
    finally:
        if served.process.poll() is None:
            served.stop()
