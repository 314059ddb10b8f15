"""Reads the files of the sources again, every byte, and compares them with what was uploaded."""

import math
import time
from collections.abc import Iterator, Sequence

from django.core.files.storage import default_storage
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_noop

from articles.inspecting.findings import Finding, Looked
from articles.inspecting.kept import Kept, due, removed_files, trouble_with
from articles.models import BatchFile, BatchItem, SourceFile
from articles.removing import kept_file_names

MESSAGES = {
    "file-missing": gettext_noop("The file is not there. Restore it from a backup."),
    "file-unreadable": gettext_noop("The file cannot be read. Look at its rights and at the disk."),
    "file-truncated": gettext_noop("The file is shorter than what was uploaded. Restore it from a backup."),
    "file-altered": gettext_noop("The file is not what was uploaded. Restore it from a backup."),
    "upload-missing": gettext_noop("A file that waits to be read is not there. Ask the editor to upload it again."),
}
_AT_ONCE = 200  # rows


def sources(looked: Looked, *, only_due: bool = False, after: int = 0, until: float = math.inf) -> Iterator[Finding]:
    """What is wrong with the files of sources with a higher id than `after`; notes of each that is well when that was.

    Reads those that are `due`, or all, until the monotonic clock shows `until`, one at least. `looked` counts
    `files` and `bytes`; `last_file` is the id of the last one.
    """
    wanted = due() if only_due else SourceFile.objects.all()
    while rows := _next(wanted, after):
        well = []
        for kept in rows:
            code = trouble_with(kept)
            if code is None:
                well.append(kept.key)
            elif _is_still_wanted(kept):
                yield Finding(code, str(kept), MESSAGES[code])
            looked.at("files")
            looked.at("bytes", kept.size)
            looked.counts["last_file"] = after = kept.key
            if time.monotonic() > until:
                break
        SourceFile.objects.filter(pk__in=well).update(checked_at=timezone.now())
        if time.monotonic() > until:
            return


def _next(wanted: QuerySet[SourceFile], after: int) -> list[Kept]:
    rows = wanted.filter(pk__gt=after).order_by("pk").values_list("pk", "sha256", "size", "file")
    return [Kept(*row) for row in rows[:_AT_ONCE]]


def _is_still_wanted(kept: Kept) -> bool:
    """Whether the row is still there: with it, an editor may have deleted the file a moment ago."""
    return SourceFile.objects.filter(pk=kept.key, file=kept.name, sha256=kept.sha256).exists()


def removed_sources(looked: Looked) -> Iterator[Finding]:
    """What is wrong with the files of deleted sources that may be brought back."""
    for kept in removed_files():
        code = trouble_with(kept)
        looked.at("files")
        if code and kept.name in kept_file_names():
            yield Finding(code, str(kept), MESSAGES[code])


def uploads(looked: Looked) -> Iterator[Finding]:
    """The uploads of batches that are not there although something of them waits to be read."""
    for key, name in BatchFile.objects.values_list("pk", "file"):
        looked.at("uploads")
        if not default_storage.exists(name) and _waits(key):
            yield Finding("upload-missing", f"file {key} of a batch ({name})", MESSAGES["upload-missing"])


def _waits(key: int) -> bool:
    return BatchItem.objects.filter(file=key, state=BatchItem.State.WAITING).exists()


def read_for(seconds: float, after: int) -> tuple[Sequence[Finding], int | None]:
    """Reads due files with a higher id than `after` for about so many seconds. Returns what is wrong, and the id to go
    on after; None if there are no more."""
    looked = Looked()
    found = list(sources(looked, only_due=True, after=after, until=time.monotonic() + seconds))
    last = looked.counts["last_file"]
    return found, last if last and due().filter(pk__gt=last).exists() else None
