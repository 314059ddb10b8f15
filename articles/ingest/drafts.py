"""What segmenting works with: the article that is being collected, and what holds for the whole page."""

from dataclasses import dataclass, field

from articles.ingest.bylines import Byline
from articles.ingest.meta import Meta
from articles.ingest.records import Block, Hints
from articles.ingest.titles import PLAIN

NO_SECTION = PLAIN + 1


@dataclass(slots=True)
class Draft:
    """An article while its parts are being collected. `body` holds its blocks in order, `subheads` the first lines of
    those among them that are subheads; `blocks` holds everything that belongs to it, title included."""

    title: str = ""
    section: str | None = None
    standfirst: str | None = None
    byline: Byline | None = None
    meta: Meta = field(default_factory=Meta)
    source_note: str | None = None
    body: list[Block] = field(default_factory=list)
    subheads: set[int] = field(default_factory=set)
    blocks: list[Block] = field(default_factory=list)
    aside: list[Block] = field(default_factory=list)
    """What stands with it and is none of it: the note on its author."""
    level: int = PLAIN
    section_level: int = NO_SECTION
    """The level of the section heading above it, if that stands above several titles."""
    mark: str = ""
    is_closed: bool = False
    """Whether its last line closes it: a signature, a source, a date, a jump to another page."""


@dataclass(frozen=True, slots=True)
class Page:
    """What holds for all titles of a page."""

    signed: int
    """How many of them bear a byline or a date."""
    outlined: bool
    """Whether its first title stands above all others, none of which has a byline, label or mark: one document with
    subheads."""
    items: bool
    """Whether titles are marked as items are: ♦."""
    numbered_items: bool
    """Whether numbered titles are items of an issue rather than chapters of a document."""
    headline_levels: frozenset[int]
    """The levels of the titles that a byline, date or label shows to be headlines."""
    label_styles: frozenset[tuple[int, bool, bool]]
    """How the section headings right above marked items are set."""
    common_labels: frozenset[tuple[int, bool, bool]]
    """How its section labels in capitals are set, where several are set alike."""
    hints: Hints


@dataclass(frozen=True, slots=True)
class Section:
    """A section heading that holds for the titles below it."""

    name: str
    level: int
    for_items: bool
