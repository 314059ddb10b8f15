"""The page of trends: the chart, its words and links, its address, and what it says of what cannot be drawn."""

import datetime
import random
import re
from html import unescape
from urllib.parse import parse_qsl, urlsplit

import pytest
from django.http import QueryDict
from django.urls import reverse

from search.index import rebuild
from search.parameters import read
from search.results import counts
from tests.builders import make_article, make_issue


@pytest.fixture
def ask(client, holdings):
    """Opens the page at that query string."""
    return lambda query="": client.get(f"{reverse('trends')}?{query}")


def text(response):
    return unescape(response.content.decode())


# The chart


def test_the_page_draws_a_line_for_each_that_is_asked_for(ask):
    response = ask("of=wind&of=topic:energy&by=year")
    assert response.status_code == 200
    assert [line.label for line in response.context["shown"].chart.lines] == ["“wind”", "Energy"]
    assert "Share of all articles, by year" in text(response)


@pytest.mark.parametrize("show", ["share", "count"])
def test_a_year_of_which_the_archive_holds_nothing_breaks_the_line(ask, show):
    (line,) = ask(f"of=wind&by=year&show={show}").context["shown"].chart.lines
    assert line.path.count("M") == 2


def test_a_year_without_a_fitting_article_is_zero(ask):
    make_article(title="Harbours", date="2022-05-01")
    rebuild()
    (line,) = ask("of=wind&by=year&show=count").context["shown"].chart.lines
    assert line.path.count("M") == 1
    assert line.points[1].y == 384


def test_each_number_leads_to_the_articles_behind_it(client, ask):
    rows = ask("of=topic:energy&of=wind&by=year").context["shown"].rows
    for row in rows:
        for cell in row.cells:
            found = client.get(cell.url).context["result"].count if cell.url else 0
            assert found == int(cell.number)


def test_the_chart_says_in_words_what_it_shows(ask):
    assert "“wind”: 50.0% in 2021, 50.0% in 2023; most in 2021 with 50.0%." in text(ask("of=wind&by=year"))


def test_a_year_of_which_only_a_part_is_asked_for_says_so(ask):
    response = ask("of=wind&by=year&from=2021-06")
    assert "Of 2021, only what is dated June 2021 or later is counted." in text(response)
    assert response.context["shown"].chart.lines[0].hollow


def test_a_year_in_which_the_holdings_end_says_so(ask):
    make_article(title="Wind today", date="2024-03-01")
    rebuild()
    assert "Of 2024, only what is dated March 2024 or earlier is counted." in text(ask("of=wind&by=year"))


def test_articles_without_a_date_are_told(ask):
    make_article(make_issue(date=None))
    rebuild()
    assert "1 article is not counted, since its year is not known." in text(ask("of=wind&by=year"))


def test_names_are_Chinese_in_the_Chinese_interface(client, holdings):
    response = client.get(reverse("trends"), {"of": "topic:energy"}, headers={"accept-language": "zh-hans"})
    assert [line.label for line in response.context["shown"].chart.lines] == ["能源"]


def test_words_that_are_the_name_of_a_tag_offer_the_tag(ask):
    response = ask("of=tianjin&of=wind")
    assert "Follow the region Tianjin instead" in text(response)
    assert 'href="/trends/?of=region:CN-TJ&of=wind"' in text(response)


def test_nothing_asked_draws_the_largest_topics(ask):
    response = ask()
    assert response.status_code == 200
    assert [drawn.name for drawn in response.context["shown"].drawn] == ["Energy"]
    assert 'href="/trends/?of=region:CN-TJ' in text(response)


def test_an_empty_archive_says_that_there_is_nothing_yet(client, search_index):
    response = client.get(reverse("trends"))
    assert response.status_code == 200
    assert "Nothing to draw yet" in text(response)


def test_a_time_without_articles_says_so(ask):
    response = ask("of=wind&from=1900&to=1910")
    assert response.status_code == 200
    assert "The archive has no dated article within these dates." in text(response)


