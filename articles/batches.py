"""Batches of uploaded files: made at once, so that the editor need not wait, and counted while they are read."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from django.core.files.uploadedfile import UploadedFile
from django.db.models import Count

from articles.archives import source_labels
from articles.models import Batch, BatchFile, BatchItem, Publication
from articles.tasks import read_batch
from articles.whole import goes_with_it, whole

State = BatchItem.State
_RECENT = 50  # drafts whose times tell how long one takes


def make_batch(
    files: Sequence[UploadedFile],
    refused: Sequence[tuple[str, str]] = (),
    *,
    publication: Publication | None = None,
    user: Any = None,
) -> Batch:
    """Keeps the files, of which there may be none, with one item for each source in them, and queues their reading.

    `refused` are names of files that were not taken, each with the sentence that says why. All this is one
    transaction; the files are moved or copied in pieces, never held in memory as a whole.
    """
    labels = [source_labels(file, file.name) for file in files]
    with whole():
        names = [*(file.name for file in files), *(name for name, _ in refused)]
        batch = Batch.objects.create(name=_title(names), publication=publication, user=user)
        for file, found in zip(files, labels, strict=True):
            row = _keep(batch, file)
            BatchItem.objects.bulk_create(
                BatchItem(batch=batch, file=row, place=place, label=label) for place, label in enumerate(found)
            )
        BatchItem.objects.bulk_create(
            BatchItem(batch=batch, label=name, state=State.REFUSED, message=message) for name, message in refused
        )
        if files:
            read_batch.enqueue(batch.pk)
    return batch


def _title(names: Sequence[str]) -> str:
    """What the batch is called: the name of its first file, and how many more there are."""
    more = f" and {len(names) - 1} more" if len(names) > 1 else ""
    return names[0][: 255 - len(more)] + more


def _keep(batch: Batch, file: UploadedFile) -> BatchFile:
    """Keeps a file under a name of our own: what an upload is called is never a path."""
    row = BatchFile(batch=batch, name=file.name[-255:])
    row.file.save(uuid4().hex, file, save=False)
    goes_with_it(row.file.name)
    row.save()
    return row


@dataclass(frozen=True)
class Progress:
    """How far a batch is."""

    counts: dict[str, int]
    """How many items are in each state, all states included."""
    seconds_left: float | None
    """By the pace of the last items; None where nothing can be said, or nothing is left."""

    @property
    def total(self) -> int:
        return sum(self.counts.values())

    @property
    def done(self) -> int:
        return self.total - self.counts[State.WAITING]

    @property
    def is_finished(self) -> bool:
        return self.done == self.total


def progress(batch: Batch) -> Progress:
    """How far the batch is."""
    found = dict(batch.items.order_by().values_list("state").annotate(Count("id")))
    counts = {state: found.get(state, 0) for state in State.values}
    return Progress(counts, _seconds_left(batch, counts[State.WAITING]))


def _seconds_left(batch: Batch, waiting: int) -> float | None:
    """Items are read in the order of their ids, and a draft's file says when that was."""
    drafts = batch.items.filter(state=State.STORED, source__isnull=False).order_by("-id")
    recent = list(drafts.values_list("id", "source__uploaded_at")[:_RECENT])
    if not waiting or len(recent) < 2:
        return None
    (last, ended), (first, began) = recent[0], recent[-1]
    read = batch.items.filter(id__gt=first, id__lte=last).count()
    return waiting * (ended - began).total_seconds() / read
