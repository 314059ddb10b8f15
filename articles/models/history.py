"""What editors changed: who, when, what, and enough of before and after to take it back."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models.issue import Issue


class Change(models.Model):
    """One step of an editor in an issue. `before` and `after` hold the parts that it touched, by their keys.

    The keys are `issue`, `article:ID` and `source:ID`; a part that was not there is None (articles/history.py).
    """

    issue = models.ForeignKey(Issue, models.CASCADE, related_name="changes", verbose_name=_("issue"))
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, verbose_name=_("editor"))
    made_at = models.DateTimeField(_("made at"), default=timezone.now, editable=False)
    summary = models.CharField(_("summary"), max_length=300)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    undoes = models.OneToOneField("self", models.SET_NULL, null=True, blank=True, related_name="undone_by")

    class Meta:
        verbose_name, verbose_name_plural = _("change"), _("changes")
        ordering = ["-id"]

    def __str__(self) -> str:
        return self.summary
