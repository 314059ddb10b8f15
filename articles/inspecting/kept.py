"""The files that the archive has to have: those of its sources, and those of sources that editors deleted."""

import hashlib
from collections.abc import Iterator
from datetime import timedelta
from typing import NamedTuple

from django.core.exceptions import SuspiciousOperation
from django.core.files.storage import default_storage
from django.db.models import Q, QuerySet
from django.utils import timezone

from articles.models import SourceFile
from articles.removing import kept_files

DUE_AFTER = timedelta(days=25)
"""A file that was not read for so long is to be read again, so that none goes unread for 30 days."""

_AHEAD = timedelta(days=1)  # who was read later than this was read by a clock that has been set back since
_AT_ONCE = 1 << 20  # bytes


class Kept(NamedTuple):
    """A file as it was taken in. `key` is its row's, 0 where that has been deleted; `name` its place in media/."""

    key: int
    sha256: str
    size: int
    name: str

    def __str__(self) -> str:
        return f"{f'source file {self.key}' if self.key else 'deleted source file'} ({self.name or 'no name'})"


def due() -> QuerySet[SourceFile]:
    """The sources whose files have to be read again by now."""
    now = timezone.now()
    return SourceFile.objects.filter(
        Q(checked_at=None) | Q(checked_at__lt=now - DUE_AFTER) | Q(checked_at__gt=now + _AHEAD)
    )


def removed_files() -> Iterator[Kept]:
    """The files of sources that were deleted and may be brought back."""
    return (Kept(0, file.sha256, file.size, file.path) for file in kept_files())


def trouble_with(kept: Kept) -> str | None:
    """What is wrong with a file, as a code; None if all its bytes are as they were. Reads it in pieces."""
    if not kept.name:
        return "file-missing"
    digest, size = hashlib.sha256(), 0
    try:
        with default_storage.open(kept.name, "rb") as file:
            while piece := file.read(_AT_ONCE):
                digest.update(piece)
                size += len(piece)
    except (FileNotFoundError, NotADirectoryError, ValueError, SuspiciousOperation):
        return "file-missing"
    except OSError:
        return "file-unreadable"
    if size < kept.size:
        return "file-truncated"
    return None if (size, digest.hexdigest()) == (kept.size, kept.sha256) else "file-altered"
