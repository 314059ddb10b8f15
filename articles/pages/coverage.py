"""What the archive covers: how many issues and articles of each publication, by year and month."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import Count

from articles.dates import YEAR
from articles.models import Article, Issue, Publication, State
from articles.pages.charts import span
from articles.pages.per_state import per_state

MONTHS, SHADES = 12, 5


class Cell(NamedTuple):
    """A month or a year in a table of coverage: its issues, and its shade from 0, none, to 5, as many as there are at
    most in a month or year of that publication.

    `covered` is whether it lies between the first and the last issue of its publication: a 0 there is a hole.
    """

    issues: int
    shade: int
    covered: bool


@dataclass(frozen=True)
class Year:
    """One year of a publication. `months` has twelve counts; issues dated with the year alone are in none of them."""

    number: int
    months: tuple[int, ...]
    issues: int
    articles: int


@dataclass(frozen=True)
class Holding:
    """What the public sees of one publication: its `years` from the first to the last, those without issues between
    left out, and the number of issues without a date."""

    publication: Publication
    years: tuple[Year, ...]
    undated: int
    issues: int
    articles: int


class YearRow(NamedTuple):
    """A year in the table of a publication's months."""

    year: Year
    cells: list[Cell]


class PublicationRow(NamedTuple):
    """A publication in the table of all years."""

    holding: Holding
    cells: list[Cell]


class _Dated(NamedTuple):
    pk: int
    date: datetime.date | None
    precision: str


@per_state
def article_counts() -> Mapping[int, int]:
    """How many articles of each issue, by its primary key, are published themselves; the issue need not be."""
    # Asking which are not drafts reads two indexes, asking which are published the long rows of all articles.
    drafts = Article.objects.filter(state=State.DRAFT).values("pk")
    counted = Article.objects.exclude(pk__in=drafts).order_by().values_list("issue").annotate(Count("pk"))
    return dict(counted)


@per_state
def holdings() -> Mapping[str, Holding]:
    """Each publication that has a published issue, by its slug, in the order of their names."""
    issues = defaultdict(list)
    rows = Issue.objects.published().order_by().values_list("publication_id", "pk", "date", "date_precision")
    for publication, pk, date, precision in rows.iterator():
        issues[publication].append(_Dated(pk, date, precision))
    articles = article_counts()
    publications = Publication.objects.filter(pk__in=issues).order_by("name")
    return {each.slug: _holding(each, issues[each.pk], articles) for each in publications}


def _holding(publication: Publication, issues: Sequence[_Dated], articles: Mapping[int, int]) -> Holding:
    by_year: dict[int, list[_Dated]] = defaultdict(list)
    for issue in issues:
        if issue.date:
            by_year[issue.date.year].append(issue)
    return Holding(
        publication,
        tuple(_year(number, by_year[number], articles) for number in sorted(by_year)),
        undated=sum(issue.date is None for issue in issues),
        issues=len(issues),
        articles=sum(articles.get(issue.pk, 0) for issue in issues),
    )


def _year(number: int, issues: Sequence[_Dated], articles: Mapping[int, int]) -> Year:
    months = [0] * MONTHS
    for issue in issues:
        if issue.date and issue.precision != YEAR:
            months[issue.date.month - 1] += 1
    return Year(number, tuple(months), len(issues), sum(articles.get(issue.pk, 0) for issue in issues))


def months_table(years: Sequence[Year]) -> list[YearRow]:
    """The months of a publication's years, the latest year first; those without an issue as `charts.span` has them."""
    if not years:
        return []
    known = {year.number: year for year in years}
    most = max(count for year in years for count in year.months)
    months = [12 * year.number + place for year in years for place, count in enumerate(year.months) if count]
    covered = range(min(months, default=0), max(months, default=-1) + 1)
    rows = []
    for number in reversed(span(known)):
        year = known.get(number) or Year(number, (0,) * MONTHS, 0, 0)
        cells = [_cell(count, most, 12 * number + place in covered) for place, count in enumerate(year.months)]
        rows.append(YearRow(year, cells))
    return rows


def years_table(held: Iterable[Holding]) -> tuple[list[int], list[PublicationRow]]:
    """The years of all publications, as `charts.span` has them, and for each publication its cells in them."""
    dated = [holding for holding in held if holding.years]
    numbers = span({year.number for holding in dated for year in holding.years})
    return list(numbers), [PublicationRow(holding, _years_of(holding, numbers)) for holding in dated]


def _years_of(holding: Holding, numbers: Iterable[int]) -> list[Cell]:
    counts = {year.number: year.issues for year in holding.years}
    covered = range(holding.years[0].number, holding.years[-1].number + 1)
    return [_cell(counts.get(number, 0), max(counts.values()), number in covered) for number in numbers]


def _cell(count: int, most: int, covered: bool) -> Cell:
    return Cell(count, -(-SHADES * count // (most or 1)), covered)
