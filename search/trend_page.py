"""What the page of trends shows: figures as labels, charts, a table and sentences, in the language of the page."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cached_property, lru_cache
from typing import NamedTuple

from django.contrib.humanize.templatetags.humanize import intcomma
from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from articles.dates import parse_iso
from articles.local_dates import in_words
from articles.local_names import listed, local_name
from articles.name_markup import sentence, with_language
from articles.pages.line_charts import Frame, LineChart, Tick, Values, heights, line_chart, marker
from search.facets import names
from search.parameters import write
from search.trend_coverage import period_name
from search.trend_parameters import COUNT, MONTH, MOST_SERIES, SHARE, YEAR, TrendRequest
from search.trends import Line, Series, Subject, Trends

WIDE = Frame(width=900, height=420, left=52, right=562, top=16, bottom=384, mark=4.5)
SMALL = Frame(width=340, height=150, left=44, right=328, top=12, bottom=122, mark=3.6)

_LABEL_WIDTH = 36  # Latin letters beside the chart; a Chinese character is as wide as two
_STEPS = {YEAR: (1, 2, 5, 10, 20, 50, 100), MONTH: (1, 2, 3, 6, 12, 24, 60, 120)}
_MOST_LABELS = {YEAR: 10, MONTH: 6}


class Cell(NamedTuple):
    """A number of the table: `url` leads to the articles behind it, `title` says all that there is to say of it."""

    number: str
    share: str
    url: str
    title: str


class Row(NamedTuple):
    """A period: all articles, and a cell for each line."""

    period: str
    total: str
    cells: list[Cell]


class Sample(NamedTuple):
    """How the lines of a number look, to stand beside their names."""

    number: int
    marker: str


class Target(NamedTuple):
    """A value in the chart, to be pointed at and, if it leads anywhere, to be clicked."""

    x: float
    y: float
    url: str
    title: str


class Small(NamedTuple):
    """A chart of one line alone."""

    sample: Sample
    name: str
    chart: LineChart


SAMPLES = [Sample(number, marker(number, 17, 7)) for number in range(1, MOST_SERIES + 1)]


class Drawn(NamedTuple):
    """A line under its name; `search` is the path of the search for all its articles."""

    sample: Sample
    name: str
    line: Line
    search: str


class Shown:
    """The page's view of some figures, which have a period at least."""

    def __init__(self, asked: TrendRequest, figures: Trends, partial: Iterable[int]) -> None:
        self.asked = asked
        self.figures = figures
        self.show = asked.show or SHARE
        self.partial = frozenset(partial)
        self.drawn = [
            Drawn(SAMPLES[place], name_of(line.series), line, search_address(line.series))
            for place, line in figures.drawn
        ]
        self.rows = [self._row(place) for place in range(len(figures.periods))]

    @property
    def heading(self) -> str:
        """What is shown, without of what; as HTML."""
        headings = {
            (SHARE, YEAR): (
                _("Share of all articles, by year"),
                _("Share of all articles of %(publication)s, by year"),
            ),
            (SHARE, MONTH): (
                _("Share of all articles, by month"),
                _("Share of all articles of %(publication)s, by month"),
            ),
            (COUNT, YEAR): (
                _("Number of articles, by year"),
                _("Number of articles in %(publication)s, by year"),
            ),
            (COUNT, MONTH): (
                _("Number of articles, by month"),
                _("Number of articles in %(publication)s, by month"),
            ),
        }
        everywhere, narrowed = headings[self.show, self.figures.by]
        publication = self.asked.publication
        if not publication:
            return everywhere
        return sentence(narrowed, publication=with_language(names()["publication"][publication]))

    @property
    def names(self) -> str:
        """All that is followed."""
        return listed(drawn.name for drawn in self.drawn)

    @property
    def span(self) -> str:
        """The first and the last period."""
        ends = dict.fromkeys(map(period_name, (self.figures.periods[0], self.figures.periods[-1])))
        return "–".join(ends)

    @property
    def described(self) -> list[str]:
        """A sentence on each line, for those who do not see them."""
        return [told for drawn in self.drawn if (told := self._described(drawn))]

    @cached_property
    def chart(self) -> LineChart:
        """All lines in one, each labelled at its end."""
        labels = self._axis(self.figures.by)
        values = [Values(d.sample.number, _shortened(d.name), self._values(d.line)) for d in self.drawn]
        return line_chart(WIDE, values, self._heights(5), labels, self.partial)

    def targets(self) -> list[Target]:
        """The values of the chart; none where they would stand too close."""
        lines = enumerate(self.chart.lines)
        cells = ((point, self.rows[point.period].cells[n]) for n, line in lines for point in line.points)
        return [Target(point.x, point.y, cell.url, cell.title) for point, cell in cells]

    def small_charts(self) -> list[Small]:
        """Each line in a chart of its own, all with the same height, for where there is little room."""
        count = len(self.figures.periods)
        ends = {0, count - 1}
        labels = [period_name(period) if n in ends else "" for n, period in enumerate(self.figures.periods)]
        tops = self._heights(3)
        return [
            Small(
                drawn.sample,
                drawn.name,
                line_chart(
                    SMALL, [Values(drawn.sample.number, "", self._values(drawn.line))], tops, labels, self.partial
                ),
            )
            for drawn in self.drawn
        ]

    def _values(self, line: Line) -> Sequence[float | None]:
        """What is drawn. Where the archive holds nothing, a count of zero would say too much as well."""
        if self.show == SHARE:
            return self.figures.shares(line)
        return [count if total else None for count, total in zip(line.counts, self.figures.totals, strict=True)]

    def _heights(self, most: int) -> list[Tick]:
        values = [value for drawn in self.drawn for value in self._values(drawn.line) if value is not None]
        ticks = heights(max(values, default=0), 1 if self.show == COUNT else 0, most)
        if self.show == COUNT:
            return [Tick(tick, _whole(round(tick))) for tick in ticks]
        decimals = max(0, -math.floor(math.log10(ticks[1]) + 1e-9))
        return [Tick(tick, f"{number_format(round(tick, decimals), decimals)}%") for tick in ticks]

    def _axis(self, by: str) -> list[str]:
        """The labels of the periods: those of round ones, as many as there is room for."""
        numbers = [_number(period) for period in self.figures.periods]
        step = next((s for s in _STEPS[by] if len(numbers) <= s * _MOST_LABELS[by]), _STEPS[by][-1])
        yearly = by == MONTH and step >= 12
        return [
            "" if number % step else period[:4] if yearly else period_name(period)
            for number, period in zip(numbers, self.figures.periods, strict=True)
        ]

    def _row(self, place: int) -> Row:
        period, total = self.figures.periods[place], self.figures.totals[place]
        name, all_articles = period_name(period), _whole(total)
        dates = _within(period, self.asked)
        cells = []
        for drawn in self.drawn:
            count = drawn.line.counts[place]
            share = _percent(100 * count / total) if total else "–"
            told = {"name": drawn.name, "period": name, "count": _whole(count), "all": all_articles, "share": share}
            title = _("%(name)s, %(period)s: %(count)s of %(all)s (%(share)s)") % told
            url = f"{drawn.search}&{dates}" if count and period not in drawn.line.vague else ""
            cells.append(Cell(told["count"], share, url, title))
        return Row(name, all_articles, cells)

    def _described(self, drawn: Drawn) -> str:
        known = [(n, value) for n, value in enumerate(self._values(drawn.line)) if value is not None]
        if not known:
            return ""
        highest = max(known, key=lambda pair: pair[1])
        told = {"name": drawn.name}
        for key, (place, value) in {"first": known[0], "last": known[-1], "most": highest}.items():
            told[key] = _percent(value) if self.show == SHARE else _whole(round(value))
            told[f"{key}_period"] = in_words(*parse_iso(self.figures.periods[place]))
        return (
            _(
                "%(name)s: %(first)s in %(first_period)s, %(last)s in %(last_period)s; "
                "most in %(most_period)s with %(most)s."
            )
            % told
        )


