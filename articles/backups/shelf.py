"""The folder that copies are kept in: each appears whole, under its own name, or not at all."""

import fcntl
import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from articles.syncing import sync

PREFIX = "archive-"
_DRAFT, _GOING, _LOCK = ".part-", ".going-", ".backup.lock"


class Busy(Exception):
    """Another process is making a copy in the same folder."""


@contextmanager
def claimed_shelf(folder: Path) -> Iterator[None]:
    """Holds the folder, made if there is none, for one writer, and removes what killed ones left.

    Raises Busy and OSError.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / _LOCK).open("ab") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise Busy from error
        for left in [*folder.glob(f"{_DRAFT}{PREFIX}*"), *folder.glob(f"{_GOING}{PREFIX}*")]:
            shutil.rmtree(left)
        yield


@contextmanager
def new_copy(folder: Path) -> Iterator[tuple[Path, Path]]:
    """Gives a folder to write a copy in, and the path that it will have after the block, which does not exist.

    Nobody but the owner may read it: it holds password hashes, and texts that may not be shown. If the block raises,
    nothing is left.
    """
    path = _free(folder)
    draft = folder / f"{_DRAFT}{path.name}"
    try:
        draft.mkdir(mode=0o700)
        yield draft, path
        os.rename(draft, path)
        sync(folder)
    except BaseException:
        shutil.rmtree(draft, ignore_errors=True)
        raise


def _free(folder: Path) -> Path:
    """The name of this second, or of the next one that no copy has."""
    while (path := folder / f"{PREFIX}{datetime.now(UTC):%Y%m%dT%H%M%SZ}").exists():
        time.sleep(0.1)
    return path


def copies(folder: Path) -> list[Path]:
    """The copies in the folder, the oldest first, as their names say."""
    return sorted(path for path in folder.glob(f"{PREFIX}*") if path.is_dir())


def thin_out(folder: Path, keep: int) -> list[Path]:
    """Removes all copies but the newest `keep`; returns those. One that is half removed never looks whole."""
    old = copies(folder)[:-keep]
    for path in old:
        going = path.with_name(f"{_GOING}{path.name}")
        os.rename(path, going)
        shutil.rmtree(going)
    return old
