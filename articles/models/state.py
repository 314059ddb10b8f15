"""What tells one state of the catalogue from every other."""

from django.db import models


class CatalogueState(models.Model):
    """One row, whose token is another after every change to what pages show (articles/state.py sees to it)."""

    token = models.CharField(max_length=32, default="", editable=False)

    def __str__(self) -> str:
        return self.token
