"""Files that are deleted while a copy of the archive is made stay within its reach until that is done.

The copy names what its snapshot of the database names, and some of that may be deleted before it has been read. So
whoever deletes moves the file aside, to the folder `leaving`, while anybody holds the lock for copying.
"""

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

LEAVING, LOCK = "leaving", "copying.lock"
"""Names beside the kept files that no row names."""


@contextmanager
def deletions_put_off(media: Path) -> Iterator[None]:
    """Keeps within reach what is deleted in the folder of kept files until the block ends, or the process does.

    Has to be entered before the snapshot is taken. Raises OSError if the folder cannot be written.
    """
    media.mkdir(parents=True, exist_ok=True)
    with (media / LOCK).open("ab") as lock:
        fcntl.flock(lock, fcntl.LOCK_SH)
        try:
            yield
        finally:
            fcntl.flock(lock, fcntl.LOCK_UN)
            _sweep(media, lock)


def delete(media: Path, name: str) -> None:
    """Deletes the file that is kept under the name, or moves it aside if somebody is copying."""
    path, aside = media / name, media / LEAVING / name
    with (media / LOCK).open("ab") as lock:
        if _sweep(media, lock):
            path.unlink(missing_ok=True)
            return
        aside.parent.mkdir(parents=True, exist_ok=True)
        with suppress(FileNotFoundError):
            os.rename(path, aside)


def open_kept(media: Path, name: str) -> BinaryIO:
    """The file that is kept under the name, or was until a moment ago. Raises OSError, as for any file."""
    for path in (media / name, media / LEAVING / name):
        with suppress(FileNotFoundError):
            return path.open("rb")
    return (media / name).open("rb")  # brought back meanwhile


def _sweep(media: Path, lock: BinaryIO) -> bool:
    """Takes the lock if nobody is copying, and deletes what was moved aside; returns whether it has the lock."""
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    shutil.rmtree(media / LEAVING, ignore_errors=True)
    return True
