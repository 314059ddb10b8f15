"""Reads sources in a process of their own, with limits: no file, whatever it is, harms the one who asks.

A source that takes too long, too much memory, or the reading process with it is refused like any other that cannot
be read. The process knows nothing of Django, of our settings and secrets, and ends with its parent.
"""

import atexit
import logging
import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Timer
from typing import Any, Self, TypeVar

from articles.ingest.records import SIZE_LIMIT, ArticleRecord, Document, IssueRecord, Profile, Refused
from articles.ingest.transfer import Malformed, encoded, rebuilt, receive, send

log = logging.getLogger(__name__)

SOURCES_PER_CHILD = 1000  # after which a new process is taken, so that what a library loses does not add up
START_SECONDS = 30  # for a process to be ready
_ROOT = Path(__file__).resolve().parents[1]
_ENVIRONMENT = ("PATH", "LANG", "LC_ALL", "PYTHONPATH", "PYTHONHOME", "PYTHONDONTWRITEBYTECODE", "VIRTUAL_ENV")

_FAILURES = {
    "time": "Reading the file took too long and was stopped.",
    "memory": "Reading the file took too much memory and was stopped.",
    "depth": "The file is nested too deeply to be read.",
    "fault": "The file could not be read, for a reason that the archive does not understand.",
    "end": "The file made the reading process break down.",
}
_ADVICE = "Nothing was saved. Split it, or save its text as plain text, and try again."


@dataclass(frozen=True)
class Limits:
    """What the reading of one source may take."""

    seconds: int = 6
    """Of the clock and of CPU time; whoever waits has the answer within ten."""
    memory: int = 256 * 1024 * 1024
    """Address space in bytes beyond that of the started interpreter, which has some 75 MB: with the process that asks,
    which has some 80, well below 512 MB in all. The largest page or file that is read in time takes some 95."""


USUAL = Limits()
_ANY_PROFILE = Profile()
T = TypeVar("T")


