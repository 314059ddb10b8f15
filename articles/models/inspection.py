"""What was found when the archive was looked through for damage."""

from django.db import models
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _


class Inspection(models.Model):
    """One look through files, rows and index. It broke off if `ended_at` is empty.

    `findings` lists what was wrong, each as `{"code", "subject", "message"}`, the first thousand of `found`; `counts`
    says how many of what was looked at.
    """

    started_at = models.DateTimeField(_("begun at"), default=timezone.now)
    ended_at = models.DateTimeField(_("ended at"), null=True, blank=True)
    counts = models.JSONField(default=dict)
    found = models.PositiveIntegerField(_("found"), default=0)
    findings = models.JSONField(default=list)

    class Meta:
        verbose_name, verbose_name_plural = _("inspection"), _("inspections")
        ordering = ["-id"]

    def __str__(self) -> str:
        return date_format(timezone.localtime(self.started_at), "DATETIME_FORMAT")
