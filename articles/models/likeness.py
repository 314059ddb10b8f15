"""Articles that print the same text, and the sketches by which they are found."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.article import Article


class SketchKey(models.Model):
    """A part of the sketch of an article's text: texts that share much of their wording share such keys."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="sketch_keys", verbose_name=_("article"))
    key = models.BigIntegerField(db_index=True)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.key}"


class Likeness(models.Model):
    """Two articles with much the same text, such as a press release in two papers. `first` has the smaller id."""

    first = models.ForeignKey(Article, models.CASCADE, related_name="likenesses_after", verbose_name=_("one article"))
    second = models.ForeignKey(Article, models.CASCADE, related_name="likenesses_before", verbose_name=_("the other"))
    share = models.FloatField(
        _("shared"), help_text=_("How much of the shorter text is in the longer one, from 0 to 1.")
    )
    dismissed = models.BooleanField(
        _("dismissed"), default=False, help_text=_("An editor found that they are not the same text.")
    )

    class Meta:
        ordering = ["-share", "id"]
        verbose_name, verbose_name_plural = _("likeness"), _("likenesses")
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="likeness_once"),
            models.CheckConstraint(condition=models.Q(first__lt=models.F("second")), name="likeness_in_order"),
            models.CheckConstraint(condition=models.Q(share__gte=0, share__lte=1), name="likeness_is_a_share"),
        ]

    def __str__(self) -> str:
        return f"{self.first_id} and {self.second_id}"
