"""A search's address: its parameters as a SearchRequest, and the way back."""

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache
from urllib.parse import quote_plus

from django.http import QueryDict
from django.utils.translation import gettext as _

from articles.dates import last_day, parse_iso
from search.records import FACETS, PAGE_SIZE, PAGE_SIZE_LIMIT, SORTS, SearchRequest

OPERATORS = ("all", "any")
LAST_PAGE = 100_000
MOST_VALUES = 50
"""How many values one facet may be given: far more than a page offers to click."""

_YEAR = re.compile(r"[0-9]{4}")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_PLAIN = SearchRequest()


class ParameterError(ValueError):
    """A parameter that cannot be read. The message names it and says what to write instead."""


def read(parameters: QueryDict) -> SearchRequest:
    """The request that a search address makes. Unknown parameters are passed over. Raises ParameterError."""
    date_from, date_to = _date(parameters, "from"), _date(parameters, "to")
    if date_from and date_to and parse_iso(date_from)[0] > last_day(*parse_iso(date_to)):
        message = _("“from” (%(first)s) lies after “to” (%(last)s). Exchange them.")
        raise ParameterError(message % {"first": date_from, "last": date_to})
    values = {facet: _values(parameters, facet) for facet in FACETS}
    chosen = {facet: tuple(v for v in given if not v.startswith("-")) for facet, given in values.items()}
    excluded = {facet: tuple(v[1:] for v in given if v.startswith("-")) for facet, given in values.items()}
    return SearchRequest(
        q=_text(parameters, "q"),
        op=_one_of(parameters, "op", OPERATORS),
        chosen={facet: given for facet, given in chosen.items() if given},
        excluded={facet: given for facet, given in excluded.items() if given},
        date_from=date_from,
        date_to=date_to,
        lang=_language(parameters),
        sort=_one_of(parameters, "sort", SORTS),
        page=_number(parameters, "page", 1, LAST_PAGE),
        size=_number(parameters, "size", PAGE_SIZE, PAGE_SIZE_LIMIT),
    )


def check_choice(name: str, value: str, known: Iterable[str]) -> None:
    """Raises ParameterError where the parameter `name` has a value that is none of those known."""
    if value not in known:
        message = _("“%(name)s” cannot be “%(value)s”. Write one of: %(known)s.")
        raise ParameterError(message % {"name": name, "value": value, "known": ", ".join(known)})


def write(request: SearchRequest) -> str:
    """The query string of a request's address, without what it would be anyway."""
    return "&".join([*_write_singles(request), *_write_facets(request, FACETS)])


class FacetAddress:
    """The query strings that the choices of one facet lead to, all of them to a first page.

    What is the same in all of them is written once: a page offers some fifty choices.
    """

    def __init__(self, request: SearchRequest, facet: str) -> None:
        place = FACETS.index(facet)
        self._facet = facet
        self._chosen = request.chosen.get(facet, ())
        self._excluded = request.excluded.get(facet, ())
        self._before = [*_write_singles(replace(request, page=1)), *_write_facets(request, FACETS[:place])]
        self._after = _write_facets(request, FACETS[place + 1 :])
        chosen, excluded = _write_facet(facet, self._chosen), _write_facet(facet, (), self._excluded)
        self._to_choose = self._around([*self._before, *chosen], [*excluded, *self._after])
        self._to_exclude = self._around([*self._before, *chosen, *excluded], self._after)

    def toggled(self, value: str) -> str:
        """With `value` chosen or, if it is chosen or excluded now, neither."""
        if value in self._chosen or value in self._excluded:
            return self._write(_without(value, self._chosen), _without(value, self._excluded))
        return _quoted(value).join(self._to_choose)

    def excluding(self, value: str) -> str:
        """With `value` excluded, whether it is chosen now or not."""
        if value in self._chosen:
            return self._write(_without(value, self._chosen), (*self._excluded, value))
        return f"-{_quoted(value)}".join(self._to_exclude)

    def _write(self, chosen: tuple[str, ...], excluded: tuple[str, ...]) -> str:
        return "&".join([*self._before, *_write_facet(self._facet, chosen, excluded), *self._after])

    def _around(self, before: list[str], after: list[str]) -> tuple[str, str]:
        """What stands before and after one more value of the facet."""
        return "&".join([*before, f"{self._facet}="]), "&".join(["", *after])


def _without(value: str, values: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(v for v in values if v != value)


def _write_singles(request: SearchRequest) -> list[str]:
    values = {
        "q": request.q,
        "op": request.op if request.op != _PLAIN.op else "",
        "from": request.date_from,
        "to": request.date_to,
        "lang": request.lang,
        "sort": request.sort if request.sort != _PLAIN.sort else "",
        "size": str(request.size) if request.size != _PLAIN.size else "",
        "page": str(request.page) if request.page != _PLAIN.page else "",
    }
    return [f"{name}={quote_plus(value)}" for name, value in values.items() if value]


def _write_facets(request: SearchRequest, facets: Iterable[str]) -> list[str]:
    return [
        part
        for facet in facets
        for part in _write_facet(facet, request.chosen.get(facet, ()), request.excluded.get(facet, ()))
    ]


def _write_facet(facet: str, chosen: tuple[str, ...], excluded: tuple[str, ...] = ()) -> list[str]:
    return [f"{facet}={_quoted(value)}" for value in chosen] + [f"{facet}=-{_quoted(value)}" for value in excluded]


_quoted = lru_cache(maxsize=4096)(quote_plus)


def _text(parameters: QueryDict, name: str) -> str:
    return parameters.get(name, "").strip()


def _one_of(parameters: QueryDict, name: str, known: tuple[str, ...]) -> str:
    value = _text(parameters, name) or known[0]
    check_choice(name, value, known)
    return value


def _number(parameters: QueryDict, name: str, default: int, largest: int) -> int:
    value = _text(parameters, name) or str(default)
    if not value.isdecimal() or len(value) > len(str(largest)) or not 1 <= int(value) <= largest:
        message = _("“%(name)s” cannot be “%(value)s”. Write a whole number from 1 to %(largest)s.")
        raise ParameterError(message % {"name": name, "value": value, "largest": largest})
    return int(value)


def _date(parameters: QueryDict, name: str) -> str:
    value = _text(parameters, name)
    if value:
        try:
            parse_iso(value)
        except ValueError as error:
            message = _("“%(name)s” cannot be read: %(reason)s")
            raise ParameterError(message % {"name": name, "reason": error}) from error
    return value


def _language(parameters: QueryDict) -> str:
    value = _text(parameters, "lang")
    if value and not _LANGUAGE.fullmatch(value):
        message = _("“lang” cannot be “%(value)s”. Write a language code, such as en or zh.")
        raise ParameterError(message % {"value": value})
    return value


def _values(parameters: QueryDict, facet: str) -> tuple[str, ...]:
    """The values given for a facet, each once, in their order; a leading minus stays."""
    values = tuple(dict.fromkeys(stripped for value in parameters.getlist(facet) if (stripped := value.strip())))
    if len(values) > MOST_VALUES:
        message = _("“%(facet)s” is given %(number)s times; at most %(most)s can be used at once.")
        raise ParameterError(message % {"facet": facet, "number": len(values), "most": MOST_VALUES})
    if facet == "year":
        for value in values:
            if not _YEAR.fullmatch(value.removeprefix("-")):
                message = _("“year” cannot be “%(value)s”. Write a year of four digits, such as 2023.")
                raise ParameterError(message % {"value": value})
    if "-" in values:
        raise ParameterError(_("“%(facet)s” cannot be a minus alone. Write a value after it.") % {"facet": facet})
    return values
