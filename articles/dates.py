"""Dates as periodicals print them: some name a day, some only a month or a year."""

import calendar
import datetime
import re

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

DAY, MONTH, YEAR = "day", "month", "year"
PRECISIONS = [(DAY, gettext_lazy("day")), (MONTH, gettext_lazy("month")), (YEAR, gettext_lazy("year"))]

_ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)


def parse_iso(text: str) -> tuple[datetime.date, str]:
    """`2024`, `2024-05` or `2024-05-06` as the first day it covers, with its precision.

    Raises ValueError, with a sentence for the person who typed it, when there is no such date.
    """
    match = _ISO.fullmatch(text.strip())
    if match is None:
        raise ValueError(_("“%(text)s” is not a date. Write it as 2024-05-06, 2024-05 or 2024.") % {"text": text})
    year, month, day = match.groups()
    try:
        first = datetime.date(int(year), int(month or 1), int(day or 1))
    except ValueError as error:
        message = _("There is no such date as %(text)s: check the month and the day.") % {"text": text}
        raise ValueError(message) from error
    return first, DAY if day else MONTH if month else YEAR


def parse_stated(text: str | None) -> tuple[datetime.date | None, str]:
    """What `parse_iso` gives of a date that may be missing: None, and the precision of a day, for an empty text."""
    return parse_iso(text) if text else (None, DAY)


def format_iso(date: datetime.date | None, precision: str) -> str | None:
    """The date in ISO 8601, as precise as it is known; None where there is none."""
    if date is None:
        return None
    return date.isoformat()[: {DAY: 10, MONTH: 7, YEAR: 4}[precision]]


def last_day(date: datetime.date, precision: str) -> datetime.date:
    """The last day that a date covers: the date itself, its month's end or its year's end."""
    if precision == DAY:
        return date
    if precision == MONTH:
        return date.replace(day=calendar.monthrange(date.year, date.month)[1])
    return date.replace(month=12, day=31)
