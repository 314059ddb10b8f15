"""A year of a publication as a calendar: twelve months whose days know their issues."""

import calendar
import datetime
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from django.utils.dates import MONTHS, WEEKDAYS
from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from articles.dates import DAY, MONTH
from articles.pages.issue_lines import IssueLine

_FEW = 6
"""Issues with a day from which on a year shows all its months, and not only those that have an issue."""

WEEKDAY_HEADS: Sequence[tuple[str | Promise, str | Promise]] = (
    (pgettext_lazy("Monday, in a calendar", "Mo"), WEEKDAYS[0]),
    (pgettext_lazy("Tuesday, in a calendar", "Tu"), WEEKDAYS[1]),
    (pgettext_lazy("Wednesday, in a calendar", "We"), WEEKDAYS[2]),
    (pgettext_lazy("Thursday, in a calendar", "Th"), WEEKDAYS[3]),
    (pgettext_lazy("Friday, in a calendar", "Fr"), WEEKDAYS[4]),
    (pgettext_lazy("Saturday, in a calendar", "Sa"), WEEKDAYS[5]),
    (pgettext_lazy("Sunday, in a calendar", "Su"), WEEKDAYS[6]),
)
"""The days of the week from Monday, in short and in full."""

MONTH_HEADS: Sequence[tuple[str | Promise, str | Promise]] = (
    (pgettext_lazy("January, in one or two letters", "J"), MONTHS[1]),
    (pgettext_lazy("February, in one or two letters", "F"), MONTHS[2]),
    (pgettext_lazy("March, in one or two letters", "M"), MONTHS[3]),
    (pgettext_lazy("April, in one or two letters", "A"), MONTHS[4]),
    (pgettext_lazy("May, in one or two letters", "M"), MONTHS[5]),
    (pgettext_lazy("June, in one or two letters", "J"), MONTHS[6]),
    (pgettext_lazy("July, in one or two letters", "J"), MONTHS[7]),
    (pgettext_lazy("August, in one or two letters", "A"), MONTHS[8]),
    (pgettext_lazy("September, in one or two letters", "S"), MONTHS[9]),
    (pgettext_lazy("October, in one or two letters", "O"), MONTHS[10]),
    (pgettext_lazy("November, in one or two letters", "N"), MONTHS[11]),
    (pgettext_lazy("December, in one or two letters", "D"), MONTHS[12]),
)
"""The months, in one or two letters and in full."""


class Day(NamedTuple):
    """A day of a month, from 1, and the issues that bear its date."""

    number: int
    issues: Sequence[IssueLine]


class Month(NamedTuple):
    """A month in weeks from Monday to Sunday, None for what lies in its neighbours; `issues` counts its days’."""

    first: datetime.date
    weeks: list[list[Day | None]]
    issues: int


def months_of(year: int, issues: Iterable[IssueLine]) -> list[Month]:
    """The year's months with its issues. Few issues: only the months with one; none that names a day: no month."""
    days: dict[datetime.date, list[IssueLine]] = defaultdict(list)
    for issue in issues:
        if issue.date and issue.precision == DAY:
            days[issue.date].append(issue)
    months = [_month(datetime.date(year, number, 1), days) for number in range(1, 13)]
    return months if sum(map(len, days.values())) >= _FEW else [month for month in months if month.issues]


def _month(first: datetime.date, days: dict[datetime.date, list[IssueLine]]) -> Month:
    weeks: list[list[Day | None]] = [
        [Day(number, days.get(first.replace(day=number), ())) if number else None for number in week]
        for week in calendar.Calendar(calendar.MONDAY).monthdayscalendar(first.year, first.month)
    ]
    return Month(first, weeks, sum(len(day.issues) for week in weeks for day in week if day))


def without_day(issues: Iterable[IssueLine]) -> list[IssueLine]:
    """Those that are dated with a month or a year alone; years first, then months in their order."""
    loose = [issue for issue in issues if issue.date and issue.precision != DAY]
    return sorted(loose, key=lambda issue: (issue.precision == MONTH, issue.date))
