"""Takes from this process what the reading of a file does not need: memory, files, processes, the network."""

import math
import os
import resource
import sys
from pathlib import Path

_LIMITS = (
    (resource.RLIMIT_CORE, 0),
    (resource.RLIMIT_FSIZE, 0),  # no byte is ever written to a file; pipes are none
    (resource.RLIMIT_NOFILE, 32),  # the pipes, and a module or a table that is read late
    (resource.RLIMIT_NPROC, 0),  # no process and no thread; the system does not hold root to it
)
_FORBIDDEN = (
    "socket.",
    "subprocess.",
    "os.exec",
    "os.fork",
    "os.posix_spawn",
    "os.spawn",
    "os.system",
)
"""How the names of the audit events begin (https://docs.python.org/3/library/audit_events.html) of what a reader may
not do. It keeps libraries that mean well from the network, under root too; the limits are what holds the others."""


def confine(memory: int) -> None:
    """Limits this process for good. `memory` is the address space that it may take beyond what it has now, in bytes.

    Only Linux limits address space; elsewhere time is the bound.
    """
    for limit, value in _LIMITS:
        resource.setrlimit(limit, (value, value))
    if sys.platform == "linux":
        pages = int(Path("/proc/self/statm").read_text("ascii").split()[0])
        size = pages * resource.getpagesize() + memory
        resource.setrlimit(resource.RLIMIT_AS, (size, size))
    sys.addaudithook(_forbid)


def allow_time(seconds: int) -> None:
    """Gives this process so many seconds of CPU time from now on; the system ends it after that."""
    used = math.ceil(sum(os.times()[:2]))
    resource.setrlimit(resource.RLIMIT_CPU, (used + seconds, resource.RLIM_INFINITY))


def _forbid(event: str, _arguments: object) -> None:
    if event.startswith(_FORBIDDEN):
        raise PermissionError(f"{event} is not for readers of files")
