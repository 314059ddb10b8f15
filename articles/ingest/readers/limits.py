"""Refuses, before anything reads it, text that is no issue of anything: it would only cost time."""

import re
from collections.abc import Callable, Iterable
from itertools import pairwise
from typing import NamedTuple

from articles.ingest.records import Line, Refused

_LETTER = re.compile(r"[^\W_]")
_HEADING = re.compile(r"(?m)^[ \t]{0,3}#{1,6}[ \t]")
_DEEPEST_QUOTE = 100
_DEEP_QUOTE = re.compile(rf"(?m)^[ \t]*+(?:>[ \t]*+){{{_DEEPEST_QUOTE + 1}}}")
_LINE_END = re.compile(r"\r\n|\n|\r")
_ENDS = ("", ".", "!", "?", ":", "。", "！", "？", "：")
_SAMPLE = 100_000
_LEAST_LETTERS = 0.02
_NO_WORDS = "The file holds {} words, so there is nothing to read. Check that it is the right file."
_TOO_MUCH = "The file has {}, as no issue has. Split it into single issues and try again."


class Limit(NamedTuple):
    """The most that a text may have of something, how that is counted, and what is said of a text that has more."""

    most: int
    count: Callable[[str], int]
    said: str


def _longest_line(text: str) -> int:
    return max(map(len, _LINE_END.split(text)))


def _paragraphs(text: str) -> int:
    """How many lines open a paragraph: below a blank one, or below the end of a sentence."""
    lines = [line.strip() for line in _LINE_END.split(text)]
    return sum(bool(line) and above[-1:] in _ENDS for above, line in pairwise(["", *lines]))


LIMITS = (
    Limit(_DEEPEST_QUOTE, lambda text: (_DEEPEST_QUOTE + 1) * bool(_DEEP_QUOTE.search(text)), "{} nested quotations"),
    Limit(3_000_000, len, "{} characters"),  # 5,000 words on each of a hundred pages
    Limit(500_000, _longest_line, "a line of {} characters"),  # a book
    Limit(100_000, lambda text: len(_LINE_END.findall(text)), "{} lines"),  # wrapped to columns, with blank lines
    Limit(3_000, lambda text: len(_HEADING.findall(text)), "{} headings"),  # thirty on each page
    Limit(15_000, _paragraphs, "{} paragraphs"),  # a hundred and fifty on each page
)
"""In the order in which they are asked; each is far more than an issue of a hundred pages has."""


def check_text(text: str) -> None:
    """Raises Refused with `too-large` for text that has more of something than an issue of a hundred pages, with
    `empty` for text of hardly anything but marks."""
    _check_limit(text, LIMITS[0])
    sample = "".join(text[:_SAMPLE].split())
    letters = len(_LETTER.findall(sample))
    if letters < _LEAST_LETTERS * len(sample):
        raise Refused("empty", _NO_WORDS.format("hardly any" if letters else "no"))
    for limit in LIMITS[1:]:
        _check_limit(text, limit)


def _check_limit(text: str, limit: Limit) -> None:
    if limit.count(text) > limit.most:
        raise Refused("too-large", _TOO_MUCH.format(limit.said.format(f"more than {limit.most:,}")))


def check_words(lines: Iterable[Line]) -> None:
    """Raises Refused with `empty` for a source in which there is no word."""
    if not any(_LETTER.search(line.text) for line in lines):
        raise Refused("empty", _NO_WORDS.format("no"))
