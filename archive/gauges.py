"""How much there is of what, and what waits: read when somebody asks for the figures."""

import logging
import platform
import shutil
from collections.abc import Callable, Iterator

import django
from django.conf import settings
from django.db import Error
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult
from prometheus_client.core import GaugeMetricFamily, InfoMetricFamily, Metric
from prometheus_client.registry import Collector

from archive.health import PARTS, is_well
from archive.release import release
from articles.models import Article, BatchItem, Inspection
from search.models import PendingChange
from search.tasks import apply_pending_changes

log = logging.getLogger(__name__)

_UNFINISHED = (TaskResultStatus.READY, TaskResultStatus.RUNNING)


def pending_seconds() -> float:
    """Since when the index waits for a change, by the oldest task that is to apply one; 0 if nothing waits."""
    tasks = DBTaskResult.objects.filter(task_path=apply_pending_changes.module_path, status__in=_UNFINISHED)
    oldest = tasks.order_by("enqueued_at").values_list("enqueued_at", flat=True).first()
    if oldest is None or not PendingChange.objects.exists():
        return 0
    return (timezone.now() - oldest).total_seconds()


def inspection_seconds() -> float | None:
    """Since when the archive has not been looked through to the end; None if it never was."""
    latest = _inspection()
    return (timezone.now() - latest.ended_at).total_seconds() if latest and latest.ended_at else None


def inspection_findings() -> float | None:
    """What was wrong then."""
    latest = _inspection()
    return latest.found if latest else None


def _inspection() -> Inspection | None:
    return Inspection.objects.filter(ended_at__isnull=False).first()


IN_DATABASE: dict[str, tuple[str, Callable[[], float | None]]] = {
    "archive_articles_published": (
        "Articles that the public can read.",
        lambda: Article.objects.published().count(),
    ),
    "archive_index_pending": (
        "Changes of articles that the search index does not have yet.",
        PendingChange.objects.count,
    ),
    "archive_index_pending_seconds": ("For how long the oldest of them has been waiting.", pending_seconds),
    "archive_tasks_queued": (
        "Pieces of background work that nobody has begun.",
        lambda: DBTaskResult.objects.filter(status=TaskResultStatus.READY).count(),
    ),
    "archive_batch_items_unread": (
        "Uploaded sources that have not been read yet.",
        lambda: BatchItem.objects.filter(state=BatchItem.State.WAITING).count(),
    ),
    "archive_inspection_age_seconds": ("Since the archive was last looked through to the end.", inspection_seconds),
    "archive_inspection_findings": ("What was found to be wrong then.", inspection_findings),
}
"""The name of each figure that is counted in the database, what it says, and how it is found; None is left out."""


class Gauges(Collector):
    """Gives all of them; without those of the database while it does not answer."""

    def collect(self) -> Iterator[Metric]:
        versions = {"release": release()[:12], "django": django.__version__, "python": platform.python_version()}
        yield InfoMetricFamily("archive", "What runs.", value=versions)
        for part, answers in PARTS.items():
            name = f"archive_{part}_ready"
            yield GaugeMetricFamily(name, f"1 while the {part} answers.", value=is_well(part, answers))
        free = shutil.disk_usage(settings.DATA_DIR).free
        yield GaugeMetricFamily("archive_disk_free_bytes", "Room left for the data folder.", value=free)
        try:
            yield from list(in_database())
        except Error:
            log.warning("The database could not be asked for figures.")


def in_database() -> Iterator[Metric]:
    """The figures IN_DATABASE. Raises django.db.Error."""
    for name, (told, count) in IN_DATABASE.items():
        if (value := count()) is not None:
            yield GaugeMetricFamily(name, told, value=value)
