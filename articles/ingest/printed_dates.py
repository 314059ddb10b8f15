"""Dates as newspapers print them, English and Chinese, found and turned into ISO 8601."""

import datetime
import re
from typing import NamedTuple

_MONTH_NUMBERS = {
    name: number
    for number, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), 1)  # noqa: SIM905
}
_MONTH = (
    r"(?P<name>Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|"
    r"Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_TO_DAY = r"(?:\s?[-–]\s?\d{1,2})?"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_HAN_DIGITS = {digit: number for number, digit in enumerate("〇一二三四五六七八九")} | {"○": 0, "零": 0}

# Each form, the more precise first. A group that a form lacks makes the date less precise.
_FORMS: tuple[re.Pattern[str], ...] = tuple(
    re.compile(form, re.I)
    for form in (
        rf"(?<!\d){_YEAR}\s*年\s*(?P<month>\d{{1,2}})\s*月\s*(?P<day>\d{{1,2}})\s*[日号]",
        rf"(?<![\d.]){_YEAR}(?P<mark>[-/.])(?P<month>\d{{1,2}})(?P=mark)(?P<day>\d{{1,2}})(?!\d)",
        rf"(?<![\d./-])(?P<day>\d{{1,2}})\.\s?(?P<month>\d{{1,2}})\.\s?{_YEAR}(?![\d./-])",
        rf"(?<![\d./-])(?P<day>1[3-9]|2\d|3[01])/(?P<month>0?[1-9]|1[0-2])/{_YEAR}(?![\d./-])",
        rf"(?<![\d./-])(?P<month>0?[1-9]|1[0-2])/(?P<day>1[3-9]|2\d|3[01])/{_YEAR}(?![\d./-])",
        rf"\b{_MONTH}\s+{_DAY}{_TO_DAY}\s*,?\s*{_YEAR}\b",
        rf"\b{_DAY}{_TO_DAY}\s+(?:of\s+)?{_MONTH}\s*,?\s*{_YEAR}\b",
        rf"(?<!\d){_YEAR}\s*年\s*(?P<month>\d{{1,2}})\s*月",
        rf"\b{_MONTH}\s*,?\s*{_YEAR}\b",
        r"(?P<han_year>[一二][〇○零一二三四五六七八九]{3})年(?P<han_month>十?[一二三四五六七八九十])月"
        r"(?:(?P<han_day>[一二三]?十?[一二三四五六七八九十])[日号])?",
    )
)
_YEAR_OR_ITS_SIGN = re.compile(r"(?:19|20)\d\d|年")
"""What every date has, and most lines have not."""


class PrintedDate(NamedTuple):
    """A date in a text: ISO 8601 (None when there is no such day) and where it stands."""

    iso: str | None
    start: int
    end: int


def find_dates(text: str) -> list[PrintedDate]:
    """Every date in the text that names at least a month and a year, in the order printed.

    A span of days counts as its first.
    """
    found: list[PrintedDate] = []
    if not _YEAR_OR_ITS_SIGN.search(text):
        return found
    for form in _FORMS:
        for match in form.finditer(text):
            if all(match.end() <= other.start or match.start() >= other.end for other in found):
                found.append(PrintedDate(_iso(match), match.start(), match.end()))
    return sorted(found, key=lambda date: date.start)


def without_dates(text: str, instead: str = " ") -> str:
    """The text with each of its dates replaced."""
    for date in reversed(find_dates(text)):
        text = text[: date.start] + instead + text[date.end :]
    return text


def _iso(match: re.Match[str]) -> str | None:
    parts = match.groupdict()
    if parts.get("han_year"):
        year = int("".join(str(_HAN_DIGITS[digit]) for digit in parts["han_year"]))
        month, day = _han_number(parts["han_month"]), parts["han_day"] and _han_number(parts["han_day"])
    else:
        year = int(parts["year"])
        month = int(parts["month"]) if parts.get("month") else _MONTH_NUMBERS[parts["name"][:3].lower()]
        day = int(parts["day"]) if parts.get("day") else None
    try:
        return datetime.date(year, month, day).isoformat() if day else datetime.date(year, month, 1).isoformat()[:7]
    except ValueError:
        return None


def _han_number(text: str) -> int:
    """A number up to 99 in Chinese characters: 五, 十二, 二十, 三十一."""
    if "十" not in text:
        return _HAN_DIGITS[text]
    tens, _, ones = text.partition("十")
    return 10 * (_HAN_DIGITS[tens] if tens else 1) + (_HAN_DIGITS[ones] if ones else 0)
