"""Files in media/ that nothing refers to: left by a process that was killed, or put there by somebody.

A file is written before its row is committed. So what seems to have no row is asked for again when no transaction
that may have written it is running any more.
"""

import hashlib
import os
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext_noop

from articles.inspecting.findings import Finding, Looked
from articles.kept_files import DRAFT_SUFFIX
from articles.leaving_files import LEAVING, LOCK
from articles.models import BatchFile, SourceFile
from articles.removing import kept_file_names
from articles.syncing import sync

MESSAGES = {
    "orphan": gettext_noop("Nothing in the archive refers to this file. Move it away with: manage.py verify --tidy"),
    "left-over": gettext_noop(
        "Somebody began to upload or write this file and never ended. Move it away with: manage.py verify --tidy"
    ),
    "folder-unreadable": gettext_noop("The folder cannot be looked into. Look at its rights and at the disk."),
}
LOST_AND_FOUND = "lost-and-found"
_STAGING = "staging"
_OURS = {LOST_AND_FOUND, LEAVING, LOCK}
"""What has no row and lies in media/ all the same."""

_DAY = 24 * 60 * 60
_SETTLED_SECONDS = 600  # after which a file has its row, where several may write at once
_DELETING_SECONDS = 2  # between the end of a transaction and the deletion of the files that went with it
_AT_ONCE = 500


def orphans(looked: Looked) -> Iterator[Finding]:
    """All files that nothing refers to, and folders that cannot be read. `looked` counts the `names` in media/."""
    refused: list[OSError] = []
    found = [each for names in _in_batches(_names(refused)) for each in _orphaned(names, looked)]
    if found:
        time.sleep(_DELETING_SECONDS)
    yield from (Finding(code, name, MESSAGES[code]) for name, code in found if _written(name))
    for error in refused:
        yield Finding("folder-unreadable", str(error.filename), MESSAGES["folder-unreadable"])


def tidy(names: Iterable[str]) -> list[str]:
    """Moves those of the files that nothing refers to into media/lost-and-found/, with a line in its notes.txt for
    each; returns their new names. Nothing is deleted, nothing overwritten. Raises OSError."""
    with _alone():
        return [_move(name) for name in sorted(_unknown(set(names)))]


def clear_staging() -> None:
    """Deletes uploads that nobody saved within a day, as any later upload would."""
    for path in (Path(settings.MEDIA_ROOT) / _STAGING).glob("*"):
        with suppress(OSError):
            if path.stat().st_mtime < time.time() - _DAY:
                path.unlink()


def _orphaned(names: list[str], looked: Looked) -> list[tuple[str, str]]:
    """Those of the names to which nothing refers, each with its code."""
    looked.at("names", len(names))
    now = time.time()
    age = {name: now - (_written(name) or now) for name in names}
    passing = {name for name in names if Path(name).parts[0] == _STAGING or name.endswith(DRAFT_SUFFIX)}
    unknown = _unknown(set(names) - passing)
    if connection.vendor != "sqlite":
        unknown = {name for name in unknown if age[name] > _SETTLED_SECONDS}
    if unknown:
        with _alone():
            unknown = _unknown(unknown)
    old = {name for name in passing if age[name] > 2 * _DAY}
    return [*((name, "left-over") for name in sorted(old)), *((name, "orphan") for name in sorted(unknown))]


def _names(refused: list[OSError]) -> Iterator[str]:
    """Every file in media/, by its path in there."""
    root = Path(settings.MEDIA_ROOT)
    for folder, folders, files in os.walk(root, onerror=refused.append if root.exists() else None):
        if Path(folder) == root:
            folders[:] = set(folders) - _OURS
        for file in files if Path(folder) != root else set(files) - _OURS:
            yield (Path(folder) / file).relative_to(root).as_posix()


def _in_batches(names: Iterable[str]) -> Iterator[list[str]]:
    batch: list[str] = []
    for name in names:
        batch.append(name)
        if len(batch) == _AT_ONCE:
            yield batch
            batch = []
    if batch:
        yield batch


def _unknown(names: set[str]) -> set[str]:
    """Those to which no row refers. Files of sources are called by their SHA-256, by which rows are found quickly."""
    digests = {Path(name).name[:64] for name in names}
    left = names - set(SourceFile.objects.filter(sha256__in=digests).values_list("file", flat=True))
    for model in (SourceFile, BatchFile):
        if left:
            left = left - set(model.objects.filter(file__in=left).values_list("file", flat=True))
    return left - kept_file_names() if left else left


def _written(name: str) -> float | None:
    """When a file was written; None if it is gone meanwhile."""
    try:
        return (Path(settings.MEDIA_ROOT) / name).lstat().st_mtime
    except OSError:
        return None


@contextmanager
def _alone() -> Iterator[None]:
    """Waits until nobody is saving a source, and keeps them waiting meanwhile.

    A transaction of SQLite is the only one that writes; elsewhere the table is locked.
    """
    with transaction.atomic():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute(f"LOCK TABLE {SourceFile._meta.db_table} IN SHARE ROW EXCLUSIVE MODE")
        yield


def _move(name: str) -> str:
    root = Path(settings.MEDIA_ROOT)
    path, there = root / name, root / LOST_AND_FOUND / name
    there.parent.mkdir(parents=True, exist_ok=True)
    number = 1
    while there.exists():
        number += 1
        there = root / LOST_AND_FOUND / f"{name}.{number}"
    note = f"{timezone.now().isoformat(timespec='seconds')} {path.stat().st_size} bytes, SHA-256 {_sha256(path)}: "
    path.rename(there)
    moved = there.relative_to(root).as_posix()
    with open(root / LOST_AND_FOUND / "notes.txt", "a", encoding="utf-8") as notes:
        notes.write(f"{note}{name} -> {moved}\n")
    for folder in (there.parent, path.parent):
        sync(folder)
    return moved


def _sha256(path: Path) -> str:
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
