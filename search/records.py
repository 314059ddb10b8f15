"""What goes into a search and what comes out, the same for the page, the JSON, the feed and the export."""

from dataclasses import dataclass, field
from typing import Any, NamedTuple

FACETS = ("topic", "region", "institution", "section", "publication", "author", "year")
SORTS = ("relevance", "newest", "oldest", "title")
PAGE_SIZE, PAGE_SIZE_LIMIT = 20, 100


@dataclass(frozen=True)
class SearchRequest:
    """A search as asked for. `chosen` and `excluded` map a facet's name to its values."""

    q: str = ""
    op: str = "all"
    chosen: dict[str, tuple[str, ...]] = field(default_factory=dict)
    excluded: dict[str, tuple[str, ...]] = field(default_factory=dict)
    date_from: str = ""
    date_to: str = ""
    lang: str = ""
    sort: str = "relevance"
    page: int = 1
    size: int = PAGE_SIZE


class Choice(NamedTuple):
    """One value of a facet; `chosen` says whether the search is narrowed to it."""

    value: str
    name: str
    count: int
    chosen: bool


@dataclass(frozen=True)
class Facet:
    """A facet with its label and its values, most frequent first, chosen ones that count nothing last.

    Of `number` values, the first ones and the chosen ones are in `choices`.
    """

    name: str
    label: str
    choices: tuple[Choice, ...]
    number: int


@dataclass(frozen=True)
class Chip:
    """Something that narrows the search now, and the query string that takes it away again."""

    label: str
    query: str


class Hit(NamedTuple):
    """One article found, as it was asked for: a Line, or a model.

    `snippet` is safe HTML: a sentence or two, the matched words in <mark>.
    """

    article: Any
    score: float
    snippet: str


@dataclass(frozen=True)
class SearchResult:
    """One page of a search's result. `histogram` counts articles by year, oldest first."""

    request: SearchRequest
    count: int
    hits: tuple[Hit, ...]
    facets: tuple[Facet, ...]
    chips: tuple[Chip, ...]
    histogram: tuple[tuple[int, int], ...]
    suggestion: str | None
    page_count: int
    next_query: str | None
    previous_query: str | None
