"""Weighs whether a title opens an article or is a subhead of the one it stands in.

A heading's level says little where a converter guessed it, so everything that stands with a title is weighed. The
weights were set by hand, on the documents in fixtures and tests/sources (docs/decisions.md tells how).
"""

from collections.abc import Callable
from dataclasses import dataclass

from articles.ingest.bylines import reads_as_dateline
from articles.ingest.drafts import Draft, Page
from articles.ingest.meta import Meta
from articles.ingest.records import Block, Kind
from articles.ingest.titles import PLAIN, Title, style
from articles.ingest.wording import contents_key, longer_words, word_length

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
        """Whether a line between it and its text says from which page that continues."""
        first = self.title.headlines[0].first if self.title.headlines else 0
        return bool(self.body) and any(first < line < self.body[0].first for line in self.page.hints.continuations)

    @property
    def is_below_invitation(self) -> bool:
        """Whether the article before it ended by inviting to read on elsewhere."""
        first = self.title.headlines[0].first if self.title.headlines else 0
        above = self.before.blocks[-1].last if self.before.blocks else first
        return any(above < line < first for line in self.page.hints.invitations)

    @property
    def is_like_a_section(self) -> bool:
        """Whether it is set as the headings over marked items are, and bears no mark itself."""
        return not self.title.mark and any(style(block) in self.page.label_styles for block in self.title.headlines)

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
    (4.0, "a dateline below it", lambda at: at.has_dateline),
    (4.0, "it comes over from another page", lambda at: at.comes_over),
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
    (1.5, "a higher heading than that", lambda at: at.deeper < 0 and at.before.level < _BOLD),
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
