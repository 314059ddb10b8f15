"""Trends: words, topics, regions and institutions over time, as a page and as CSV.

The address: `/trends/?of=quantum&of=topic:energy&by=year&from=2015&to=2024&show=share&publication=china-daily`. One
to five `of`, each either words as in the search box, or one tag by its slug or code: `topic:`, `region:`,
`institution:`. All others may be left out. `/trends.csv` takes the same.
"""

import logging
from collections.abc import Sequence
from dataclasses import replace
from itertools import chain
from typing import Any, NamedTuple

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from articles.exports import csv
from articles.local_names import listed, local_name
from search.facets import names
from search.parameters import ParameterError
from search.storage import UNAVAILABLE, SearchUnavailable
from search.trend_coverage import partly_covered
from search.trend_page import SAMPLES, Sample, Shown, kind_of, name_of, search_address, tag_name
from search.trend_parameters import COUNT, MONTH, MOST_SERIES, SHARE, YEAR, TrendRequest, check, read, write
from search.trends import KINDS, Trends, csv_lines, holdings, largest, subject_named, trends

logger = logging.getLogger(__name__)

_MOST_PERIODS = 120
_MOST_OFFERED = 60  # of each kind of tag, while somebody types
_EXAMPLE_LINES = 3


class Field(NamedTuple):
    """One field of the form, with what its text was read as or why it could not be read.

    `instead` names a tag that its words may stand for, and `instead_url` leads to the chart with that.
    """

    sample: Sample
    text: str
    kind: str = ""
    name: str = ""
    found: int = 0
    url: str = ""
    error: str = ""
    instead: str = ""
    instead_url: str = ""


class Example(NamedTuple):
    """A chart to begin with."""

    names: str
    query: str


@require_safe
def trends_page(request: HttpRequest) -> HttpResponse:
    """The form and the chart of what is asked for; where nothing is, of the largest topics.

    400 with a sentence for what cannot be read, beside its field if it is one of the lines; 503 without an index.
    """
    asked = read(request.GET)
    if any(not value.strip() for values in request.GET.lists() for value in values[1]):  # as a form sends them
        return HttpResponseRedirect(_address(asked))
    try:
        return _page(request, asked)
    except SearchUnavailable:
        logger.exception("trends without a usable index")
        return _failed(request, asked, str(UNAVAILABLE), 503)


@require_safe
def trends_csv(request: HttpRequest) -> HttpResponse:
    """The figures of the same address as a table, however many periods there are.

    Raises ParameterError for what cannot be read, and SearchUnavailable.
    """
    asked = read(request.GET)
    check(asked)
    figures = trends(asked)
    if problems := [*figures.errors.values(), *_too_many(asked)]:
        raise ParameterError(" ".join(problems))
    response = HttpResponse(b"".join(csv.table(csv_lines(figures))), content_type=csv.MEDIA_TYPE)
    response["Content-Disposition"] = f'attachment; filename="trends-{timezone.localdate():%Y-%m-%d}.csv"'
    return response


def _page(request: HttpRequest, asked: TrendRequest) -> HttpResponse:
    try:
        check(asked)
        return _drawn(request, asked)
    except ParameterError as error:
        return _failed(request, asked, str(error), 400)


def _drawn(request: HttpRequest, asked: TrendRequest) -> HttpResponse:
    is_example = not asked.of
    drawn = _example(asked) if is_example else asked
    figures = trends(drawn, _MOST_PERIODS)
    partial = partly_covered(drawn, figures)
    context = {
        "fields": _fields(asked, figures),
        "figures": figures,
        "is_example": is_example,
        "notes": [*chain.from_iterable(partial.values()), *_left_out(figures)],
        "problems": _too_many(asked),
        "csv": f"{reverse('trends-csv')}?{write(drawn)}",
    }
    if figures.drawn and figures.periods:
        context |= _shown(Shown(drawn, figures, partial))
    status = 400 if figures.errors or asked.left_out else 200
    return _rendered(request, asked, context, status)


def _example(asked: TrendRequest) -> TrendRequest:
    return replace(asked, of=tuple(subject.of for subject in largest("topic", _EXAMPLE_LINES)))


