"""The page of the issue that an article is printed on, where its source says so."""

import re
from typing import Any

from articles.models import Article

_NUMBER = re.compile(r"[A-D]?\d+")
_HEAD_LINES = 10
"""How far down a page its number may stand and still head it: newspapers print a masthead above it."""


def printed_page(article: Article) -> str:
    """The printed number of the page, `3` or `A4`, out of `Page 3` or `第3版`; empty where it is not known.

    A file that is one page of a newspaper prints its number once, at its head, above all articles. Where a file has
    several numbers, nothing tells whether they stand above or below their pages; an article's place in its issue is
    not a page at all. `article` is to come with its `source`.
    """
    if article.source is None:
        return ""
    numbers = [entry for entry in article.source.furniture if entry["kind"] == "page number"]
    first = min((start for start, _end in article.spans), default=0)
    return _one_at_the_head(numbers, first)


def _one_at_the_head(numbers: list[dict[str, Any]], first_line: int) -> str:
    if len(numbers) != 1 or numbers[0]["lines"][1] > min(_HEAD_LINES, first_line):
        return ""
    number = _NUMBER.search(numbers[0]["text"])
    return number[0] if number else ""
