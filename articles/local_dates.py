"""Dates as a page writes them, in its language and as precisely as they are known."""

import datetime

from django.utils.formats import date_format
from django.utils.translation import pgettext

from articles.dates import DAY, MONTH

_FORMATS = {DAY: "DATE_FORMAT", MONTH: "YEAR_MONTH_FORMAT"}


def in_words(date: datetime.date, precision: str) -> str:
    """`5 May 2024`, `May 2024` or `2024`; in Chinese `2024年5月5日`, `2024年5月` or `2024年`."""
    # Translators: how Django's date filter writes a date of which only the year is known.
    return date_format(date, _FORMATS.get(precision) or pgettext("date format", "Y"))


def month_name(month: str) -> str:
    """`2024-05` as `May 2024`."""
    return in_words(datetime.date(int(month[:4]), int(month[5:7]), 1), MONTH)
