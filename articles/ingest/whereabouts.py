"""Tells the place that an author writes from, behind the name in a byline, from one more person or name."""

import re
from functools import cache

from articles import vocabularies

_BEHIND_COMMA = re.compile(r"(?P<names>.*\S\s[^,\s]\S*)\s*[,|]\s*(?P<place>[^,|]+)")
_WHOLE_NAME = re.compile(
    r"(?P<names>(?:[A-Z]\.\s?)+[^\W\d_]{3,}|[A-Z]{2,}\s[A-Z][\w'’-]+|[A-Z][a-z]+\s[A-Z][a-z]+-[a-z]+)\s+(?P<place>[A-Z].*)"
)
"""A name that is whole: initials and a surname, a surname in capitals, a given name with a hyphen."""


def without_place(names: str) -> str:
    """The names of a byline without the city behind them: `Ada Ode, Lima`, `R. Ode Lima`."""
    match = _BEHIND_COMMA.fullmatch(names) or _WHOLE_NAME.fullmatch(names)
    return match["names"] if match and match["place"].casefold() in _cities() else names


@cache
def _cities() -> frozenset[str]:
    """The cities and regions of the vocabulary, casefolded."""
    entries = vocabularies.regions().entries
    return frozenset(name.casefold() for entry in entries for name in (entry.name, *entry.places))
