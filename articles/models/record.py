"""That an article is or was public, kept when the article itself is gone."""

from django.db import models


class PublicRecord(models.Model):
    """One for each article that the public has seen. Harvesters learn from it what changed and what was withdrawn.

    `article_id` is no foreign key: the record outlives the article. `changed_at` is None after a change until somebody
    harvests: a moment set by the change itself would be earlier than the one when others can see the change, and a
    harvest between the two would miss it for ever. `sets` has the sets of an article that was withdrawn or deleted,
    while those of a public one are what it is tagged with.
    """

    article_id = models.BigIntegerField(primary_key=True)
    changed_at = models.DateTimeField(null=True, db_index=True)
    sets = models.JSONField(default=list)

    class Meta:
        ordering = ["article_id"]

    def __str__(self) -> str:
        return f"article {self.article_id}"
