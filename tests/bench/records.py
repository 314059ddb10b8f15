"""What goes into an engine and what comes out, in plain data."""

from dataclasses import dataclass
from typing import Literal, NamedTuple

TEXT_FIELDS = ("title", "text", "author", "topic", "region", "institution")
"""What words are looked for in."""

WEIGHTS = {"title": 3.0, "author": 1.5, "topic": 1.5}
"""How much a word in a field counts; 1 in the others."""

FACETS = ("topic", "region", "institution", "section", "publication", "year")
"""What every request has counted, over all that it finds."""

HITS = 10
SNIPPET_LENGTH = 320  # in characters, about


class Document(NamedTuple):
    """One article. `values` holds what it is counted under, by facet; `date` is in ISO 8601."""

    number: int
    title: str
    text: str
    author: str
    topic: str
    region: str
    institution: str
    values: dict[str, list[str]]
    date: str


@dataclass(frozen=True)
class Request:
    """One search: ten hits with snippets, the count of all, and the counts of FACETS.

    Without words it finds everything, the newest first. `chosen` holds facets, each with the value that is asked for;
    `dates` the first and the last day in ISO 8601.
    """

    kind: str
    words: tuple[str, ...] = ()
    joined: Literal["all", "any", "phrase", "prefix"] = "all"
    chosen: tuple[tuple[str, str], ...] = ()
    dates: tuple[str, str] | None = None

    @property
    def query(self) -> str:
        """The words in the query language of the archive."""
        match self.joined:
            case "phrase":
                return f'"{" ".join(self.words)}"'
            case "prefix":
                return f"{self.words[0]}*"
            case "any":
                return " OR ".join(self.words)
        return " ".join(self.words)

    def __str__(self) -> str:
        narrowed = [f"{facet}:{value}" for facet, value in self.chosen]
        return " ".join(filter(None, [self.query, *narrowed, "..".join(self.dates or ())])) or "everything"


@dataclass(frozen=True)
class Answer:
    """The count of all that was found, ten of it with snippets, and the counts of each value of each facet."""

    count: int
    numbers: list[int]
    facets: dict[str, dict[str, int]]
    snippets: list[str]


@dataclass(frozen=True)
class Built:
    """What it took to index `articles` articles: seconds of CPU time, and bytes on the disk afterwards."""

    articles: int
    seconds: float
    size: int
