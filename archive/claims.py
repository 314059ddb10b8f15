"""What a running archive holds for itself alone: its data folder and its port."""

import fcntl
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class CannotStart(Exception):
    """The archive cannot be served. The message tells whoever started it why, and what to do."""


def unwritable(folder: Path, error: OSError) -> str:
    """The sentence for a data folder that `error` says cannot be written."""
    return f"The data folder {folder} cannot be written: {reason(error)}. Set ARCHIVE_DATA to a folder that can."


def reason(error: OSError) -> str:
    """What the system says went wrong, to go on within a sentence."""
    return (error.strerror or str(error)).lower()


@contextmanager
def claimed_folder(folder: Path) -> Iterator[None]:
    """Holds the data folder `folder`, made if there is none, until the block ends.

    The claim is a lock on a file in it, so the system drops it however the process ends.
    Raises CannotStart if the folder cannot be written or another process holds it.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        file = (folder / "serve.lock").open("a+")
    except OSError as error:
        raise CannotStart(unwritable(folder, error)) from error
    with file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            file.seek(0)
            raise CannotStart(
                f"The archive in {folder} is being served already, by process {file.read().strip() or 'unknown'}. "
                "Stop that one first, or set ARCHIVE_DATA to another folder."
            ) from error
        file.truncate(0)
        file.write(f"{os.getpid()}\n")
        file.flush()
        yield


def claimed_port(host: str, port: str) -> socket.socket:
    """A socket bound to `host` and `port` (0: any free one). It does not listen yet: whoever calls is
    refused until the site can answer. Raises CannotStart if the port cannot be had."""
    if not port.isdecimal() or int(port) > 65535:
        raise CannotStart(f"{port!r} is no port. Set PORT to a number from 1 to 65535.")
    claim = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET, socket.SOCK_STREAM)
    claim.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        claim.bind((host, int(port)))
    except OSError as error:
        claim.close()
        raise CannotStart(f"Port {port} at {host} cannot be used: {reason(error)}. Set PORT to another one.") from error
    return claim
