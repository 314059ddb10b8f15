"""The process in which uploads are read: `python -m articles.ingest.child MEMORY SECONDS`.

Sources come in through standard input, records go out through standard output, one for one (`transfer`), until the
input ends. MEMORY is what the process may take beyond its start, in bytes; SECONDS the CPU time for each source.
articles/reading.py starts it, watches the clock, and ends it.
"""

import os
import sys
import traceback
from collections.abc import Callable
from typing import Any, BinaryIO

from articles.ingest.confinement import allow_time, confine
from articles.ingest.part import read_part
from articles.ingest.pipeline import read_issue, read_lines
from articles.ingest.records import ArticleRecord, Document, IssueRecord, Profile, Refused
from articles.ingest.transfer import encoded, rebuilt, receive, send


def _issue(head: dict[str, Any], data: bytes) -> IssueRecord:
    return read_issue(data, head["name"], rebuilt(Profile, head["profile"]), head["size_limit"])


def _lines(head: dict[str, Any], data: bytes) -> Document:
    return read_lines(data, head["name"], head["size_limit"])


def _part(head: dict[str, Any], data: bytes) -> ArticleRecord:
    profile = rebuilt(Profile, head["profile"])
    spans = [(first, last) for first, last in head["spans"]]
    return read_part(data, head["name"], spans, profile, opens=head["opens"], size_limit=head["size_limit"])


TASKS: dict[str, Callable[[dict[str, Any], bytes], IssueRecord | Document | ArticleRecord]] = {
    "issue": _issue,
    "lines": _lines,
    "part": _part,
}
"""What can be asked of the process, by the word for it in the head of the message."""


def main(memory: int, seconds: int) -> None:
    """Answers until there are no more sources."""
    sources, answers = _own_pipes()
    confine(memory)
    send(answers, encoded("ready"))
    os.dup2(sys.stdout.fileno(), sys.stderr.fileno())  # until here the log heard what was wrong with the start
    while True:
        try:
            head, data = receive(sources)
        except EOFError:
            return
        allow_time(seconds)
        send(answers, _answer(head, data))


def _own_pipes() -> tuple[BinaryIO, BinaryIO]:
    """Takes the pipes away from standard input and output, so that no library can print into the answers."""
    sources, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDWR)
    os.dup2(nothing, sys.stdin.fileno())
    os.dup2(nothing, sys.stdout.fileno())
    os.close(nothing)
    return sources, answers


def _answer(head: dict[str, Any], data: bytes) -> bytes:
    """The encoded answer: `record`, or `refused` with code and message, or `failed` with the way it failed."""
    try:
        return encoded({"record": TASKS[head["task"]](head, data)})
    except Refused as refusal:
        return encoded({"refused": [refusal.code, refusal.message]})
    except MemoryError:
        return encoded({"failed": "memory", "trace": ""})
    except RecursionError:
        return encoded({"failed": "depth", "trace": ""})
    except Exception:  # whatever a reader does not expect of a file is told, and the next file is read
        return encoded({"failed": "fault", "trace": traceback.format_exc(limit=-12)})


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
