"""Which periods of a chart are covered in part: cut by the dates asked for, or by where the holdings begin and end."""

import datetime

from django.utils.translation import gettext as _

from articles.dates import last_day, parse_iso
from articles.local_dates import in_words, month_name
from search.trend_parameters import YEAR, TrendRequest
from search.trends import Trends


def period_name(period: str) -> str:
    """`2024`, or `May 2024` of `2024-05`."""
    return month_name(period) if len(period) > len("2024") else period


def partly_covered(asked: TrendRequest, figures: Trends) -> dict[int, list[str]]:
    """The places of those periods, each with sentences that say which part is counted."""
    partial: dict[int, list[str]] = {}
    if not figures.periods:
        return partial
    first, last = figures.periods[0], figures.periods[-1]
    if start := _start(first, asked, figures):
        told = {"period": in_words(*parse_iso(first)), "start": start}
        partial.setdefault(0, []).append(_("Of %(period)s, only what is dated %(start)s or later is counted.") % told)
    if end := _end(last, asked, figures):
        told = {"period": in_words(*parse_iso(last)), "end": end}
        place = len(figures.periods) - 1
        partial.setdefault(place, []).append(
            _("Of %(period)s, only what is dated %(end)s or earlier is counted.") % told
        )
    return partial


def _start(period: str, asked: TrendRequest, figures: Trends) -> str:
    """Since when the period is covered, if not from its start."""
    if asked.date_from.startswith(period) and parse_iso(asked.date_from)[0] > parse_iso(period)[0]:
        return in_words(*parse_iso(asked.date_from))
    if figures.by == YEAR and figures.begins.startswith(period) and not figures.begins.endswith("-01"):
        return month_name(figures.begins)
    return ""


def _end(period: str, asked: TrendRequest, figures: Trends) -> str:
    """Until when the period is covered, if not to its end."""
    if asked.date_to.startswith(period) and _last(asked.date_to) < _last(period):
        return in_words(*parse_iso(asked.date_to))
    if figures.by == YEAR and figures.ends.startswith(period) and not figures.ends.endswith("-12"):
        return month_name(figures.ends)
    return ""


def _last(date: str) -> datetime.date:
    return last_day(*parse_iso(date))
