"""What tells one state of the catalogue from every other."""

from django.db import models


class CatalogueState(models.Model):
    """One row, whose token is another after every change to what pages show (articles/state.py sees to it).

    `dated_at` is the latest date that a change was given for harvesters (articles/records.py).
    """

    token = models.CharField(max_length=32, default="", editable=False)
    dated_at = models.DateTimeField(null=True, editable=False)

    def __str__(self) -> str:
        return self.token
