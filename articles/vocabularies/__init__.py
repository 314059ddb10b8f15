"""The vocabularies of topics, regions and institutions, read from the data files beside this module.

Each file says in its header how it is written, where its facts come from and under which licence.
"""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

_FOLDER = Path(__file__).parent
CUES = ("strong", "clear", "weak", "abroad", "these", "beside")


@dataclass(frozen=True, slots=True)
class TopicEntry:
    """A topic. A heading of the two levels has no `parent` and no cues. topics.toml explains the kinds of cues."""

    slug: str
    name: str
    name_zh: str
    description: str
    description_zh: str
    parent: str | None = None
    strong: tuple[str, ...] = ()
    clear: tuple[str, ...] = ()
    weak: tuple[str, ...] = ()
    abroad: tuple[str, ...] = ()
    these: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()

    def cues(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """The kinds of cues that a topic may have, and those that it has."""
        return tuple((kind, getattr(self, kind)) for kind in CUES)


@dataclass(frozen=True, slots=True)
class RegionEntry:
    """A country, province or group. `places` are its cities; `demonyms` its people and its adjective."""

    code: str
    name: str
    name_zh: str
    kind: str
    names: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    members: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class InstitutionEntry:
    """An institution and the code of the region where it is at home."""

    slug: str
    name: str
    name_zh: str
    kind: str
    abbreviation: str = ""
    region: str | None = None
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rule:
    """When an ambiguous name counts. regions.toml explains the fields; an empty one asks for nothing."""

    names: tuple[str, ...]
    region: str | None = None
    needs: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    not_after: tuple[str, ...] = ()
    not_before: tuple[str, ...] = ()
    not_given_name: bool = False
    not_family_name: bool = False
    at_home: bool = False


@dataclass(frozen=True, slots=True)
class Topics:
    """`bodies` are the words that a university's or an office's name has in it."""

    entries: tuple[TopicEntry, ...]
    ignore: tuple[str, ...]
    bodies: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Regions:
    """`joint` holds the expressions that name several regions, with their codes; `asides` is explained in the file."""

    entries: tuple[RegionEntry, ...]
    ignore: tuple[str, ...]
    surnames: frozenset[str]
    not_names: frozenset[str]
    asides: tuple[str, ...]
    joint: tuple[tuple[str, tuple[str, ...]], ...]
    rules: tuple[Rule, ...]


@dataclass(frozen=True, slots=True)
class Institutions:
    entries: tuple[InstitutionEntry, ...]
    ignore: tuple[str, ...]
    rules: tuple[Rule, ...]


@cache
def topics() -> Topics:
    """The topics, each heading before the topics below it."""
    data = _read("topics.toml")
    entries = [TopicEntry(slug=slug, **_frozen(fields)) for slug, fields in data["topics"].items()]
    return Topics(tuple(entries), tuple(data["ignore"]), tuple(data["bodies"]))


@cache
def regions() -> Regions:
    """Countries, provinces and groups, in this order."""
    data = _read("regions.toml")
    return Regions(
        entries=tuple(RegionEntry(code=code, **_frozen(fields)) for code, fields in data["regions"].items()),
        ignore=tuple(data["ignore"]),
        surnames=frozenset(data["surnames"]),
        not_names=frozenset(data["not_names"]),
        asides=tuple(data["asides"]),
        joint=tuple((name, tuple(codes)) for name, codes in data["joint"].items()),
        rules=_rules(data),
    )


@cache
def institutions() -> Institutions:
    """The institutions, those of China first."""
    data = _read("institutions.toml")
    entries = [InstitutionEntry(slug=slug, **_frozen(fields)) for slug, fields in data["institutions"].items()]
    return Institutions(tuple(entries), tuple(data["ignore"]), _rules(data))


@cache
def simplified() -> dict[int, str]:
    """A table for str.translate from traditional Chinese characters to those that the vocabularies use."""
    return {ord(pair[0]): pair[1] for pair in _read("characters.toml")["pairs"]}


def _read(name: str) -> dict[str, Any]:
    with (_FOLDER / name).open("rb") as file:
        return tomllib.load(file)


def _rules(data: dict[str, Any]) -> tuple[Rule, ...]:
    return tuple(Rule(**_frozen(fields)) for fields in data["rules"])


def _frozen(fields: dict[str, Any]) -> dict[str, Any]:
    return {name: tuple(value) if isinstance(value, list) else value for name, value in fields.items()}