def _shown(shown: Shown) -> dict[str, Any]:
    drawn, figures = shown.asked, shown.figures
    complete = replace(
        drawn,
        of=tuple(line.series.of for __, line in figures.drawn),
        by=figures.by,
        date_from=drawn.date_from or figures.periods[0],
        date_to=drawn.date_to or figures.periods[-1],
        show=shown.show,
    )
    return {
        "shown": shown,
        "cited": _address(complete),
        "today": timezone.localdate(),
        "holdings": holdings().count,
        "shows": [(_address(replace(drawn, show=show)), show == shown.show, show) for show in (SHARE, COUNT)],
        "spans": [(_address(replace(drawn, by=by)), by == figures.by, by) for by in (YEAR, MONTH)],
    }


def _failed(request: HttpRequest, asked: TrendRequest, error: str, status: int) -> HttpResponse:
    fields = [Field(sample, text) for sample, text in zip(SAMPLES, _padded(asked.of), strict=True)]
    return _rendered(request, asked, {"fields": fields, "problems": [error], "failed": True}, status)


def _rendered(request: HttpRequest, asked: TrendRequest, context: dict[str, Any], status: int) -> HttpResponse:
    fields = context["fields"]
    in_use = max(1, sum(bool(field.text) for field in fields))
    common = {
        "asked": asked,
        "open_fields": fields[: in_use + 1],
        "further_fields": fields[in_use + 1 :],
        "canonical": _address(asked) if status == 200 else None,
        "form_open": status != 200 or not asked.of,
    }
    if status != 503:
        common |= {"offered": _offered(), "publications": _publications(), "examples": _examples()}
    return render(request, "search/trends.html", common | context, status=status)


def _fields(asked: TrendRequest, figures: Trends) -> list[Field]:
    return [_field(place, text, asked, figures) for place, text in enumerate(_padded(asked.of))]


def _field(place: int, text: str, asked: TrendRequest, figures: Trends) -> Field:
    line = figures.lines[place] if text else None
    if line is None:
        return Field(SAMPLES[place], text, error=figures.errors.get(place, "") if text else "")
    series, found = line.series, sum(line.counts)
    field = Field(SAMPLES[place], text, kind_of(series), name_of(series), found, search_address(series))
    tag = None if series.subject else subject_named(text)
    if tag is None:
        return field
    of = dict.fromkeys(tag.of if other == text else other for other in asked.of)
    return field._replace(instead=tag_name(tag), instead_url=_address(replace(asked, of=tuple(of))))


def _padded(of: Sequence[str]) -> list[str]:
    return [*of, *[""] * (MOST_SERIES - len(of))]


def _too_many(asked: TrendRequest) -> list[str]:
    if not asked.left_out:
        return []
    told = {"most": MOST_SERIES, "left_out": listed(asked.left_out)}
    return [_("At most %(most)s lines can be drawn at once. Left out: %(left_out)s.") % told]


def _left_out(figures: Trends) -> list[str]:
    """A sentence each on what is in the archive and not in the figures."""
    told = []
    if figures.left_out:
        told.append(
            _("Only the latest %(most)s periods are shown here; the CSV has all of them.") % {"most": _MOST_PERIODS}
        )
    if figures.undated:
        sentence = (
            ngettext(
                "%(count)s article is not counted, since its month is not known.",
                "%(count)s articles are not counted, since their months are not known.",
                figures.undated,
            )
            if figures.by == MONTH
            else ngettext(
                "%(count)s article is not counted, since its year is not known.",
                "%(count)s articles are not counted, since their years are not known.",
                figures.undated,
            )
        )
        told.append(sentence % {"count": f"{figures.undated:,}"})
    return told


def _offered() -> list[tuple[str, str]]:
    """What is offered while somebody types a tag: what to write for it, and its name."""
    return [(subject.of, local_name(subject)) for kind in KINDS for subject in largest(kind, _MOST_OFFERED)]


def _publications() -> list[tuple[str, str]]:
    called = names()["publication"]
    slugs = (slug for slug, __ in holdings().by["publication"])
    return sorted(((slug, called.get(slug, slug)) for slug in slugs), key=lambda pair: pair[1])


def _examples() -> list[Example]:
    """The largest topics, regions and institutions, each kind in a chart."""
    found = (largest(kind, _EXAMPLE_LINES) for kind in KINDS)
    return [
        Example(listed(map(local_name, subjects)), write(TrendRequest(of=tuple(s.of for s in subjects))))
        for subjects in found
        if subjects
    ]


def _address(asked: TrendRequest) -> str:
    query = write(asked)
    return f"{reverse('trends')}?{query}" if query else reverse("trends")
