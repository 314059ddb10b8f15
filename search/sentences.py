"""Where sentences begin and end, in English and Chinese: read only around the place that is asked for."""

import re
from collections.abc import Iterator
from itertools import takewhile
from typing import NamedTuple

_END = re.compile(
    r"[.!?…。！？\n\f](?:"  # one class of characters first, which makes the search several times faster
    r"(?<=[.!?…])(?<![.!?…][.!?…])[.!?…]*+[\"'”’)\]]*+(?=\s+[^\sa-z])"  # a space and no small letter must follow
    r"|(?<=[。！？])[。！？]*+[”’」』）]*+"
    r"|(?<=\n)\s*\n|(?<=\f))"
)
_ABBREVIATIONS = {
    "al", "art", "co", "corp", "dr", "eg", "etc", "fig", "gen", "hon", "ie", "inc", "jr", "ltd", "mr", "mrs", "ms",
    "mt", "no", "nos", "op", "p", "pp", "prof", "rev", "sec", "sen", "sr", "st", "vol", "vols", "vs",
}  # fmt: skip
_LAST_WORD_BACKWARDS = re.compile(r"\.([A-Za-z]+(?:\.[A-Za-z]+)*|[^\W\d_])")
_LONGEST_LOOK = 20
_LONG_WORD = 5  # letters: no abbreviation above has as many
_VISIBLE = re.compile(r"\S")


class Sentence(NamedTuple):
    """The characters from `start` up to but without `end`, without the space around them."""

    start: int
    end: int


def sentence_at(text: str, place: int) -> Sentence:
    """The sentence that the word at `place` belongs to. A paragraph ends a sentence too."""
    return _trimmed(text, _start(text, place), end_after(text, place))


def end_after(text: str, place: int) -> int:
    """Where the sentence ends that the word at `place` belongs to; the space after it may be included."""
    return next(_ends(text, place), len(text))


def next_sentence(text: str, place: int) -> Sentence | None:
    """The first sentence that begins at or after `place`, where one has ended or the text starts."""
    visible = _VISIBLE.search(text, place)
    return _trimmed(text, visible.start(), end_after(text, visible.start())) if visible else None


def sentence_before(text: str, place: int) -> Sentence | None:
    """The last sentence before `place`, where another one starts."""
    end = place
    while end and text[end - 1].isspace():
        end -= 1
    return _trimmed(text, _start(text, end - 1), end) if end else None


def _start(text: str, place: int) -> int:
    """Where the sentence with the character at `place` starts; the space before it may be included."""
    looked_at = 200
    while True:
        before = list(takewhile(lambda end: end <= place, _ends(text, max(0, place - looked_at))))
        if before:
            return before[-1]
        if looked_at >= place:
            return 0
        looked_at *= 4


def _ends(text: str, place: int) -> Iterator[int]:
    for match in _END.finditer(text, place):
        if not _is_abbreviated(text, match.start(), match.end()):
            yield match.end()


def _trimmed(text: str, start: int, end: int) -> Sentence:
    raw = text[start:end]
    return Sentence(start + len(raw) - len(raw.lstrip()), end - len(raw) + len(raw.rstrip()))


def _is_abbreviated(text: str, start: int, end: int) -> bool:
    """Whether the full stop belongs to an abbreviation or an initial: `No.`, `J.`, `U.S.`"""
    before = text[max(0, start - _LONGEST_LOOK) : start]
    last = before[-_LONG_WORD:]
    if "." not in before and len(last) == _LONG_WORD and last.isascii() and last.isalpha():
        return False
    match = _LAST_WORD_BACKWARDS.match((before + text[start:end])[::-1])
    if match is None:
        return False
    word = match.group(1)[::-1]
    return (len(word) == 1 and word.isupper()) or "." in word or word.lower() in _ABBREVIATIONS
