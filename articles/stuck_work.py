"""Finds background work that nobody would do: its worker was killed beside another one, or the clock was set back."""

from datetime import timedelta

from django.db.models import Count, Q
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult, get_date_max

from articles.inspecting.rereading import Rereading
from articles.models import Batch, BatchItem
from articles.tasks import PAUSE, queue_unfinished

LEFT_SECONDS = 30
"""A batch of which nothing was read for so long, and whose reading nobody has queued, has lost its worker."""


class StuckWork:
    """What a look at the queue found, to be compared with what the next one finds."""

    def __init__(self) -> None:
        self._waiting: dict[int, int] = {}
        self._since = 0.0
        self._rereading = Rereading()

    def release(self, now: float) -> None:
        """Has done what is stuck. `now` is seconds of a clock that nobody sets. Batches that are being read, however
        slowly, lose nothing by being queued once more: a file is read by one process at a time."""
        call_in()
        self._rereading.look(now)
        waiting = _waiting()
        if waiting != self._waiting:
            self._waiting, self._since = waiting, now
        elif waiting and now - self._since >= LEFT_SECONDS:
            queue_unfinished()
            self._since = now


def call_in() -> int:
    """Has work that is put off for longer than anything ever is begin at once; returns how much that was.

    The clock has been set back since: it would wait for as long as that was.
    """
    later = timezone.now() + 2 * PAUSE
    put_off = DBTaskResult.objects.filter(status=TaskResultStatus.READY, run_after__gt=later)
    return put_off.exclude(run_after=get_date_max()).update(run_after=timezone.now() - timedelta(seconds=1))


def _waiting() -> dict[int, int]:
    """How many sources wait to be read, by batch."""
    unread = Count("items", filter=Q(items__state=BatchItem.State.WAITING))
    return dict(Batch.objects.filter(files__isnull=False).annotate(unread=unread).values_list("pk", "unread"))
