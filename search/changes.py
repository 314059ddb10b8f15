"""Notes changed articles for the index, in the transaction of the change."""

from django.db import transaction
from django.dispatch import receiver
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from articles.signals import articles_changed
from search.models import PendingChange
from search.tasks import apply_pending_changes


@receiver(articles_changed)
def note_changes(sender: object, ids: set[int], **_: object) -> None:
    """Each article waits for the index, and a task will see to it.

    A task that has not begun will see these rows too, so one is enough. It cannot begin before this transaction
    ends: on SQLite no one else may write until then, elsewhere its row is locked. Where another transaction has
    locked it already, one task more does no harm, and waiting might.
    """
    if not ids:
        return
    with transaction.atomic(savepoint=False):
        PendingChange.objects.bulk_create(PendingChange(article_id=article_id) for article_id in sorted(ids))
        waiting = DBTaskResult.objects.filter(
            task_path=apply_pending_changes.module_path, status=TaskResultStatus.READY
        ).select_for_update(skip_locked=True)
        if not waiting.first():
            apply_pending_changes.enqueue()
