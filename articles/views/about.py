"""What the archive is, what it holds, and how well it was read."""

from typing import Any, NamedTuple

from django.views.generic import TemplateView

from articles.pages.calendars import MONTH_HEADS
from articles.pages.coverage import Holding, YearRow, holdings, months_table, years_table
from articles.pages.quality import Quality, quality, together

_MOST_YEARS = 48
"""Years of all publications together up to which coverage is shown by month; beyond, it is shown by year."""


class Months(NamedTuple):
    """One publication's coverage by month."""

    holding: Holding
    rows: list[YearRow]


class Found(NamedTuple):
    """How the articles of one publication came out."""

    holding: Holding
    quality: Quality


class About(TemplateView):
    """What the archive is, what it holds, and how to use it."""

    template_name = "about.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        held = list(holdings().values())
        by_publication = quality()
        read = [Found(holding, by_publication[holding.publication.pk]) for holding in held if holding.articles]
        return super().get_context_data(
            **kwargs,
            holdings=held,
            issues=sum(holding.issues for holding in held),
            articles=sum(holding.articles for holding in held),
            **_coverage(held),
            read=read,
            whole=together(found.quality for found in read),
        )


def _coverage(held: list[Holding]) -> dict[str, Any]:
    """By month where that is no more than a screen or two, else by year; with each publication's years in full."""
    tables = [Months(holding, months_table(holding.years)) for holding in held if holding.years]
    if sum(len(table.rows) for table in tables) <= _MOST_YEARS:
        return {"months": tables, "month_heads": MONTH_HEADS}
    numbers, rows = years_table(held)
    return {"year_numbers": numbers, "year_rows": rows}
