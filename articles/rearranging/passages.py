"""Markdown with the warnings for its gaps: cut apart, put together again, filled."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Self

from articles.ingest.records import GAP
from articles.ingest.repair import Vocabulary, continued, join
from articles.ingest.wording import ends_sentence
from articles.models import Article

Note = dict[str, Any]
_UNNOTED: Note = {"code": "gap", "message": "The text breaks off here and does not go on.", "line": None}
_NO_PROSE = re.compile(r"\s*(?:#{1,6} |[-*+] |>|\||\d{1,3}\. )")
_CLOSING = re.compile(r"[,.;:!?)\]，。；：！？）”’]")


@dataclass(frozen=True)
class Passage:
    """A piece of a body. `notes` holds the warning for each gap in its text, in order."""

    text: str = ""
    notes: tuple[Note, ...] = ()

    @classmethod
    def of(cls, article: Article) -> Self:
        """The article's body. A gap without a warning gets one; a warning without a gap is left out."""
        gaps = [warning for warning in article.warnings if warning["code"] == "gap"]
        count = article.body.count(GAP)
        return cls(article.body.strip(), tuple((gaps + [_UNNOTED] * count)[:count]))

    def put_into(self, article: Article) -> None:
        """Makes it the article's body, without saving."""
        others = [warning for warning in article.warnings if warning["code"] != "gap"]
        article.body = self.text
        article.warnings = [*others, *self.notes]

    def cut(self, ranges: Sequence[tuple[int, int]]) -> tuple["Passage", "Passage"]:
        """What is left without these ranges of characters, and what was in them, in the order given."""
        rest, taken = self._piece(0, len(self.text)), Passage()
        for start, end in ranges:
            taken = taken.followed_by(self._piece(start, end))
        for start, end in sorted(ranges, reverse=True):
            rest = rest._without(start, end)
        return rest, taken

    def followed_by(self, other: "Passage") -> "Passage":
        """Both in one. A sentence in which the first breaks off and with which the second goes on is joined, and a gap
        between its halves closed; else the second is a new paragraph."""
        if not self.text or not other.text:
            return self if self.text else other
        above, edge, last = self.text.rpartition("\n\n")
        first, next_edge, below = other.text.partition("\n\n")
        start = last.removesuffix(GAP).rstrip()
        sentence = _sentence(start, first, Vocabulary([self.text, other.text]))
        if sentence is None:
            return Passage(f"{self.text}\n\n{other.text}", self.notes + other.notes)
        notes = self.notes if last.rstrip() == start else self.notes[:-1]
        return Passage(f"{above}{edge}{sentence}{next_edge}{below}", notes + other.notes)

    def with_inserted(self, other: "Passage", place: int) -> "Passage":
        """It with another one behind the character `place`. What does not fit into the sentence there comes below the
        paragraph."""
        if not other.text:
            return self
        left, right = self.text[:place].rstrip(), self.text[place:].lstrip()
        is_within = bool(left and right) and "\n" not in self.text[len(left) : len(self.text) - len(right)]
        if is_within and (text := _fitted(left, other.text, right)):
            count = left.count(GAP)
            return Passage(text, self.notes[:count] + other.notes + self.notes[count:])
        if is_within:
            place = self.text.find("\n", place)
            place = place if place >= 0 else len(self.text)
        return self._piece(0, place).followed_by(other).followed_by(self._piece(place, len(self.text)))

    def with_filled(self, number: int, text: str) -> "Passage":
        """It with the gap of this number, from 1, replaced by `text`, which completes a word that was cut there."""
        before, after = self._around_gap(number)
        vocabulary = Vocabulary([self.text, text])
        left, right = before.rstrip(), after.lstrip()
        is_alone = not left or "\n" in before[len(left) :]
        filled = before + text if is_alone else join(left, text, vocabulary)
        if not right or "\n" in after[: len(after) - len(right)] or _CLOSING.match(right):
            filled += after
        else:
            filled = join(filled, right, vocabulary)
        return Passage(filled, self.notes[: number - 1] + self.notes[number:])

    def _around_gap(self, number: int) -> tuple[str, str]:
        pieces = self.text.split(GAP)
        return GAP.join(pieces[:number]), GAP.join(pieces[number:])

    def _piece(self, start: int, end: int) -> "Passage":
        before, count = self.text[:start].count(GAP), self.text[start:end].count(GAP)
        return Passage(self.text[start:end].strip(), self.notes[before : before + count])

    def _without(self, start: int, end: int) -> "Passage":
        piece = self.text[start:end]
        left, right = self.text[:start].rstrip(), self.text[end:].lstrip()
        lead = self.text[len(left) : end - len(piece.lstrip())]
        trail = self.text[end - len(piece) + len(piece.rstrip()) : len(self.text) - len(right)]
        between = max(lead, trail, key=lambda white: (white.count("\n"), len(white)))
        before, count = self.text[:start].count(GAP), piece.count(GAP)
        return Passage(
            f"{left}{between}{right}" if left and right else left or right,
            self.notes[:before] + self.notes[before + count :],
        )


def _sentence(start: str, following: str, vocabulary: Vocabulary) -> str | None:
    """The sentence of which these are the halves; None if they are none."""
    if _NO_PROSE.match(start) or _NO_PROSE.match(following):
        return None
    return continued(start, start, following, vocabulary)


def _fitted(left: str, text: str, right: str) -> str | None:
    """A text put into the paragraph that `left` ends and `right` begins with: behind a sentence, or going on with one
    that waits; None if it fits neither way."""
    vocabulary = Vocabulary([left, text, right])
    above, edge, start = left.rpartition("\n")
    if "\n" in text or _NO_PROSE.match(text) or _NO_PROSE.match(start):
        return None
    whole = join(start, text, vocabulary) if ends_sentence(start) else continued(start, start, text, vocabulary)
    return f"{above}{edge}{join(whole, right, vocabulary)}" if whole else None
