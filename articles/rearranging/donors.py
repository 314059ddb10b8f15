"""What articles give away when lines of theirs move: the lines, the text made from them, and warnings about them."""

from collections.abc import Collection
from typing import Any

from articles.ingest.printout import warning_object
from articles.models import Article
from articles.rearranging.passages import Passage
from articles.rearranging.sources import SourceText, numbers_of, spans_of

_GOES_ALONG = frozenset({"unreadable", "filled"})
"""Warnings about a line. Others are about the whole article and stay with it."""


def read_anew(numbers: Collection[int], text: SourceText) -> Passage:
    """Lines as they are printed, as text of an article."""
    if not text.words(numbers):
        return Passage()
    record = text.read(numbers, opens=False)
    notes = (warning_object(warning) for warning in record.warnings if warning.code == "gap")
    return Passage(record.body, tuple(notes))


class Donor:
    """An article that gives lines away."""

    def __init__(self, article: Article, text: SourceText, wanted: Collection[int]) -> None:
        """`wanted` may hold lines of others too."""
        self.article = article
        self.own = numbers_of(article.spans)
        self.leaving = self.own.intersection(wanted)
        self.not_in_text: set[int] = set()
        """The lines that were taken and that the body has not: headline, byline, or a rewritten text."""
        self._passage = Passage.of(article)
        self._alignment = text.align(self.own, self._passage.text)
        self._ranges: list[tuple[int, int]] = []

    def take(self, run: list[int]) -> tuple[list[int], Passage, list[int]]:
        """The text of some of its lines as it is now, between those at the top and those at the end that its body has
        not."""
        found = [place for place, number in enumerate(run) if self._alignment.found(number)]
        start, end = (found[0], found[-1] + 1) if found else (len(run), len(run))
        ranges = self._alignment.ranges(run[start:end])
        self._ranges += ranges
        self.not_in_text.update(self._alignment.missing(run[:start] + run[end:]))
        _, taken = self._passage.cut(ranges)
        return run[:start], taken, run[end:]

    def give(self) -> list[dict[str, Any]]:
        """Lets go of the lines and of what was taken, without saving. Returns the warnings that go along."""
        article = self.article
        going = [w for w in article.warnings if w["code"] in _GOES_ALONG and w["line"] in self.leaving]
        article.warnings = [warning for warning in article.warnings if warning not in going]
        article.spans = spans_of(self.own - self.leaving)
        rest, _ = self._passage.cut(self._ranges)
        rest.put_into(article)
        return going
