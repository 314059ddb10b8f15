"""Reads the files of sources again in the background, a few seconds at a time, so that none goes unread for long."""

import math

from django.utils import timezone
from django_tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult

from articles.inspecting.files import read_for
from articles.inspecting.kept import due
from articles.inspecting.orphans import clear_staging
from articles.inspecting.recording import note
from articles.tasks import SLICE_SECONDS

LOOK_SECONDS = 3600


@task()
def reread(after: int = 0) -> None:
    """Reads due files with a higher id than `after` for a few seconds and tells what is wrong with them, then queues
    itself again, behind the work that has come in meanwhile, if more are due."""
    began = timezone.now()
    found, last = read_for(SLICE_SECONDS, after)
    note(found, {}, began)
    if last is not None and not _is_queued():
        reread.enqueue(last)


def queue_rereading() -> None:
    """Queues the reading of the files that are due, if there are any and it does not wait already."""
    if due().exists() and not _is_queued():
        reread.enqueue(0)


def _is_queued() -> bool:
    return DBTaskResult.objects.filter(task_path=reread.module_path, status=TaskResultStatus.READY).exists()


class Rereading:
    """Has due files read again, hour by hour: no task has to wait for a time that a clock may never show."""

    def __init__(self) -> None:
        self._not_before = -math.inf

    def look(self, now: float) -> None:
        """To be called often; `now` is seconds of a clock that nobody sets."""
        if now >= self._not_before:
            self._not_before = now + LOOK_SECONDS
            clear_staging()
            queue_rereading()