def test_of_very_many_periods_the_latest_are_shown(ask):
    make_article(date="1850-01-01")
    rebuild()
    response = ask("of=wind&by=year")
    assert len(response.context["shown"].rows) == 120
    assert "the CSV has all of them" in text(response)


# Its address


def test_a_form_leads_to_an_address_without_what_is_blank(ask):
    response = ask("of=wind&of=&of=topic:energy&of=&from=&to=&publication=")
    assert response.status_code == 302
    assert response["Location"] == "/trends/?of=wind&of=topic:energy"


def test_the_address_of_a_page_has_its_parameters_in_a_fixed_order(ask):
    shown = text(ask("show=count&to=2023&of=wind&from=2021&by=year&unknown=1"))
    assert (
        '<link rel="canonical" href="http://testserver/trends/?of=wind&by=year&from=2021&to=2023&show=count">' in shown
    )


def test_the_address_to_cite_says_all_that_the_archive_decided(ask):
    response = ask("of=wind")
    assert response.context["cited"] == "/trends/?of=wind&by=month&from=2021-01&to=2023-12&show=share"
    assert "6 articles as of" in text(response)


def test_the_links_of_the_page_keep_what_is_asked_for(ask):
    links = [
        unescape(link) for link in re.findall(r'href="(/trends/\?[^"]+)"', ask("of=wind&by=year").content.decode())
    ]
    assert links
    assert all(("of", "wind") in parse_qsl(urlsplit(link).query) for link in links)


# What cannot be drawn


def test_words_that_cannot_be_read_are_told_beside_their_field_and_the_others_drawn(ask):
    response = ask('of="wind&of=topic:energy')
    assert response.status_code == 400
    assert "The quote at character 1" in response.context["fields"][0].error
    assert [drawn.name for drawn in response.context["shown"].drawn] == ["Energy"]


def test_of_six_the_first_five_are_drawn(ask):
    response = ask("of=a1&of=b2&of=c3&of=d4&of=e5&of=f6")
    assert response.status_code == 400
    assert len(response.context["shown"].drawn) == 5
    assert "At most 5 lines can be drawn at once. Left out: f6." in text(response)


@pytest.mark.parametrize(
    "wrong", ["from=soon", "from=2023-13", "from=2023&to=2021", "by=week", "show=all", "publication=x"]
)
def test_a_parameter_that_cannot_be_used_is_said_with_400(ask, wrong):
    response = ask(f"of=wind&{wrong}")
    assert response.status_code == 400
    assert response.context["problems"]
    assert 'value="wind"' in text(response)


def test_a_chart_of_one_publication_says_of_which(ask):
    response = ask("of=wind&by=year&publication=harbour-science-daily")
    assert response.context["shown"].heading == "Share of all articles of Harbour Science Daily, by year"


def test_a_page_takes_few_queries(ask, django_assert_max_num_queries):
    ask("of=wind&of=topic:energy&of=region:CN-TJ&of=institution:cas&of=tides")
    with django_assert_max_num_queries(1):  # the state of the catalogue; names are known by now
        ask("of=wind&of=topic:energy&of=region:CN-TJ&of=institution:cas&of=tides")


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("dates", ["", "from=2021-03-10&to=2022-05", "from=2021-12&to=2022-01-20"])
@pytest.mark.parametrize("by", ["year", "month"])
def test_every_number_leads_to_what_it_counts(ask, seed, dates, by):
    rng = random.Random(seed)
    for _ in range(40):
        precision, months, days = rng.choice((("day", 12, 28), ("month", 12, 1), ("year", 1, 1)))
        day = datetime.date(rng.choice((2021, 2022)), rng.randint(1, months), rng.randint(1, days))
        make_article(title=rng.choice(("Wind", "Tides")), date=day, date_precision=precision)
    rebuild()
    rows = ask(f"of=wind&of=tides+OR+wind&by={by}&{dates}").context["shown"].rows
    linked = [cell for row in rows for cell in row.cells if cell.url]
    assert linked
    for cell in linked:
        assert counts(read(QueryDict(urlsplit(cell.url).query))).count == int(cell.number)
