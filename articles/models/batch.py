"""Many files uploaded at once, and what became of each."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from articles.models.issue import Publication, SourceFile


class Batch(models.Model):
    """Files that an editor uploaded together, to be read in the background."""

    name = models.CharField(max_length=255)
    publication = models.ForeignKey(Publication, models.SET_NULL, null=True, blank=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["-id"]
        verbose_name_plural = "batches"

    def __str__(self) -> str:
        return self.name


class BatchFile(models.Model):
    """A file of a batch as it was uploaded, an archive perhaps. It is deleted when all its items are done."""

    batch = models.ForeignKey(Batch, models.CASCADE, related_name="files")
    name = models.CharField(max_length=255)
    file = models.FileField(upload_to="batches", max_length=200)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.name


class BatchItem(models.Model):
    """One source of a batch: a file, or the member of an archive at `place` in its order, from 0."""

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting"
        STORED = "stored", "Saved as a draft"
        KNOWN = "known", "Was there already"
        REFUSED = "refused", "Refused"

    batch = models.ForeignKey(Batch, models.CASCADE, related_name="items")
    file = models.ForeignKey(BatchFile, models.SET_NULL, null=True, related_name="items")
    place = models.PositiveIntegerField(default=0)
    label = models.CharField(max_length=500)
    state = models.CharField(max_length=8, choices=State, default=State.WAITING, db_index=True)
    message = models.TextField(blank=True)
    source = models.ForeignKey(SourceFile, models.SET_NULL, null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.label
