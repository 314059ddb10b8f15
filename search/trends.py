"""How many articles on something there are over time, and their share of all that the archive has of that time."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import NamedTuple

from django.utils.translation import gettext as _

from articles.models import Institution, Region, Topic
from articles.pages.charts import months, years
from search import budget
from search.analysis import fold
from search.facets import names
from search.language import QueryError
from search.parameters import ParameterError
from search.per_generation import per_generation
from search.records import SearchRequest
from search.results import Counted, counts
from search.trend_parameters import MONTH, YEAR, TrendRequest

MONTHS_BY_DEFAULT = 36
"""The longest span, in months, that is counted by month unless years are asked for."""

KINDS = ("topic", "region", "institution")

_TAG = re.compile(rf"({'|'.join(KINDS)})\s*[:：]\s*(\S+)", re.IGNORECASE)


@dataclass
class Subject:
    """A topic, region or institution. `keys` are those of its tag and, for a heading among topics, of those below."""

    kind: str
    key: str
    name: str
    name_zh: str
    keys: tuple[str, ...]

    @property
    def of(self) -> str:
        """What to write to follow it."""
        return f"{self.kind}:{self.key}"


@dataclass(frozen=True)
class Series:
    """What one line follows: a tag, if `subject` is there, or else the words `of`. `search` finds its articles."""

    of: str
    subject: Subject | None
    search: SearchRequest


class Line(NamedTuple):
    """A series with its count for each period; in those that are `vague` a search finds more than is counted."""

    series: Series
    counts: tuple[int, ...]
    vague: frozenset[str]


@dataclass(frozen=True)
class Trends:
    """The figures. `by` is `year` or `month`; `periods` run without a gap, `totals` are all articles of each.

    `lines` has None in the place of a series that cannot be read, and `errors` says why, by its place. `undated` is
    how many articles are dated too vaguely to be counted, `left_out` how many earlier periods there are. `begins` and
    `ends` are the first and last month with an article, empty where none is known.
    """

    by: str
    periods: tuple[str, ...]
    totals: tuple[int, ...]
    lines: tuple[Line | None, ...]
    errors: Mapping[int, str]
    undated: int
    left_out: int
    begins: str
    ends: str

    @property
    def drawn(self) -> list[tuple[int, Line]]:
        """The lines that there are, each with its place."""
        return [(place, line) for place, line in enumerate(self.lines) if line]

    def shares(self, line: Line) -> list[float | None]:
        """Per cent of all articles of each period; None where the archive has none."""
        return [100 * count / total if total else None for count, total in zip(line.counts, self.totals, strict=True)]


def trends(asked: TrendRequest, most_periods: int | None = None) -> Trends:
    """The figures that are asked for, of more than `most_periods` the latest.

    `asked` must have been checked. Raises ParameterError for a publication that there is not, and SearchUnavailable.
    """
    base = _base(asked)
    found = counts(base, [YEAR, MONTH])
    by_month, by_year = months(dict(found.by[MONTH])), _years(found)
    by = asked.by or (MONTH if len(by_month) <= MONTHS_BY_DEFAULT and _cover(by_month, by_year) else YEAR)
    totals = by_month if by == MONTH else by_year
    dated = sum(total for __, total in totals)
    shown = totals[-most_periods:] if most_periods else totals
    lines, errors = _lines(asked, base, by, [period for period, __ in shown])
    return Trends(
        by=by,
        periods=tuple(period for period, __ in shown),
        totals=tuple(total for __, total in shown),
        lines=tuple(lines),
        errors=errors,
        undated=found.count - dated,
        left_out=len(totals) - len(shown),
        begins=by_month[0][0] if by_month else "",
        ends=by_month[-1][0] if by_month else "",
    )


def series_of(text: str, base: SearchRequest) -> Series:
    """What `text` means: the tag that it gives by its slug or code, or else the words that it is."""
    subject = _subject(text)
    if subject is None:
        return Series(text, None, replace(base, q=text))
    return Series(subject.of, subject, replace(base, chosen=base.chosen | {subject.kind: subject.keys}))


def largest(kind: str, most: int) -> list[Subject]:
    """The topics, regions or institutions of most articles. Raises SearchUnavailable."""
    known = subjects()[kind]
    return [known[key] for key, __ in holdings().by[kind] if key in known][:most]


@per_generation
def holdings() -> Counted:
    """All articles, counted by what they are about and where they stand. Raises SearchUnavailable."""
    return counts(SearchRequest(), [*KINDS, "publication"])


@per_generation
def subjects() -> Mapping[str, Mapping[str, Subject]]:
    """All topics, regions and institutions, by kind and by slug or code."""
    rows: dict[str, dict[str, Subject]] = {kind: {} for kind in KINDS}
    below: dict[str, list[str]] = {}
    topics = list(Topic.objects.order_by("slug").values_list("slug", "name", "name_zh", "parent__slug"))
    for slug, __, __, parent in topics:
        below.setdefault(parent or "", []).append(slug)
    for slug, name, name_zh, __ in topics:
        rows["topic"][slug] = Subject("topic", slug, name, name_zh, (slug, *below.get(slug, ())))
    regions = Region.objects.order_by().values_list("code", "name", "name_zh")
    institutions = Institution.objects.order_by().values_list("slug", "name", "name_zh")
    for kind, found in (("region", regions), ("institution", institutions)):
        rows[kind] = {key: Subject(kind, key, name, name_zh, (key,)) for key, name, name_zh in found}
    return rows


def subject_named(text: str) -> Subject | None:
    """The topic, region or institution that has these words for its name, in either language."""
    return _by_name().get(fold(text.strip().strip('"')))


@per_generation
def _by_name() -> Mapping[str, Subject]:
    every = (subject for kind in reversed(KINDS) for subject in subjects()[kind].values())  # topics before others
    return {fold(name): subject for subject in every for name in (subject.name, subject.name_zh) if name}


def csv_lines(figures: Trends) -> Iterator[Sequence[object]]:
    """The figures as a table: a heading, then a line for each period. A share of nothing is an empty cell."""
    lines = [line for __, line in figures.drawn]
    heads = ((f"{line.series.of} (articles)", f"{line.series.of} (% of all)") for line in lines)
    yield ["period", *chain.from_iterable(heads), "all articles"]
    shares = [figures.shares(line) for line in lines]
    for place, (period, total) in enumerate(zip(figures.periods, figures.totals, strict=True)):
        cells = ((line.counts[place], _rounded(share[place])) for line, share in zip(lines, shares, strict=True))
        yield [period, *chain.from_iterable(cells), total]


def _rounded(share: float | None) -> float | str:
    return "" if share is None else round(share, 4)


def _base(asked: TrendRequest) -> SearchRequest:
    """What all lines have in common: the dates, and the publication if one is chosen."""
    chosen: dict[str, tuple[str, ...]] = {}
    if asked.publication:
        if asked.publication not in names()["publication"]:
            raise ParameterError(_("There is no publication “%(slug)s”.") % {"slug": asked.publication})
        chosen = {"publication": (asked.publication,)}
    return SearchRequest(chosen=chosen, date_from=asked.date_from, date_to=asked.date_to)


def _lines(
    asked: TrendRequest, base: SearchRequest, by: str, periods: Sequence[str]
) -> tuple[list[Line | None], dict[int, str]]:
    lines: list[Line | None] = []
    errors = {}
    for place, text in enumerate(asked.of):
        budget.check()
        try:
            lines.append(_line(series_of(text, base), by, periods))
        except QueryError as error:
            lines.append(None)
            errors[place] = str(error)
    return lines, errors


def _line(series: Series, by: str, periods: Sequence[str]) -> Line:
    found = counts(series.search, [YEAR, MONTH]).by
    counted = dict(found[by])
    unplaced = Counter(dict(found[YEAR]))
    for month, count in found[MONTH]:
        unplaced[month[:4]] -= count
    # What is dated to its year alone stands at the year's first day for the search.
    vague = frozenset(f"{year}-01" for year, count in unplaced.items() if count)
    return Line(series, tuple(counted.get(period, 0) for period in periods), vague)


def _subject(text: str) -> Subject | None:
    match = _TAG.fullmatch(text)
    if match is None:
        return None
    known, key = subjects()[match[1].lower()], match[2]
    return known.get(key) or known.get(key.upper()) or known.get(key.lower())


def _years(found: Counted) -> list[tuple[str, int]]:
    return [(f"{year:04d}", count) for year, count in years({int(year): n for year, n in found.by[YEAR]})]


def _cover(by_month: Sequence[tuple[str, int]], by_year: Sequence[tuple[str, int]]) -> bool:
    """Whether the months reach as far as the years, of which some articles may be known only to the year."""
    return bool(by_month) and (by_month[0][0][:4], by_month[-1][0][:4]) == (by_year[0][0], by_year[-1][0])
