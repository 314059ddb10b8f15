"""Repairs characters within a line: entities, stray tags, odd spaces, ligatures. Line numbers stay as they are."""

import html
import re
from dataclasses import replace

from articles.ingest.records import Line

_SLASHED = re.compile(r"(?<![\d./-])(?P<one>\d{1,2})/(?P<two>\d{1,2})/(?P<year>(?:19|20)\d\d)(?![\d./-])")

_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
_FULL_WIDTH = {chr(code): chr(code - 0xFEE0) for code in range(0xFF10, 0xFF5B) if chr(code).isalnum()}
_SPACES = dict.fromkeys("\f\v\u00a0\u1680\u202f\u205f", " ") | {chr(code): " " for code in range(0x2000, 0x200B)}
_CHARACTERS = str.maketrans(_LIGATURES | _FULL_WIDTH | _SPACES | {"\u3000": "  "})
_INVISIBLE = re.compile(r"[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufffe\uffff]")
_ENTITY = re.compile(r"&(?!lt;|gt;|amp;lt;|amp;gt;|#60;|#62;)(?:#\d{1,7}|#x[0-9a-fA-F]{1,6}|\w{2,31});")
_DEEPEST_INDENT = 80
_MONTHS = 12
_COMMENT = re.compile(r"<!--(?:(?!<!--).)*?-->")

# Tags that converters leave in Markdown, and what stands for them. Superscripts and subscripts carry meaning and stay.
_TAGS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"<br\s*/?>", re.I), " "),
    (re.compile(r"</?(?:b|strong)>", re.I), "**"),
    (re.compile(r"</?(?:i|em)>", re.I), "*"),
    (re.compile(r"</?(?:span|a|u|font|div|p|center|small|mark)(?:\s[^<>]*)?>", re.I), ""),
)


def clean(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """The same lines, as many and in the same order, with their characters repaired. A line of nothing but a date whose
    day and month could be taken for each other is written unmistakably, if another date of the source tells which is
    which."""
    cleaned = tuple(Line(line.number, clean_text(line.text)) for line in lines)
    dates = [match for line in cleaned if "/" in line.text for match in _SLASHED.finditer(line.text)]
    day_first = any(int(date["one"]) > _MONTHS for date in dates)
    if day_first == any(int(date["two"]) > _MONTHS for date in dates):
        return cleaned
    day, month = ("one", "two") if day_first else ("two", "one")
    return tuple(
        replace(line, text=f"{date['year']}-{date[month]:0>2}-{date[day]:0>2}")
        if (date := _SLASHED.fullmatch(line.text.strip()))
        else line
        for line in cleaned
    )


def clean_text(text: str) -> str:
    """One line without invisible characters, entities and layout tags. A hyphen that a typesetting program
    put at the line's end is kept as a hyphen; full-width letters and digits become narrow; runs of spaces become one,
    except at the line's beginning."""
    text = _COMMENT.sub("", text)
    text = _ENTITY.sub(lambda match: html.unescape(match.group()), text)
    for tag, replacement in _TAGS:
        text = tag.sub(replacement, text)
    if "\u00ad" in text:
        text = re.sub(r"\u00ad\s*$", "-", text).replace("\u00ad", "")
    text = _INVISIBLE.sub("", text).translate(_CHARACTERS).expandtabs(4).rstrip()
    bare = text.lstrip()
    indent = min(len(text) - len(bare), _DEEPEST_INDENT)
    return " " * indent + (re.sub(" {2,}", " ", bare) if "  " in bare else bare)