def name_of(series: Series) -> str:
    """What a series is called: the name of its tag, or its words in quotation marks."""
    if series.subject:
        return local_name(series.subject)
    return series.of if '"' in series.of else _("“%(words)s”") % {"words": series.of}


def kind_of(series: Series) -> str:
    """What a series is read as."""
    kinds = {"topic": _("Topic"), "region": _("Region"), "institution": _("Institution")}
    return kinds[series.subject.kind] if series.subject else _("Words")


def tag_name(subject: Subject) -> str:
    """A tag with what kind of tag it is."""
    names = {
        "topic": _("the topic %(name)s"),
        "region": _("the region %(name)s"),
        "institution": _("the institution %(name)s"),
    }
    return names[subject.kind] % {"name": local_name(subject)}


def search_address(series: Series) -> str:
    """The path of the search for all articles of a series, without dates."""
    return f"{reverse('search')}?{write(replace(series.search, date_from='', date_to=''))}"


def _within(period: str, asked: TrendRequest) -> str:
    """The parameters of a search that keep it to a period, as far as the dates asked for let it reach."""
    start = asked.date_from if asked.date_from.startswith(period) else period
    end = asked.date_to if asked.date_to.startswith(period) else period
    return f"from={start}&to={end}"


def _number(period: str) -> int:
    """The number by which round periods are found: the year, or the months until then; twelve a year."""
    return 12 * int(period[:4]) + int(period[5:]) - 1 if len(period) > 4 else int(period)


def _percent(share: float) -> str:
    """`12.3%`, or `0.12%` of less than one."""
    decimals = 1 if share >= 1 or not share else 2
    return f"{number_format(round(share, decimals), decimals)}%"  # which cuts off what is not rounded


def _whole(number: int) -> str:
    return _whole_in(get_language(), number)


@lru_cache(maxsize=4096)
def _whole_in(language: str | None, number: int) -> str:
    """The number as it is written in `language`, which is the page's."""
    return str(intcomma(number))


def _shortened(name: str) -> str:
    """As much of a name as there is room for beside the chart."""
    room = _LABEL_WIDTH
    for place, letter in enumerate(name):
        room -= 2 if letter >= "\u2e80" else 1
        if room < 0:
            return f"{name[:place].rstrip()}…"
    return name
