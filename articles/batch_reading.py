"""Reads the files of a batch, one source after the other.

A source and the note of what became of it are saved together, so whoever goes on after a break begins with the first
source that has none, and nothing is in the archive twice.
"""

import fcntl
import time
from itertools import chain, repeat

from django.conf import settings
from django.core.files import File
from django.db import OperationalError
from django.db.models import F

from articles.archives import Source, sources
from articles.ingest.records import Profile, Refused
from articles.models import Batch, BatchFile, BatchItem
from articles.reading import read_safely
from articles.replacing import save_page
from articles.store import profile_of, stored_content
from articles.whole import whole

MOST_ATTEMPTS = 5
"""How often a worker may end in the middle of saving one file. More often, and it is taken that the file ends it."""
_BROKEN_OFF = (
    f"The archive broke off {MOST_ATTEMPTS} times while it read or saved this file, and nothing of it was saved. "
    "Save its text as plain text and upload that, or ask whoever runs the archive to look into the log."
)
_HELD = "A new scan, it seems, of a page that is there. It is kept beside that one; open it to put it in its place."
_MISSING = "What was uploaded is missing from the data folder. Upload it again."
_GONE = Source("", "", Refused("damaged", "The file is not found in its archive any more. Upload it again."))
State = BatchItem.State


def read_for(batch: Batch, seconds: float) -> bool:
    """Reads sources of the batch for about so many seconds, one at least; returns whether there are more to read.

    A file is read by one process at a time: what another is at is left to it. A file whose items are all done is
    deleted.
    """
    end = time.monotonic() + seconds
    profile = profile_of(batch.publication)
    files = list(batch.files.all())
    for file in files:
        finished = _read_file(file, profile, end)
        if not finished or (time.monotonic() > end and file != files[-1]):
            return True
    return False


def _read_file(file: BatchFile, profile: Profile, end: float) -> bool:
    """Reads the file until the clock shows `end`; returns whether nothing of it is left to do here."""
    try:
        opened = file.file.open("rb")
    except FileNotFoundError:
        file.items.filter(state=State.WAITING).update(state=State.REFUSED, message=_MISSING)
        file.delete()
        return True
    with opened:
        # The system drops the lock however the process ends.
        try:
            fcntl.flock(opened.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
        if not _read_items(file, opened, profile, end):
            return False
        file.file.delete(save=False)  # before its row, which brings us here again after a break
        file.delete()
    return True


def _read_items(file: BatchFile, opened: File, profile: Profile, end: float) -> bool:
    """Reads what waits of the open file until the clock shows `end`; returns whether that was all."""
    items = list(file.items.filter(state=State.WAITING).order_by("place"))
    start = items[0].place if items else 0  # those before it are done
    found = sources(opened, file.name, file.name, settings.UPLOAD_LIMIT, start=start)
    for item, source in zip(items, chain(found, repeat(_GONE))):  # noqa: B905 - the second has no end
        _read(item, source, file.batch, profile)
        if time.monotonic() > end and item is not items[-1]:
            return False
    return True


def _read(item: BatchItem, source: Source, batch: Batch, profile: Profile) -> None:
    """Reads one source and saves it as a draft, unless it is there already or has to be refused."""
    row = BatchItem.objects.filter(pk=item.pk)
    if item.attempts >= MOST_ATTEMPTS:
        row.update(state=State.REFUSED, message=_BROKEN_OFF)
        return
    try:
        if isinstance(source.content, Refused):
            raise source.content
        if known := stored_content(source.content):
            row.update(state=State.KNOWN, source=known.source)
            return
        record = read_safely(source.content, source.name, profile, settings.UPLOAD_LIMIT)
    except Refused as refusal:
        row.update(state=State.REFUSED, message=refusal.message)
        return
    if not row.update(attempts=F("attempts") + 1):  # what is read is read in a process that may die of it (read_safely)
        return  # an editor has deleted the batch
    try:
        with whole():
            stored = save_page(record, source.content, publication=batch.publication, user=batch.user)
            state = State.STORED if stored.created else State.KNOWN
            is_held = stored.created and not stored.source.is_current
            row.update(state=state, source=stored.source, message=_HELD if is_held else "")
    except (OSError, OperationalError):  # a full disk or a busy database: the file is not to blame
        row.update(attempts=item.attempts)
        raise
