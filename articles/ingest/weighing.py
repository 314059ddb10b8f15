"""Weighs whether a title opens an article or is a subhead of the one it stands in.

A heading's level says little where a converter guessed it, so everything that stands with a title is weighed. The
weights were set by hand, on the documents in fixtures and tests/sources (docs/decisions.md tells how).
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from articles.ingest.bylines import reads_as_dateline
from articles.ingest.drafts import Draft, Page
from articles.ingest.meta import Meta
from articles.ingest.records import Block, Kind
from articles.ingest.titles import PLAIN, Title, style
from articles.ingest.wording import contents_key, is_department, longer_words, word_length

_COMES_OVER = re.compile(r"[（(\[]\s*(?:上接|紧接|(?:continued |cont'?d )?from\b[^()]{0,12}\bpage\b)", re.I)
_THRESHOLD = 3.0
_BOLD = 7
_SHORTEST_ARTICLE = 12
"""Words below which a text under a heading hardly is an article: a signature, a note."""


@dataclass(frozen=True, slots=True)
class Place:
    """A title where it stands: below the article before it, above the text that follows it."""

    title: Title
    before: Draft
    page: Page
    body: tuple[Block, ...]

    @property
    def words(self) -> float:
        return word_length(self.title.text)

    @property
    def deeper(self) -> int:
        """By how many levels it stands out less than the headline before it."""
        return self.title.level - self.before.level

    @property
    def is_number(self) -> bool:
        return bool(self.title.mark) and not self.title.is_item

    @property
    def has_told_level(self) -> bool:
        """Whether the format of the source tells how high a heading it is, among those of several articles."""
        hints = self.page.hints
        return hints.levels_told and not hints.is_article and self.title.level < _BOLD

    @property
    def has_dateline(self) -> bool:
        return bool(self.body) and reads_as_dateline(self.body[0].text)

    @property
    def is_set_off(self) -> bool:
        """Whether nothing but blank lines sets it, and the headline before it, off from the text."""
        roomy = any(block.blank_before > 1 for block in self.title.headlines[:1])
        return self.title.level == self.before.level == PLAIN and roomy

    @property
    def is_next_in_section(self) -> bool:
        """Whether it stands as the article before it does under the same section heading, neither signed."""
        title, before = self.title, self.before
        return title.level == before.level and title.level > before.section_level and before.byline is None

    @property
    def comes_over(self) -> bool:
        """Whether a line above it, below it, or its text itself says from which page that continues."""
        if not self.body:
            return False
        above = self.before.blocks[-1].last if self.before.blocks else 0
        told = any(above < line < self.body[0].first for line in self.page.hints.continuations)
        return told or bool(_COMES_OVER.match(self.body[0].text))

    @property
    def is_below_invitation(self) -> bool:
        """Whether the article before it ended by inviting to read on elsewhere."""
        first = self.title.headlines[0].first if self.title.headlines else 0
        above = self.before.blocks[-1].last if self.before.blocks else first
        return any(above < line < first for line in self.page.hints.invitations)

    @property
    def is_department(self) -> bool:
        """Whether it is nothing but a label that heads a text of its own."""
        return self.title.is_label and self.title.level < PLAIN and is_department(self.title.text)

    @property
    def has_high_label(self) -> bool:
        """Whether its section label is a heading that stands out no less than the headline before."""
        return any(0 < label.level <= self.before.level for label in self.title.kickers)

    @property
    def is_below_ending(self) -> bool:
        """Whether the article before it was closed: by a signature, a source, a jump to another page."""
        above = self.before.blocks[-1].last if self.before.blocks else 0
        return self.before.is_closed or any(above < line < self.title.first for line in self.page.hints.departures)

    @property
    def is_like_a_section(self) -> bool:
        """Whether it is set as the headings over marked items are, and bears no mark itself."""
        return not self.title.mark and any(style(block) in self.page.label_styles for block in self.title.headlines)

    @property
    def is_like_a_label(self) -> bool:
        """Whether it is set as the section labels of several articles are, and heads a text of its own."""
        return not self.title.kickers and all(style(block) in self.page.common_labels for block in self.title.headlines)

    @property
    def is_below_rule(self) -> bool:
        """Whether a rule parts it from the text above."""
        above = self.before.blocks[-1].last if self.before.blocks else 0
        return any(above < line < self.title.first for line in self.page.hints.rules)

    @property
    def is_unsigned_among_signed(self) -> bool:
        return self.page.signed >= 2 and not self.title.signed and not self.has_dateline

    @property
    def is_list_of_items(self) -> bool:
        in_items = self.page.items or self.page.numbered_items
        return bool(self.body) and in_items and all(block.kind is Kind.LIST_ITEM for block in self.body)


SIGNS: tuple[tuple[float, str, Callable[[Place], bool]], ...] = (
    (4.0, "a byline", lambda at: at.title.byline is not None),
    (3.0, "a date or a source", lambda at: at.title.meta != Meta()),
    (4.0, "a section label", lambda at: bool(at.title.kickers) or at.title.is_label),
    (3.5, "set like the labels of other articles", lambda at: at.is_like_a_label),
    (1.5, "a rule above it", lambda at: at.is_below_rule),
    (2.5, "a label that heads a text of its own", lambda at: at.is_department),
    (4.0, "a dateline below it", lambda at: at.has_dateline),
    (4.0, "it comes over from another page", lambda at: at.comes_over),
    (3.0, "its label is as high a heading as the headline before", lambda at: at.has_high_label),
    (3.5, "a signature, a source or a jump line closes the text above it", lambda at: at.is_below_ending),
    (7.0, "an invitation to read on above it", lambda at: at.is_below_invitation),
    (4.0, "a line of the contents says the same", lambda at: contents_key(at.title.text) in at.page.hints.contents),
    (4.0, "an item's mark, in no signed article", lambda at: at.title.is_item and at.before.byline is None),
    (3.0, "a number, where articles are numbered", lambda at: at.is_number and at.page.numbered_items),
    (-2.0, "a number, where they are not", lambda at: at.is_number and not at.page.numbered_items),
    (2.0, "no mark, after marked items", lambda at: at.page.items and bool(at.before.mark) and not at.title.mark),
    (6.0, "set like the sections", lambda at: at.is_like_a_section),
    (3.0, "the next in its section", lambda at: at.is_next_in_section),
    (3.0, "a list, where items are", lambda at: at.is_list_of_items),
    (3.5, "set off by blank lines alone", lambda at: at.is_set_off),
    (1.5, "five words or more", lambda at: at.words >= 5),
    (1.0, "seven words or more", lambda at: at.words >= 7),
    (-1.5, "three words or fewer", lambda at: at.words <= 3),
    (1.0, "words capitalised", lambda at: _is_title_case(at.title.text)),
    (1.0, "more than one line", lambda at: len(at.title.headlines) > 1),
    (1.5, "the level of known headlines", lambda at: at.title.level in at.page.headline_levels),
    (1.0, "no deeper than the headline before", lambda at: at.deeper <= 0),
    (4.0, "as high as that, where levels are told", lambda at: at.deeper == 0 and at.has_told_level),
    (1.5, "a higher heading than that", lambda at: at.deeper < 0 and at.before.level < _BOLD),
    (-9.0, "deeper, where there is one article", lambda at: at.deeper > 0 and at.page.hints.is_article),
    (-3.0, "deeper, where levels are told", lambda at: at.deeper > 0 and at.has_told_level),
    (-1.0, "deeper than it", lambda at: at.deeper > 0),
    (-1.5, "bold or bare below a heading", lambda at: at.title.level >= _BOLD > at.before.level),
    (-1.0, "unsigned where others are signed", lambda at: at.is_unsigned_among_signed),
    (-3.0, "one of many below one title", lambda at: at.page.outlined),
    (-9.0, "no text below it", lambda at: not at.body),
    (-4.0, "hardly any text below it", lambda at: sum(word_length(b.text) for b in at.body) < _SHORTEST_ARTICLE),
    (-2.0, "no text above it", lambda at: not at.before.body),
)
"""What speaks for a new article, and how much; below zero, what speaks against one."""


def opens_article(place: Place) -> bool:
    """Whether enough speaks for a title opening a new article."""
    return sum(weight for weight, _, holds in SIGNS if holds(place)) >= _THRESHOLD


def _is_title_case(text: str) -> bool:
    """Whether an English headline with at least four longer words has them capitalised."""
    words, capitalised = longer_words(text)
    return words >= 4 and capitalised >= 0.8 * words
