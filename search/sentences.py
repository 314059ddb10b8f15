"""Where sentences end, in English and Chinese."""

import re
from typing import NamedTuple

_END = re.compile(
    r"[.!?…]+[\"'”’)\]]*(?=\s+[^\sa-z])"  # English: a space and no small letter must follow
    r"|[。！？]+[”’」』）]*"
    r"|\n\s*\n|\f"
)
_ABBREVIATIONS = {
    "al", "art", "co", "corp", "dr", "eg", "etc", "fig", "gen", "hon", "ie", "inc", "jr", "ltd", "mr", "mrs", "ms",
    "mt", "no", "nos", "op", "p", "pp", "prof", "rev", "sec", "sen", "sr", "st", "vol", "vols", "vs",
}  # fmt: skip
_LAST_WORD = re.compile(r"([^\W\d_]|[A-Za-z]+(?:\.[A-Za-z]+)*)\.$")


class Sentence(NamedTuple):
    """The characters from `start` up to but without `end`."""

    start: int
    end: int


def sentences(text: str) -> list[Sentence]:
    """The sentences of `text` in their order, without the space around them. Paragraphs end sentences too."""
    found = []
    start = 0
    for match in _END.finditer(text):
        if not _is_abbreviated(text[max(0, match.start() - 20) : match.end()]):
            found.append(_trimmed(text, start, match.end()))
            start = match.end()
    found.append(_trimmed(text, start, len(text)))
    return [sentence for sentence in found if sentence.end > sentence.start]


def _trimmed(text: str, start: int, end: int) -> Sentence:
    raw = text[start:end]
    return Sentence(start + len(raw) - len(raw.lstrip()), end - len(raw) + len(raw.rstrip()))


def _is_abbreviated(ending: str) -> bool:
    """Whether the full stop at the end belongs to an abbreviation or an initial: `No.`, `J.`, `U.S.`"""
    match = _LAST_WORD.search(ending)
    if match is None:
        return False
    word = match.group(1)
    return (len(word) == 1 and word.isupper()) or "." in word or word.lower() in _ABBREVIATIONS
