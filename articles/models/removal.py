"""What editors deleted, kept so that it can be brought back."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Removal(models.Model):
    """Something that an editor deleted, with all the rows that went with it (articles/removing.py).

    `model` is its model as `app.model`, `key` the id it had, `name` what it was called. `rows` are the tables of rows
    that were deleted (articles/kept_tables.py), `links` the fields of other rows that pointed at them. What is said
    of it without reading these: how many articles it holds, whether it was public and, of an issue that ever was, its
    `address`. A removal that was undone stays, with the time of that, and without its rows; so does one that was
    deleted for good (articles/erasing.py).
    """

    model = models.CharField(max_length=100)
    key = models.BigIntegerField()
    name = models.CharField(_("name"), max_length=300)
    removed_at = models.DateTimeField(_("deleted at"), default=timezone.now)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("editor"),
    )
    article_count = models.PositiveIntegerField(_("articles"), default=0)
    was_public = models.BooleanField(default=False)
    address = models.CharField(max_length=201, blank=True, db_index=True)  # two slugs, and a slash between
    rows = models.JSONField(default=list)
    links = models.JSONField(default=list)
    brought_back_at = models.DateTimeField(_("brought back at"), null=True, blank=True)
    brought_back_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("brought back by"),
    )

    class Meta:
        verbose_name, verbose_name_plural = _("deletion"), _("deletions")
        ordering = ["-id"]
        indexes = [models.Index(fields=["model", "key"], name="removal_of")]

    def __str__(self) -> str:
        return self.name
