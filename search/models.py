"""What waits to be brought into the index, and searches that were frozen to be cited."""

from django.db import models
from django.utils import timezone


class PendingChange(models.Model):
    """An article whose entry in the index may be out of date. It may have been deleted since, so this is no key."""

    article_id = models.BigIntegerField()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"article {self.article_id}"


class FrozenSearch(models.Model):
    """What a search found at one moment, under an address that stays.

    `key` is made of the query and the ids, so that the same result is frozen once. `query` is the query string of the
    search's address; `ids` are those of the articles in the order in which they were found, joined by commas; `sha256`
    is that of the same ids in ascending order, each followed by a line feed.
    """

    key = models.CharField(max_length=16, unique=True)
    query = models.TextField()
    ids = models.TextField()
    count = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    frozen_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return self.key
