"""Tells how a Word file sets its text: what the styles say, what they take from one another, and what a run adds."""

import re
from dataclasses import dataclass, replace

from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

_HEADING = re.compile(r"(?:heading|标题|標題)\s*([1-9])", re.I)
_ROLES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("title", re.compile(r"title|head(?:line)?(?: main)?|hed|标题|標題|主标题", re.I)),
    (
        "standfirst",
        re.compile(r"sub-?title|stand-?first|deck|dek|sub-?headline|intro|lead-?in|副标题|副標題|导语|提要", re.I),
    ),
    ("kicker", re.compile(r"kicker|eyebrow|strapline|overline|rubric|section label|栏目|眉题|引题", re.I)),
    ("caption", re.compile(r"(?:photo |picture |image |figure )?caption|cutline|legend|题注|標號|图注|图说", re.I)),
    ("contents", re.compile(r"toc \d|toc heading|table of figures", re.I)),
    ("quote", re.compile(r"(?:intense )?quote|明显引用|引用", re.I)),
    ("bullet", re.compile(r"list bullet(?: \d)?", re.I)),
    ("header", re.compile(r"header", re.I)),
    ("footer", re.compile(r"footer", re.I)),
)
_DEEPEST = 20
"""Styles that are based on one another; Word allows ten."""
_DEFAULT_SIZE = 10.0
_OFF = {"0", "false", "off"}
_BODY_OUTLINE = 9


@dataclass(frozen=True, slots=True)
class Look:
    """How a piece of text is set. `size` is in points; `shift` is sup, sub or nothing."""

    bold: bool = False
    italic: bool = False
    size: float = _DEFAULT_SIZE
    hidden: bool = False
    shift: str = ""


@dataclass(frozen=True, slots=True)
class Style:
    """A style with all that it takes from those below it. `level` is 1 to 9 for a heading; `role` is one of title,
    standfirst, kicker, caption, contents, quote, bullet, header, footer or nothing; `numbering` the list and its
    level."""

    look: Look
    level: int = 0
    role: str = ""
    numbering: tuple[str, int] | None = None


class Styles:
    """The styles of a document, looked up by the identifiers that its paragraphs and runs bear."""

    def __init__(self, document: WordDocument) -> None:
        root = document.styles.element
        self._elements = {element.get(qn("w:styleId")): element for element in root.iterchildren(qn("w:style"))}
        default = root.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
        self._plain = Style(set_look(Look(), default))
        self._known: dict[str, Style] = {}
        is_default = [
            name
            for name, element in self._elements.items()
            if element.get(qn("w:default")) in ("1", "true") and element.get(qn("w:type")) == "paragraph"
        ]
        self._default = is_default[0] if is_default else ""

    def of_paragraph(self, identifier: str | None) -> Style:
        """The style of a paragraph; without one of its own, or with one that is not there, the default."""
        name = identifier if identifier is not None and identifier in self._elements else self._default
        if name not in self._known:
            self._known[name] = self._resolve(name)
        return self._known[name]

    def of_run(self, properties: BaseOxmlElement | None, base: Look) -> Look:
        """How a run is set within a paragraph set as `base`."""
        if properties is None:
            return base
        named = properties.find(qn("w:rStyle"))
        for element in self._chain(named.get(qn("w:val")) if named is not None else None):
            base = set_look(base, element.find(qn("w:rPr")))
        return set_look(base, properties)

    def _chain(self, name: str | None) -> list[BaseOxmlElement]:
        """A style and those that it is based on, the lowest first."""
        chain: list[BaseOxmlElement] = []
        while name in self._elements and len(chain) < _DEEPEST:
            chain.append(self._elements[name])
            below = chain[-1].find(qn("w:basedOn"))
            name = below.get(qn("w:val")) if below is not None else None
        return chain[::-1]

    def _resolve(self, name: str) -> Style:
        style = self._plain
        for element in self._chain(name):
            label = element.find(qn("w:name"))
            style = _named(style, (label.get(qn("w:val")) or "") if label is not None else "")
            properties = element.find(qn("w:pPr"))
            style = replace(
                style,
                look=set_look(style.look, element.find(qn("w:rPr"))),
                level=outline_level(properties, style.level),
                numbering=numbering_of(properties, style.numbering),
            )
        return style


def _named(style: Style, name: str) -> Style:
    """A style with what its name says of its text."""
    if match := _HEADING.fullmatch(name):
        return replace(style, level=int(match[1]), role="")
    role = next((role for role, form in _ROLES if form.fullmatch(name)), style.role)
    return replace(style, role=role, level=0 if role != style.role else style.level)


def outline_level(properties: BaseOxmlElement | None, otherwise: int) -> int:
    """The level, 1 to 9, that a paragraph's properties give it in the document's outline; 0 for body text."""
    outline = properties.find(qn("w:outlineLvl")) if properties is not None else None
    if outline is None:
        return otherwise
    level = number(outline.get(qn("w:val")), _BODY_OUTLINE)
    return level + 1 if 0 <= level < _BODY_OUTLINE else 0


def numbering_of(properties: BaseOxmlElement | None, otherwise: tuple[str, int] | None) -> tuple[str, int] | None:
    """The list that a paragraph is of, by its identifier, and the level in it, from 0; None outside lists."""
    found = properties.find(qn("w:numPr")) if properties is not None else None
    if found is None:
        return otherwise
    identifier, level = found.find(qn("w:numId")), found.find(qn("w:ilvl"))
    listed = identifier.get(qn("w:val")) if identifier is not None else (otherwise[0] if otherwise else None)
    if listed in (None, "0"):
        return None
    return listed, number(level.get(qn("w:val")) if level is not None else None, otherwise[1] if otherwise else 0)


def number(text: str | None, otherwise: int) -> int:
    """A whole number as Word writes it, or `otherwise`."""
    return int(text) if text is not None and re.fullmatch(r"-?\d{1,6}", text) else otherwise


def set_look(look: Look, properties: BaseOxmlElement | None) -> Look:
    """A look with what some run properties change in it."""
    if properties is None:
        return look
    for element in properties:
        value = element.get(qn("w:val")) if isinstance(element.tag, str) else None
        if element.tag == qn("w:b"):
            look = replace(look, bold=value not in _OFF)
        elif element.tag == qn("w:i"):
            look = replace(look, italic=value not in _OFF)
        elif element.tag == qn("w:vanish"):
            look = replace(look, hidden=value not in _OFF)
        elif element.tag == qn("w:sz"):
            look = replace(look, size=number(value, int(look.size * 2)) / 2)
        elif element.tag == qn("w:vertAlign"):
            look = replace(look, shift={"superscript": "sup", "subscript": "sub"}.get(value or "", ""))
    return look
