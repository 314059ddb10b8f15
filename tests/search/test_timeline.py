"""What was found over time: each figure is what choosing it finds."""

import pytest
from django.http import QueryDict

from search.index import rebuild
from search.parameters import read
from search.results import counts
from search.timeline import timeline
from tests.builders import make_article, make_issue


@pytest.fixture
def over_time(ask, subjects):
    """Articles of 2019 to 2022, some on a topic, one dated to its year alone; then the timeline of a search."""
    for date, topics in [
        ("2019-04-02", ()),
        ("2021-01-09", ("energy",)),
        ("2021-05-03", ()),
        ("2021-05-20", ("energy",)),
        ("2022-02-01", ("energy",)),
    ]:
        make_article(make_issue(date=date), topics=topics)
    make_article(make_issue(date="2021-01-01", date_precision="year"))
    rebuild()
    return lambda parameters="", q="": timeline(ask(q, parameters))


def figures(bars):
    return {bar.label: bar.count for bar in bars if bar.count}


def chosen(bars):
    return [bar.label for bar in bars if bar.chosen]


def found(url):
    return counts(read(QueryDict(url.removeprefix("?")))).count


def test_years_without_articles_are_among_the_others(over_time):
    assert [(bar.label, bar.count) for bar in over_time().years] == [
        ("2019", 1),
        ("2020", 0),
        ("2021", 4),
        ("2022", 1),
    ]


def test_a_year_leads_to_what_it_counts(over_time):
    for bar in over_time("topic=energy").years:
        assert not bar.count or found(bar.url) == bar.count


def test_chosen_years_are_marked_and_the_others_keep_their_figures(over_time):
    shown = over_time("year=2021&year=2022")
    assert chosen(shown.years) == ["2021", "2022"]
    assert figures(shown.years) == {"2019": 1, "2021": 4, "2022": 1}
    assert shown.months == []


def test_a_chosen_year_is_let_go_by_choosing_it_again(over_time):
    (bar,) = (bar for bar in over_time("year=2021&year=2022&page=3").years if bar.label == "2021")
    assert bar.url == "?year=2022"


def test_figures_heed_the_other_facets(over_time):
    assert figures(over_time("topic=energy&year=2022").years) == {"2021": 2, "2022": 1}


def test_a_single_year_is_shown_by_month(over_time):
    shown = over_time("year=2021")
    assert shown.year == "2021"
    assert len(shown.months) == 12
    assert figures(shown.months) == {"January 2021": 2, "May 2021": 2}
    assert shown.months[4].short == "May"


@pytest.mark.parametrize("limits", [{"parameters": "from=2021-01&to=2021-12-31"}, {"q": "year:2021"}])
def test_a_year_that_is_alone_is_shown_by_month_however_it_was_asked_for(over_time, limits):
    assert figures(over_time(**limits).months) == {"January 2021": 2, "May 2021": 2}


def test_what_is_dated_to_its_year_is_counted_where_it_is_found(over_time):
    shown = over_time("year=2021")
    assert shown.undated == 1
    assert found(shown.months[0].url) == 2


def test_a_month_leads_to_what_it_counts(over_time):
    assert over_time("year=2021").months[4].url == "?from=2021-05&to=2021-05&year=2021"
    for bar in over_time("year=2021&topic=energy").months:
        assert not bar.count or found(bar.url) == bar.count


def test_a_chosen_month_is_marked_among_the_others_and_leads_back_to_the_year(over_time):
    shown = over_time("from=2021-05&to=2021-05")
    assert chosen(shown.months) == ["May 2021"]
    assert figures(shown.months) == {"January 2021": 2, "May 2021": 2}
    assert shown.months[4].url == "?from=2021&to=2021"


def test_the_whole_year_marks_no_month(over_time):
    assert chosen(over_time("from=2021&to=2021").months) == []


def test_from_the_months_there_is_a_way_back_to_all_years(over_time):
    assert over_time("year=2021&from=2021-05&to=2021-05&topic=energy").back == "?topic=energy"


def test_there_is_no_way_back_where_there_is_but_one_year(over_time):
    assert over_time(q="year:2021").back == ""


def test_a_misread_year_does_not_stretch_the_chart(over_time):
    make_article(make_issue(date="0202-01-01"))
    rebuild()
    assert [bar.label for bar in over_time().years] == ["202", "2019", "2021", "2022"]


def test_a_single_article_needs_no_chart_of_its_year(over_time):
    assert over_time("from=2022").months == []


@pytest.mark.parametrize(
    "limits", ["from=2021-01-04", "year=2021&from=2020-06&to=2021-05-10", "from=2021-01-09&to=2022"]
)
def test_a_month_that_is_cut_by_the_dates_leads_to_what_it_counts(over_time, limits):
    shown = over_time(f"{limits}&year=2021")
    assert any(bar.count for bar in shown.months)
    for bar in shown.months:
        assert not bar.count or found(bar.url) == bar.count


def test_a_misread_year_leads_to_what_it_counts(over_time):
    for day in ("0202-01-02", "0202-05-06"):
        make_article(make_issue(date=day), body="A hoard of coins.")
    rebuild()
    shown = over_time(q="hoard")
    assert [found(bar.url) for bar in (*shown.years, shown.months[4])] == [2, 1]
