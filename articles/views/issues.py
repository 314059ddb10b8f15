"""The issues of all publications, of one, and of one of its years."""

from typing import Any

from django.core.paginator import InvalidPage, Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.generic import View

from articles.models import Issue
from articles.pages.calendars import MONTH_HEADS, WEEKDAY_HEADS, months_of, without_day
from articles.pages.coverage import Holding, holdings, months_table
from articles.pages.issue_lines import lines_of
from articles.querysets import IssueQuerySet

UNDATED = "undated"
"""In the place of a year: the issues that bear no date."""

_LATEST = 12
_MOST_YEARS = 150
"""Years of all publications together up to which the first page names each."""
_ON_A_PAGE = 400
"""A daily with an extra now and then has fewer issues in a year."""


class Issues(View):
    """All publications; the years of one with `?publication=`; the days of a year with `&year=` as well.

    404 for a publication or year without public issues.
    """

    def get(self, request: HttpRequest) -> HttpResponse:
        slug, year = request.GET.get("publication"), request.GET.get("year")
        if not slug:
            return render(request, "articles/issues.html", _overview())
        holding = holdings().get(slug)
        if holding is None:
            raise Http404("There is no publication of that name.")
        if not year:
            return render(request, "articles/issues_of_publication.html", _publication(holding))
        context = _year(holding, year, request.GET.get("page", "1"))
        return render(request, "articles/issues_of_year.html", context)


def _overview() -> dict[str, Any]:
    held = holdings().values()
    latest = Issue.objects.published().newest().select_related("publication")[:_LATEST]
    return {
        "holdings": held,
        "latest": lines_of(latest),
        "names_years": sum(len(holding.years) for holding in held) <= _MOST_YEARS,
    }


def _publication(holding: Holding) -> dict[str, Any]:
    latest = _issues(holding).newest()[:_LATEST]
    return {
        "holding": holding,
        "publication": holding.publication,
        "latest": lines_of(latest),
        "rows": months_table(holding.years),
        "month_heads": MONTH_HEADS,
    }


def _year(holding: Holding, asked: str, page: str) -> dict[str, Any]:
    years = {str(year.number): year for year in holding.years}
    if asked not in years and not (asked == UNDATED and holding.undated):
        raise Http404("There is no issue of that year.")
    year = years.get(asked)
    chosen = _issues(holding).filter(date__year=year.number) if year else _issues(holding).filter(date=None)
    issues = lines_of(chosen.order_by("date", "pk"))
    order = list(years)
    place = order.index(asked) if year else len(order)
    try:
        shown = Paginator(issues, _ON_A_PAGE).page(page)
    except InvalidPage as error:
        raise Http404("There is no such page.") from error
    return {
        "holding": holding,
        "publication": holding.publication,
        "year": year,
        "months": months_of(year.number, issues) if year else [],
        "weekdays": [(str(short), str(full)) for short, full in WEEKDAY_HEADS],
        "loose": without_day(issues) if year else [],
        "page": shown,
        "previous": order[place - 1] if 0 < place < len(order) else None,
        "next": order[place + 1] if place + 1 < len(order) else None,
    }


def _issues(holding: Holding) -> IssueQuerySet:
    return Issue.objects.published().filter(publication=holding.publication).select_related("publication")
