"""What passes between the steps of the ingest pipeline: frozen, and free of Django."""

from dataclasses import dataclass, field
from enum import Enum

ITEM_MARKS = "♦◆◇■□▪△►▶★☆❖●◎※➤✦"
"""Signs that open an item of a newsletter or a list."""

SIZE_LIMIT = 20 * 1024 * 1024
"""The largest source that is read unless a caller says otherwise, in bytes; a newspaper of 40 pages has a hundredth
of it."""

GAP = "[text lost in the source]"
"""Stands in a body where the source itself lost text. Nothing is ever glued across it."""


class Refused(Exception):
    """A file that cannot be read. `code` is for programs, the message tells a person what to do."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


@dataclass(frozen=True, slots=True)
class Profile:
    """How one publication is set: what an editor knows of it and the pipeline need not guess."""

    publication: str | None = None
    kickers: tuple[str, ...] = ()
    mastheads: tuple[str, ...] = ()
    running_heads: tuple[str, ...] = ()
    byline_forms: tuple[str, ...] = ()
    """How it signs articles, `{names}` standing for the names: `Words: {names}`."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the source: its number, counted from 1, and its text without the line end."""

    number: int
    text: str


@dataclass(frozen=True, slots=True)
class About:
    """What a source declares of itself where nobody sees it, in the head of a page: for what is not printed."""

    title: str | None = None
    publication: str | None = None
    authors: tuple[str, ...] = ()
    date: str | None = None
    """ISO 8601, to the day."""
    section: str | None = None
    form: str = ""
    """What the page is: `article`, `page` of several items, or `mail`."""


@dataclass(frozen=True, slots=True)
class Document:
    """A source as its reader delivers it. `lines` holds every line, empty ones too."""

    lines: tuple[Line, ...]
    media_type: str
    encoding: str
    furniture: tuple[tuple[int, str], ...] = ()
    """The lines that the format itself tells to be furniture: the number, and the kind as in `Furniture`."""
    about: About = About()
    labels: tuple[str, ...] = ()
    """The section labels that the format itself tells to be some."""


class Kind(Enum):
    """What a block is by its marks."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    LIST_ITEM = "list item"
    TABLE = "table"
    QUOTE = "quote"
    PICTURE = "picture"
    RULE = "rule"


@dataclass(frozen=True, slots=True)
class Block:
    """Lines that belong together: a paragraph, a heading, a table. `lines` holds their texts, marks off."""

    kind: Kind
    first: int
    lines: tuple[str, ...]
    level: int = 0
    """1 to 6 for a heading, 0 otherwise."""
    mark: str = ""
    """What an item starts with: ♦, 1. or 一、."""
    bold: bool = False
    """Whether all of it is bold."""
    italic: bool = False
    blank_before: int = 0
    """Blank lines above it."""
    is_label: bool = False
    """Whether it is one of the section labels that periodicals, or this publication, set with a headline."""
    names: str = ""
    """The names in it, where it is a byline in a form of this publication's own."""

    @property
    def last(self) -> int:
        return self.first + len(self.lines) - 1

    @property
    def is_item(self) -> bool:
        """Whether it bears a mark that only items of a list or newsletter bear: ♦, but not a number."""
        return bool(self.mark) and self.mark[0] in ITEM_MARKS

    @property
    def text(self) -> str:
        """Its text in one line."""
        return " ".join(filter(None, self.lines))


@dataclass(frozen=True, slots=True)
class Warning:
    """Something an editor should look at. `code` is one of: gap, unreadable, date, title, byline."""

    code: str
    message: str
    line: int | None


@dataclass(frozen=True, slots=True)
class Caption:
    """The text under a picture, the picture's credit where one is printed, and the lines it takes.

    `anchor` has the last words of the article's text above the picture, empty where none of it stands above; None
    where that is not known.
    """

    text: str
    credit: str | None
    lines: tuple[int, int]
    anchor: str | None = None


@dataclass(frozen=True, slots=True)
class Furniture:
    """Lines of the page that belong to no article. `kind` is one of: masthead, page heading,
    running head, page number, jump line, contact, imprint, advertisement, navigation, credit, contents, picture,
    rule, other."""

    lines: tuple[int, int]
    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Hints:
    """What a page's furniture and captions tell of the articles between them."""

    pictures: frozenset[int] = frozenset()
    """The numbers of the blocks above which a caption stood."""
    contents: frozenset[str] = frozenset()
    """The lines of the table of contents, as `contents_key` writes them."""
    continuations: frozenset[int] = frozenset()
    """The lines that say from which page a text comes over."""
    departures: frozenset[int] = frozenset()
    """The lines that say on which page a text goes on."""
    rules: frozenset[int] = frozenset()
    """The lines that are drawn across the page, marks of page breaks left out."""
    invitations: frozenset[int] = frozenset()
    """The lines that invite to read on elsewhere: there an item of a newsletter ends."""
    is_article: bool = False
    """Whether the format itself tells that there is one article in it."""
    levels_told: bool = False
    """Whether the format itself tells how high its headings are, so that no converter guessed it."""
    is_issue: bool = False
    """Whether the source calls itself an issue, so that numbered headings in it are items rather than chapters."""
    released: str | None = None
    """The date at the head of a press release, which is that of its one article."""


@dataclass(frozen=True, slots=True)
class Tag:
    """A topic (`key` is its slug), region (its code) or institution (its slug), and the passage that says so."""

    key: str
    name: str
    evidence: str


@dataclass(frozen=True, slots=True)
class ArticleRecord:
    """One article as printed. `body` is Markdown; dates are ISO 8601, down to the day, month or year."""

    position: int
    title: str
    body: str
    language: str
    lines: tuple[int, int]
    standfirst: str | None = None
    section: str | None = None
    byline: str | None = None
    authors: tuple[str, ...] = ()
    date: str | None = None
    source_note: str | None = None
    captions: tuple[Caption, ...] = ()
    topics: tuple[Tag, ...] = ()
    regions: tuple[Tag, ...] = ()
    institutions: tuple[Tag, ...] = ()
    warnings: tuple[Warning, ...] = ()
    spans: tuple[tuple[int, int], ...] = ()
    """Every run of lines that went into the article, first and last included, captions left out."""


@dataclass(frozen=True, slots=True)
class Masthead:
    """What the source says of the issue it is from."""

    publication: str | None = None
    title: str | None = None
    number: str | None = None
    date: str | None = None


@dataclass(frozen=True, slots=True)
class IssueRecord:
    """A whole source, read: each of its lines is in one article, one caption or one piece of furniture,
    or is blank."""

    name: str
    sha256: str
    media_type: str
    encoding: str
    line_count: int
    masthead: Masthead
    articles: tuple[ArticleRecord, ...]
    furniture: tuple[Furniture, ...]
    warnings: tuple[Warning, ...] = field(default=())
