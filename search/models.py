"""What waits to be brought into the index."""

from django.db import models


class PendingChange(models.Model):
    """An article whose entry in the index may be out of date. It may have been deleted since, so this is no key."""

    article_id = models.BigIntegerField()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"article {self.article_id}"
