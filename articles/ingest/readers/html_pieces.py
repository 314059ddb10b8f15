"""What a page consists of once its markup is read: pieces of text, each with how it is set and where it stands."""

import re
from dataclasses import dataclass

from articles.ingest.readers.html_style import Style

_SPACES = re.compile(r"[ \t\r\n\f\u00a0\u3000]+")


def letters_of(text: str) -> str:
    """The letters and digits of a text, in small letters."""
    return re.sub(r"[\W_]+", "", text).casefold()


@dataclass(frozen=True, slots=True)
class Run:
    """Some text that is set in one way."""

    text: str
    style: Style
    linked: bool = False
    is_mark: bool = False
    """Whether it is a tag that stays as it is: of what is raised or lowered."""


@dataclass(slots=True)
class Piece:
    """One paragraph, heading, item, row or picture of the page, in the order of the page."""

    runs: list[Run]
    form: str = "paragraph"
    """paragraph, item, quote, caption, picture, table, pre, rule, standfirst, kicker, or label: what the next piece
    is."""
    level: int = 0
    mark: str = ""
    zone: str | None = None
    in_story: bool = False
    block: int = 0
    """The number of the block that it is from; a line break parts a block into pieces."""
    breaks: int = 0
    """How many line breaks part it from the piece before in the same block."""
    box: int = 0
    """The number of the element that holds its block: paragraphs of one text stand in one box."""
    story: int = 0
    """The number of the `article` that it stands in, the outermost; 0 if in none."""
    is_button: bool = False
    is_section: bool = False
    """Whether it is a heading over one or more headlines."""

    @property
    def key(self) -> str:
        """Its letters and digits alone, for comparing."""
        return letters_of(self.text)

    @property
    def text(self) -> str:
        """Its letters in one line, without marks."""
        return _SPACES.sub(" ", "".join(run.text for run in self.runs)).strip()

    @property
    def size(self) -> float:
        return max((run.style.size for run in self.runs if run.text.strip()), default=0.0)

    @property
    def ground(self) -> str:
        """The colour that its first words are set on."""
        return next((run.style.ground for run in self.runs if run.text.strip()), "")

    @property
    def bold(self) -> bool:
        return all(run.style.bold for run in self.runs if re.search(r"\w", run.text))

    @property
    def linked(self) -> bool:
        """Whether all its words are links."""
        return all(run.linked for run in self.runs if re.search(r"\w", run.text))
