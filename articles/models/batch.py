"""Many files uploaded at once, and what became of each."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models.issue import Publication, SourceFile
from articles.sentences import said


class Batch(models.Model):
    """Files that an editor uploaded together, to be read in the background."""

    name = models.CharField(_("name"), max_length=255)
    publication = models.ForeignKey(Publication, models.SET_NULL, null=True, blank=True, verbose_name=_("publication"))
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, editable=False, verbose_name=_("editor")
    )
    created_at = models.DateTimeField(_("made at"), default=timezone.now, editable=False)

    class Meta:
        ordering = ["-id"]
        verbose_name, verbose_name_plural = _("batch"), _("batches")

    def __str__(self) -> str:
        return said(self.name)


class BatchFile(models.Model):
    """A file of a batch as it was uploaded, an archive perhaps. It is deleted when all its items are done."""

    batch = models.ForeignKey(Batch, models.CASCADE, related_name="files", verbose_name=_("batch"))
    name = models.CharField(_("name"), max_length=255)
    file = models.FileField(_("file"), upload_to="batches", max_length=200)

    class Meta:
        verbose_name, verbose_name_plural = _("file of a batch"), _("files of batches")
        ordering = ["id"]

    def __str__(self) -> str:
        return self.name


class BatchItem(models.Model):
    """One source of a batch: a file, or the member of an archive at `place` in its order, from 0."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        STORED = "stored", _("Saved as a draft")
        KNOWN = "known", _("Was there already")
        REFUSED = "refused", _("Refused")

    batch = models.ForeignKey(Batch, models.CASCADE, related_name="items", verbose_name=_("batch"))
    file = models.ForeignKey(BatchFile, models.SET_NULL, null=True, related_name="items", verbose_name=_("file"))
    place = models.PositiveIntegerField(_("place"), default=0)
    label = models.CharField(_("file"), max_length=500)
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.WAITING, db_index=True)
    message = models.TextField(_("message"), blank=True)
    source = models.ForeignKey(SourceFile, models.SET_NULL, null=True, blank=True, verbose_name=_("file"))
    attempts = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name, verbose_name_plural = _("item of a batch"), _("items of batches")
        ordering = ["id"]

    def __str__(self) -> str:
        return self.label
