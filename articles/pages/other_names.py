"""What else a region or an institution is called, by the vocabularies that articles are tagged with."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from rapidfuzz.fuzz import ratio

from articles import vocabularies
from articles.models import Institution, Region

MOST = 4
_ALIKE = 90  # of 100: `Organization` and `Organisation`
_CHINESE = re.compile(r"[\u3400-\u9fff]")
_LETTERS = re.compile(r"[A-Z]{2,4}")


def other_names(subject: object) -> list[tuple[str, str]]:
    """Up to four other names with their languages, `en` or `zh-Hans`; none for what the vocabularies do not know."""
    if isinstance(subject, Region):
        names = [name for name in _region_names().get(subject.code, ()) if _is_whole(name, subject)]
    elif isinstance(subject, Institution):
        names = list(_institution_names().get(subject.slug, ()))
    else:
        return []
    known = [subject.name, subject.name_zh, getattr(subject, "abbreviation", "")]
    return [(name, "zh-Hans" if _CHINESE.search(name) else "en") for name in _different(names, known)][:MOST]


def _is_whole(name: str, region: Region) -> bool:
    """Whether a name means all of a region: `Republic of Bulgaria`, `UAE`, `长三角` for `长江三角洲`.

    The vocabulary has the names of its parts and bodies as well, by which it is recognised.
    """
    if _CHINESE.search(name):
        full = iter(region.name_zh)
        return all(character in full for character in name)  # each after the one before
    return bool(_LETTERS.fullmatch(name) or re.search(rf" of (?:the )?{re.escape(region.name)}$", name))


def _different(names: Iterable[str], known: list[str]) -> Iterator[str]:
    """Those names that are more than another spelling of one before them."""
    seen = [name.casefold() for name in known]
    for name in names:
        if all(ratio(name.casefold(), other) < _ALIKE for other in seen):
            seen.append(name.casefold())
            yield name


@cache
def _region_names() -> Mapping[str, tuple[str, ...]]:
    return {entry.code: entry.names for entry in vocabularies.regions().entries}


@cache
def _institution_names() -> Mapping[str, tuple[str, ...]]:
    return {entry.slug: entry.names for entry in vocabularies.institutions().entries}
