"""What a harvester asks for: the arguments of a request, checked as far as no database is needed (sections 3.6, 4)."""

import re
from collections.abc import Iterable, Mapping

from django.http import QueryDict

from articles.oai.datestamps import first_moment, is_day, last_moment
from articles.oai.errors import ProtocolError
from articles.xml_text import fit_for_xml

TOKEN = "resumptionToken"  # noqa: S105 (the protocol's own word)

_SELECTION = {"metadataPrefix": True, "from": False, "until": False, "set": False}
_VERBS: Mapping[str, Mapping[str, bool]] = {
    "Identify": {},
    "ListMetadataFormats": {"identifier": False},
    "ListSets": {},
    "GetRecord": {"identifier": True, "metadataPrefix": True},
    "ListIdentifiers": _SELECTION,
    "ListRecords": _SELECTION,
}
"""The arguments of each verb, and whether they are required."""

_IN_PAGES = ("ListSets", "ListIdentifiers", "ListRecords")
"""The verbs that may have a token instead of all other arguments."""

_NAME = r"[A-Za-z0-9\-_.!~*'()]+"
_SYNTAX = {
    "metadataPrefix": re.compile(_NAME),
    "set": re.compile(f"{_NAME}(?::{_NAME})*"),
    "identifier": re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:(?:[A-Za-z0-9\-._~:/?#@!$&'()*+,;=]|%[0-9A-Fa-f]{2})+"),
}


def read_arguments(given: QueryDict) -> dict[str, str]:
    """The arguments by name, `verb` among them. Raises ProtocolError: badVerb or badArgument."""
    verbs = given.getlist("verb")
    if len(verbs) != 1 or verbs[0] not in _VERBS:
        known = ", ".join(_VERBS)
        raise ProtocolError("badVerb", f"A request has the argument verb once, with one of these values: {known}.")
    verb = verbs[0]
    names = [name for name in given if name != "verb"]
    _refuse_repeated(given, names)
    arguments = {"verb": verb} | {name: str(given[name]) for name in names}
    if TOKEN in names and verb in _IN_PAGES:
        if len(names) > 1:
            raise _bad("resumptionToken stands alone beside the verb: leave the other arguments out.")
    else:
        _check_names(verb, names)
    for name, value in arguments.items():
        _check_syntax(name, value)
    _check_span(arguments)
    return arguments


def _bad(message: str) -> ProtocolError:
    return ProtocolError("badArgument", message)


def _refuse_repeated(given: QueryDict, names: Iterable[str]) -> None:
    for name in names:
        if len(given.getlist(name)) > 1:
            raise _bad(f"The argument {_quoted(name)} may be given once only.")


def _check_names(verb: str, names: Iterable[str]) -> None:
    allowed = _VERBS[verb]
    for name in names:
        if name not in allowed:
            raise _bad(f"{verb} has no argument {_quoted(name)}.")
    missing = [name for name, is_required in allowed.items() if is_required and name not in names]
    if missing:
        raise _bad(f"{verb} needs the argument {' and '.join(missing)}.")


def _check_syntax(name: str, value: str) -> None:
    if value != fit_for_xml(value):
        raise _bad(f"The value of {name} has a character in it that no XML document may hold.")
    if name in _SYNTAX and not _SYNTAX[name].fullmatch(value):
        raise _bad(f"No {name} is written like {_quoted(value)}.")


def _check_span(arguments: Mapping[str, str]) -> None:
    ends = [(name, arguments[name]) for name in ("from", "until") if name in arguments]
    for name, text in ends:
        try:
            first_moment(text)
        except ValueError as error:
            raise _bad(f"The argument {name} cannot be {_quoted(text)}. {error}") from error
    if len(ends) == 2:
        since, until = arguments["from"], arguments["until"]
        if is_day(since) != is_day(until):
            raise _bad("Write from and until alike, both to the day or both to the second.")
        if first_moment(since) > last_moment(until):
            raise _bad("The argument from is later than until.")


def _quoted(text: str) -> str:
    return f"“{text[:100]}”"
