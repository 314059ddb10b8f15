"""Counts a Word file's lists as Word does when it shows them: the numbers and signs are not in the text itself."""

import re
from collections import defaultdict
from typing import NamedTuple

from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from articles.ingest.readers.word_styles import number
from articles.ingest.records import ITEM_MARKS

_DEEPEST_LEVEL = 8
_HAN_DIGITS = "〇一二三四五六七八九"
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
          (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
_HAN_FORMATS = ("chinese", "ideograph", "japanese", "taiwanese")
_LARGEST = 3_000
"""Numbers beyond this are written in digits, whatever the list says."""
SYMBOLS = {"\uf075": "◆", "\uf06e": "■", "\uf076": "❖", "\uf0d8": "➤"}
"""What the letters of the Wingdings font look like."""


class _Level(NamedTuple):
    """One level of a list: how it counts, what it shows (`%1.`), where it starts."""

    form: str
    shown: str
    start: int


class Numbering:
    """The lists of a document and how far each has counted."""

    def __init__(self, document: WordDocument) -> None:
        self._levels: dict[str, dict[int, _Level]] = {}
        self._counters: dict[str, dict[int, int]] = {}
        for relation in document.part.rels.values():
            if relation.reltype == RELATIONSHIP_TYPE.NUMBERING and not relation.is_external:
                self._read(relation.target_part.element)

    def _read(self, root: BaseOxmlElement) -> None:
        abstract = {
            element.get(qn("w:abstractNumId")): {
                number(level.get(qn("w:ilvl")), 0): _read_level(level) for level in element.iterchildren(qn("w:lvl"))
            }
            for element in root.iterchildren(qn("w:abstractNum"))
        }
        counters: dict[str, dict[int, int]] = defaultdict(dict)
        for element in root.iterchildren(qn("w:num")):
            identifier, base = element.get(qn("w:numId")), element.find(qn("w:abstractNumId"))
            kind = base.get(qn("w:val")) if base is not None else None
            starts_anew = element.find(qn("w:lvlOverride")) is not None
            self._levels[identifier] = abstract.get(kind, {})
            self._counters[identifier] = {} if starts_anew else counters[kind or ""]

    def mark(self, identifier: str, level: int) -> str:
        """What Word shows before the next item of a list: `3.`, `（二）`, ♦, or - for any other sign."""
        levels = self._levels.get(identifier, {})
        if level not in levels or not 0 <= level <= _DEEPEST_LEVEL:
            return "-"
        form, shown, start = levels[level]
        counted = self._counters[identifier]
        counted[level] = counted.get(level, start - 1) + 1
        for deeper in [other for other in counted if other > level]:
            del counted[deeper]
        if form == "none":
            return ""
        if form == "bullet":
            sign = SYMBOLS.get(shown, shown)
            return sign if sign and sign in ITEM_MARKS else "-"

        def value(match: re.Match[str]) -> str:
            place = int(match[1]) - 1
            fallback = levels[place].start if place in levels else 1
            return _written(counted.get(place, fallback), levels[place].form if place in levels else "decimal")

        return re.sub(r"%([1-9])", value, shown)


def _read_level(element: BaseOxmlElement) -> _Level:
    found = {name: element.find(qn(f"w:{name}")) for name in ("numFmt", "lvlText", "start")}
    values = {name: child.get(qn("w:val")) for name, child in found.items() if child is not None}
    return _Level(values.get("numFmt") or "decimal", values.get("lvlText") or "", number(values.get("start"), 1))


def _written(count: int, form: str) -> str:
    """A number as a list of some form shows it."""
    if not 0 < count <= _LARGEST:
        return str(count)
    if form.startswith(_HAN_FORMATS):
        return _in_han(count)
    if form in ("lowerLetter", "upperLetter"):
        letter = chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1)
        return letter.upper() if form == "upperLetter" else letter
    if form in ("lowerRoman", "upperRoman"):
        roman = ""
        for worth, sign in _ROMAN:
            roman += sign * (count // worth)
            count %= worth
        return roman.upper() if form == "upperRoman" else roman
    return str(count)


def _in_han(count: int) -> str:
    """A number below 100 in Chinese characters; above, digit by digit."""
    tens, ones = divmod(count, 10)
    if tens > 9:
        return "".join(_HAN_DIGITS[int(digit)] for digit in str(count))
    head = "" if tens == 0 else "十" if tens == 1 else _HAN_DIGITS[tens] + "十"
    return head + (_HAN_DIGITS[ones] if ones else "")