class _Child:
    """The reading process."""

    def __init__(self, limits: Limits) -> None:
        """Starts it. Raises RuntimeError if it does not get ready; what it said then is on standard error."""
        self.limits = limits
        self.answered = 0
        self.out_of_time = False
        self.process = subprocess.Popen(  # noqa: S603 - the command is our own
            [sys.executable, "-m", "articles.ingest.child", str(limits.memory), str(limits.seconds)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=_ROOT,
            env={name: os.environ[name] for name in _ENVIRONMENT if name in os.environ},
            start_new_session=True,  # Ctrl-C on the terminal is for the parent
        )
        try:
            with self._ended_after(START_SECONDS):
                receive(self.process.stdout)  # type: ignore[arg-type]
        except (EOFError, Malformed) as error:
            self.end()
            raise RuntimeError(f"The reading process does not start (exit code {self.process.returncode}).") from error

    @property
    def is_worn(self) -> bool:
        """Whether another one has to be taken for the next source."""
        return self.answered >= SOURCES_PER_CHILD or self.out_of_time or self.process.poll() is not None

    def ask(self, head: dict[str, Any], data: bytes) -> dict[str, Any]:
        """The answer to one message. Raises OSError, EOFError or Malformed if there is none."""
        self.answered += 1
        with self._ended_after(self.limits.seconds):
            send(self.process.stdin, encoded(head), data)  # type: ignore[arg-type]
            answer, _ = receive(self.process.stdout)  # type: ignore[arg-type]
        if not isinstance(answer, dict):
            raise Malformed("no answer")
        return answer

    @contextmanager
    def _ended_after(self, seconds: float) -> Iterator[None]:
        """Kills the process if the block takes longer, which frees the block from waiting for it."""
        timer = Timer(seconds, self._run_out)
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()
            timer.join()  # from here on, `out_of_time` is settled

    def _run_out(self) -> None:
        self.out_of_time = True
        self.process.kill()

    def end(self) -> None:
        """Ends it at once: it holds nothing that could be lost."""
        self.process.kill()
        self.process.wait()
        self.out_of_time |= self.process.returncode == -signal.SIGXCPU
        for pipe in (self.process.stdin, self.process.stdout):
            try:
                pipe.close()  # type: ignore[union-attr]
            except OSError:  # what was still to be written has nowhere to go
                continue


class Reader:
    """Reads one source after another, for one thread at a time, in a process that it starts when it needs one.

    As a context manager it ends that process with the block.
    """

    def __init__(self, limits: Limits = USUAL) -> None:
        self._limits = limits
        self._child: _Child | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

    def close(self) -> None:
        """Ends the process, if there is one; reading again starts another."""
        if self._child:
            self._child.end()
        self._child = None

    def issue(
        self, data: bytes, name: str, profile: Profile = _ANY_PROFILE, size_limit: int = SIZE_LIMIT
    ) -> IssueRecord:
        """What `articles.ingest.pipeline.read_issue` returns. Raises Refused as that does, and with code `too-hard`."""
        head = {"task": "issue", "name": name, "profile": profile, "size_limit": size_limit}
        return self._read(IssueRecord, head, data)

    def lines(self, data: bytes, name: str, size_limit: int = SIZE_LIMIT) -> Document:
        """What `articles.ingest.pipeline.read_lines` returns. Raises Refused likewise."""
        return self._read(Document, {"task": "lines", "name": name, "size_limit": size_limit}, data)

    def part(
        self,
        data: bytes,
        name: str,
        spans: Sequence[tuple[int, int]],
        profile: Profile = _ANY_PROFILE,
        *,
        opens: bool,
        size_limit: int = SIZE_LIMIT,
    ) -> ArticleRecord:
        """What `articles.ingest.part.read_part` returns. Raises Refused likewise."""
        head = {"task": "part", "name": name, "spans": spans, "profile": profile, "opens": opens}
        return self._read(ArticleRecord, head | {"size_limit": size_limit}, data)

    def _read(self, kind: type[T], head: dict[str, Any], data: bytes) -> T:
        if self._child and self._child.is_worn:
            self.close()
        child = self._child = self._child or _Child(self._limits)
        try:
            answer = child.ask(head, data)
            if "record" in answer:
                return rebuilt(kind, answer["record"])
            if "refused" in answer:
                code, message = answer["refused"]
                raise Refused(str(code), str(message))
            failure, trace = str(answer.get("failed")), str(answer.get("trace"))
        except (OSError, EOFError, Malformed, TypeError, ValueError) as error:
            child.end()
            failure = "time" if child.out_of_time else "end"
            trace = f"{error!r}, exit code {child.process.returncode}"
        self.close()
        if failure in {"fault", "end"}:
            log.error("%r (%d bytes) was refused after a failure: %s", head["name"], len(data), trace)
        raise Refused("too-hard", f"{_FAILURES.get(failure, _FAILURES['fault'])} {_ADVICE}")


_idle: list[Reader] = []  # at most one, with its process, waits for the next upload
os.register_at_fork(after_in_child=_idle.clear)  # the parent's process answers the parent


@contextmanager
def _borrowed() -> Iterator[Reader]:
    """A reader of this thread's own. One is kept for whoever comes next, the others end."""
    try:
        reader = _idle.pop()
    except IndexError:
        reader = Reader()
    try:
        yield reader
    finally:
        if _idle:
            reader.close()
        else:
            _idle.append(reader)


@atexit.register
def _end_idle() -> None:
    while _idle:
        _idle.pop().close()


def read_safely(data: bytes, name: str, profile: Profile = _ANY_PROFILE, size_limit: int = SIZE_LIMIT) -> IssueRecord:
    """Reads one source, as `Reader.issue` does, in a process that is kept for the next one. For any thread."""
    with _borrowed() as reader:
        return reader.issue(data, name, profile, size_limit)


def lines_safely(data: bytes, name: str, size_limit: int = SIZE_LIMIT) -> Document:
    """Reads one source no further than its lines, as `Reader.lines` does. For any thread."""
    with _borrowed() as reader:
        return reader.lines(data, name, size_limit)


def part_safely(
    data: bytes,
    name: str,
    spans: Sequence[tuple[int, int]],
    profile: Profile = _ANY_PROFILE,
    *,
    opens: bool,
    size_limit: int = SIZE_LIMIT,
) -> ArticleRecord:
    """Reads some lines of one source as one article, as `Reader.part` does. For any thread."""
    with _borrowed() as reader:
        return reader.part(data, name, spans, profile, opens=opens, size_limit=size_limit)
