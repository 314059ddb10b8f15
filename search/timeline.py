"""What was found over time: by year and, within a single year, by month; each figure leads to what it counts."""

import datetime
from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from django.utils.formats import date_format
from django.utils.translation import get_language, pgettext

from articles.dates import MONTH, format_iso
from articles.local_dates import in_words
from articles.pages.charts import Count, span
from search.parameters import FacetAddress, write
from search.records import Choice, SearchRequest, SearchResult
from search.results import counts


class Timeline(NamedTuple):
    """The charts of a search. `months` are those of `year`; `back` is the address of the search in all years.

    `undated` articles of the year are dated to no month: they are found, and counted, in January. What there is
    nothing of is empty.
    """

    years: list[Count]
    year: str = ""
    months: list[Count] = []
    undated: int = 0
    back: str = ""


def timeline(result: SearchResult) -> Timeline:
    """What `result` found over time. Raises SearchUnavailable."""
    request = replace(result.request, page=1)
    by_year = _by_year(result, request)
    found = request.chosen.get("year") or tuple(f"{year:04d}" for year, _ in result.histogram)
    in_months = _months_within(request, found[0]) if len(found) == 1 else None
    if len(found) != 1 or (result.count < 2 and not in_months):  # a single article says more than its bar
        return Timeline(by_year)
    (year,) = found
    counted = counts(replace(request, date_from=year, date_to=year) if in_months else request, ["month"])
    by_month = dict(counted.by["month"])
    undated = counted.count - sum(by_month.values())
    months = _by_month(request, year, in_months, by_month | {f"{year}-01": by_month.get(f"{year}-01", 0) + undated})
    in_all = {facet: values for facet, values in request.chosen.items() if facet != "year"}
    back = replace(request, chosen=in_all, date_from="", date_to="")
    return Timeline(by_year, year, months, undated, "" if back == request else f"?{write(back)}")


def _by_year(result: SearchResult, request: SearchRequest) -> list[Count]:
    """All years that can be chosen. Choosing one again lets it go."""
    choices = next((facet.choices for facet in result.facets if facet.name == "year"), ())
    offered = {int(choice.value): choice for choice in choices if choice.count}
    address = FacetAddress(request, "year")
    return [_year(year, offered.get(year), address) for year in span(offered)]


def _year(year: int, choice: Choice | None, address: FacetAddress) -> Count:
    if choice is None:
        return Count(str(year), 0)
    return Count(str(year), choice.count, f"?{address.toggled(choice.value)}", choice.chosen)


def _months_within(request: SearchRequest, year: str) -> tuple[str, str] | None:
    """The first and the last month of the year that the search is limited to; None if it is not."""
    first, last = request.date_from, request.date_to
    if not first[:4] == last[:4] == year:
        return None
    return first[:7] if len(first) > 4 else f"{year}-01", last[:7] if len(last) > 4 else f"{year}-12"


def _by_month(
    request: SearchRequest, year: str, in_months: tuple[str, str] | None, counted: Mapping[str, int]
) -> list[Count]:
    """The twelve months, as far as other limits let them reach. The one that is chosen leads back to the whole year."""
    first, last = in_months or ("", "")
    limits = ("", "") if in_months else (request.date_from, request.date_to)
    is_part = bool(in_months) and in_months != (f"{year}-01", f"{year}-12")
    whole_year = "" if "year" in request.chosen else year
    found = []
    for month, name, short in _months(get_language(), year):
        whole = whole_year if first == last == month else month
        start, end = (limit if limit.startswith(month) else whole for limit in limits)
        address = write(replace(request, date_from=start, date_to=end))
        chosen = is_part and first <= month <= last
        found.append(Count(name, counted.get(month, 0), f"?{address}", chosen, short))
    return found


@lru_cache(maxsize=256)
def _months(_: str | None, year: str) -> list[tuple[str, str, str]]:
    """The months of a year, each with its name in the language, and with a short one."""
    # Translators: how Django's date filter writes a month under a narrow bar.
    pattern = pgettext("date format", "M")
    days = [datetime.date(int(year), number, 1) for number in range(1, 13)]
    return [(format_iso(day, MONTH), in_words(day, MONTH), date_format(day, pattern)) for day in days]
