"""The family name and the given name of a person, as citations need them, from the name as it is printed."""

import re
import tomllib
from pathlib import Path
from typing import NamedTuple


class PersonName(NamedTuple):
    """A name in two parts. `given` is empty where only one part is known: such a name is cited whole."""

    family: str
    given: str


_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]+")
_LONGEST_CHINESE = 4
_DATA = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
_COMPOUND = frozenset(_DATA["compound"].split())
_IN_PINYIN = frozenset(_DATA["pinyin"].split())
_PARTICLES = frozenset(_DATA["particles"].split())
_SYLLABLE = (
    r"(?:[bpmfdtnlgkhjqxrzcsyw]|zh|ch|sh)?"
    r"(?:i?ang|i?ong|u?ang|iao|u?ai|uan|i?an|eng|ing|i?en|in|u?n|ia|ie|iu|uo|ui|üe|ue|ao|ou|ei|er|a|o|e|i|u|ü|v)"
)
_OF_BODIES = frozenset(("and", "&", "of", "for", "the", *_DATA["bodies"].split()))
"""Words that no person's name has: `Ministry of Science and Technology` and `Staff Reporters` stay whole."""
_OF_CHINESE_BODIES = re.compile("|".join(_DATA["bodies_chinese"].split()))
_WORD = re.compile(r"[\w&]+")
_PINYIN_GIVEN_NAME = re.compile(rf"{_SYLLABLE}(?:[-'’ ]?{_SYLLABLE}){{0,2}}", re.I)

_AFTER_NAME = re.compile(r"(?:jr|sr|[IVX]{2,4}|ph\.?d|m\.?d)\.?", re.I)


def in_characters(name: str) -> bool:
    """Whether a name is in Chinese characters alone, which need no comma or initials to tell its parts."""
    return _HAN.fullmatch("".join(name.split())) is not None


def is_body(name: str) -> bool:
    """Whether words in the name say that it is that of an office or a society, and no person's."""
    if in_characters(name):
        return _OF_CHINESE_BODIES.search(name) is not None
    return not _OF_BODIES.isdisjoint(_WORD.findall(name.casefold()))


def in_pinyin(person: PersonName) -> bool:
    """Whether the parts are those of a Chinese name in Latin letters, whose family name stands first."""
    in_family = person.family.lower() in _IN_PINYIN or re.fullmatch(_SYLLABLE, person.family, re.I)
    return bool(in_family and _PINYIN_GIVEN_NAME.fullmatch(person.given))


def apart_from_suffix(given: str) -> tuple[str, str]:
    """A given name as `family_and_given` has it, and the `Jr.` or `III` at its end; empty if there is none."""
    before, _space, last = given.rpartition(" ")
    return (before, last) if before and _AFTER_NAME.fullmatch(last) else (given, "")


def family_and_given(name: str) -> PersonName:
    """The two parts of a name.

    In Chinese characters the family name stands first; four characters without a known family name of two are
    halved, as double and Japanese family names are. A transliterated name (`艾伦·图灵`) stays whole: which of
    its parts is the family's differs from people to people. In letters the family name is what stands before a
    comma, else what is in capitals (`CHEN Chunyou`, `Marie CURIE`), written here with the usual ones; else the
    first word, where the whole is a name in pinyin; else the last word with the particles before it.
    """
    name = " ".join(name.split())
    if is_body(name):
        return PersonName(name, "")
    if in_characters(name):
        return _chinese(name)
    before, comma, after = name.partition(",")
    if comma and after.strip() and not _AFTER_NAME.fullmatch(after.strip()):
        return PersonName(_usual_capitals(before.strip()), after.strip())
    words = name.replace(",", "").split()
    if len(words) < 2 or "·" in name:
        return PersonName(name, "")
    return _by_capitals(words) or _pinyin(words) or _western(words)


def _chinese(name: str) -> PersonName:
    family, space, given = name.partition(" ")
    if space and len(family + given) > 2:
        return PersonName(family, given.replace(" ", "")) if len(family) <= 2 else PersonName(name, "")
    name = name.replace(" ", "")
    if len(name) > _LONGEST_CHINESE:
        return PersonName(name, "")
    length = 2 if len(name) == _LONGEST_CHINESE or (len(name) > 2 and name[:2] in _COMPOUND) else 1
    return PersonName(name[:length], name[length:])


def _by_capitals(words: list[str]) -> PersonName | None:
    """By the run of words in capitals at either end; None where there is none, or nothing else."""
    capitals = [word.isupper() and len(word) > 1 and "." not in word for word in words]
    if all(capitals) or not (capitals[0] or capitals[-1]):
        return None
    if capitals[0]:
        end = capitals.index(False)
        family, given = words[:end], words[end:]
    else:
        start = len(words) - capitals[::-1].index(False)
        family, given = words[start:], words[:start]
    return PersonName(_usual_capitals(" ".join(family)), " ".join(given))


def _pinyin(words: list[str]) -> PersonName | None:
    family, given = words[0], " ".join(words[1:])
    if family.lower() in _IN_PINYIN and _PINYIN_GIVEN_NAME.fullmatch(given):
        return PersonName(_usual_capitals(family), _usual_capitals(given))
    return None


def _western(words: list[str]) -> PersonName:
    suffix = [words.pop()] if len(words) > 2 and _AFTER_NAME.fullmatch(words[-1]) else []
    start = next((place for place, word in enumerate(words) if place and word in _PARTICLES), len(words) - 1)
    return PersonName(_usual_capitals(" ".join(words[start:])), _usual_capitals(" ".join([*words[:start], *suffix])))


def _usual_capitals(name: str) -> str:
    """`DE LA CRUZ` as `de la Cruz`, `O'NEIL` as `O'Neil`; a name not all in capitals as it is."""
    if not name.isupper():
        return name
    words = (word.lower() if word.lower() in _PARTICLES else word.title() for word in name.split())
    return re.sub(r"\bMc[a-z]", lambda match: match[0][:2] + match[0][2].upper(), " ".join(words))
