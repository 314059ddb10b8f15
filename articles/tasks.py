"""Background work of the catalogue: the reading of batches."""

from datetime import timedelta

from django.utils import timezone
from django_tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult

from articles.batch_reading import read_for
from articles.models import Batch, BatchFile

SLICE_SECONDS = 5  # after which other work, such as that of the index, has its turn
PAUSE = timedelta(minutes=1)  # after a failure, which may be a full disk or a busy database


@task()
def read_batch(batch_id: int) -> None:
    """Reads some of a batch, then queues itself again, behind the work that has come in meanwhile."""
    batch = Batch.objects.select_related("publication", "user").filter(pk=batch_id).first()
    if batch is None:
        return  # an editor has deleted it
    try:
        unfinished = read_for(batch, SLICE_SECONDS)
    except Exception:
        read_batch.using(run_after=timezone.now() + PAUSE).enqueue(batch_id)
        raise
    if unfinished:
        read_batch.enqueue(batch_id)


def queue_unfinished() -> None:
    """Queues the reading of every batch that a worker left unfinished when it ended. For a worker's start."""
    waiting = DBTaskResult.objects.filter(task_path=read_batch.module_path, status=TaskResultStatus.READY)
    queued = {result.args_kwargs["args"][0] for result in waiting}
    for batch_id in sorted(set(BatchFile.objects.values_list("batch", flat=True)) - queued):
        read_batch.enqueue(batch_id)
