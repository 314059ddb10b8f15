"""The queue of background work, under a name that editors understand."""

from django.utils.translation import gettext_lazy as _
from django_tasks_db.apps import TasksAppConfig


class BackgroundWork(TasksAppConfig):
    verbose_name = _("Background work")  # type: ignore[assignment]  # a lazy string, as Django allows
