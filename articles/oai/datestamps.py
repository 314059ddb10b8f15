"""Moments as the protocol writes them (section 3.3): UTC, to the second or to the day."""

import datetime
import re

GRANULARITY = "YYYY-MM-DDThh:mm:ssZ"

_DATESTAMP = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9]{2}:[0-9]{2}:[0-9]{2}Z)?")


def first_moment(text: str) -> datetime.datetime:
    """The beginning of the day or second that `text` names. Raises ValueError, with a sentence, if there is none."""
    if not _DATESTAMP.fullmatch(text):
        raise ValueError("Write a date as 2026-11-22 or 2026-11-22T07:30:00Z, in UTC.")
    try:
        return datetime.datetime.fromisoformat(text).replace(tzinfo=datetime.UTC)
    except ValueError as error:
        raise ValueError("There is no such date.") from error


def last_moment(text: str) -> datetime.datetime:
    """The end of the day or second that `text` names, to the microsecond. Raises ValueError like `first_moment`."""
    first = first_moment(text)
    if is_day(text):
        return datetime.datetime.combine(first, datetime.time.max, datetime.UTC)
    return first.replace(microsecond=999_999)


def is_day(text: str) -> bool:
    """Whether a datestamp is written to the day."""
    return "T" not in text
