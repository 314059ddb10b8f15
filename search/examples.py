"""What can be asked, as examples that find something in this archive."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from django.utils.translation import get_language, gettext_lazy

from articles.models import Topic
from search.language import QueryError
from search.parameters import write
from search.per_generation import per_generation
from search.records import SearchRequest
from search.results import counts
from search.storage import SearchUnavailable


class Example(NamedTuple):
    """A query, the query string that runs it, and what it means, in the language of the page."""

    query: str
    address: str
    meaning: str


_PATTERNS = (
    ("{first} {second}", gettext_lazy("both words, in any place")),
    ('"{first} {second}"', gettext_lazy("exactly this phrase")),
    ('"{second} {first}"~5', gettext_lazy("these words within five of each other, in any order")),
    ("{first} OR {other}", gettext_lazy("either word")),
    ("{first} -{other}", gettext_lazy("the first word without the second")),
    ("({first} OR {other}) {second}", gettext_lazy("brackets group")),
    ("{stem}*", gettext_lazy("any ending, after three letters at least")),
    ("{first}~", gettext_lazy("one letter off")),
    ("title:{first}", gettext_lazy("in one field: here, the title")),
    ("{first} year:{start}..{end}", gettext_lazy("a span of years")),
    ("{first} date:{start}-03..{end}-06", gettext_lazy("a span of months, or of days")),
    ("{chinese}", gettext_lazy("Chinese needs no spaces")),
)
"""How each kind of query is written, and what it says."""

_USUAL = ("carbon neutrality", "artificial intelligence", "digital economy")
_USUAL_CHINESE = "人工智能"
_USUAL_YEAR = 2024
_MOST_TOPICS = 5


def examples() -> tuple[Example, ...]:
    """An example of each kind. One that finds nothing in this archive, or without an index, has usual words."""
    try:
        queries = _queries()
    except SearchUnavailable:
        words = _filling(0, [name.split() for name in _USUAL], _USUAL_YEAR, [_USUAL_CHINESE])
        queries = [pattern.format(**words) for pattern, _ in _PATTERNS]
    return _told(get_language(), tuple(queries))


@lru_cache(maxsize=8)
def _told(_: str | None, queries: tuple[str, ...]) -> tuple[Example, ...]:
    meanings = (str(meaning) for __, meaning in _PATTERNS)
    return tuple(
        Example(query, write(SearchRequest(q=query)), meaning) for query, meaning in zip(queries, meanings, strict=True)
    )


@per_generation
def _queries() -> list[str]:
    """A query of each pattern, with the first of the archive's own words that find something."""
    words = list(_words())
    return [_working([pattern.format(**each) for each in words]) for pattern, _ in _PATTERNS]


def _working(queries: Sequence[str]) -> str:
    return next((query for query in queries if _finds(query)), queries[0])


def _finds(query: str) -> bool:
    try:
        return counts(SearchRequest(q=query)).count > 0
    except QueryError:
        return False


def _words() -> Iterator[dict[str, str]]:
    """Words to fill the patterns with: usual ones, then those of the topics that most articles have."""
    counted = counts(SearchRequest(), ["topic", "year"]).by
    largest = Topic.objects.filter(slug__in=[slug for slug, _ in counted["topic"][:_MOST_TOPICS]])
    chinese = [name for name in largest.values_list("name_zh", flat=True) if name] or [_USUAL_CHINESE]
    named = [name.lower() for name in largest.values_list("name", flat=True) if len(name.split()) == 2]
    last = max((int(year) for year, _ in counted["year"]), default=_USUAL_YEAR)
    pairs = [name.split() for name in [*_USUAL, *named]]
    for number in range(len(pairs)):
        yield _filling(number, pairs, last, chinese)


def _filling(number: int, pairs: Sequence[Sequence[str]], last: int, chinese: Sequence[str]) -> dict[str, str]:
    first, second = pairs[number]
    return {
        "first": first,
        "second": second,
        "other": pairs[(number + 1) % len(pairs)][0],
        "stem": first[: max(3, len(first) - 2)],
        "start": str(last - 3),
        "end": str(last),
        "chinese": chinese[number % len(chinese)],
    }
