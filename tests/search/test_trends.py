"""The figures of trends, as their CSV has them; and that there is an answer to whatever is asked."""

import csv
import io
import random
import re

import pytest
from django.urls import reverse

from articles.models import Topic
from search.index import rebuild
from tests.builders import make_article, make_issue
from tests.faults import hostility
from tests.faults.grammar import Writer
from tests.faults.queries import percent_encoded


@pytest.fixture
def table(client, holdings):
    """The CSV at that query string, as a list of lines."""

    def lines(query):
        response = client.get(f"{reverse('trends-csv')}?{query}")
        assert response.status_code == 200, response.content
        return list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"))))

    return lines


def column(lines, place):
    return [line[place] for line in lines[1:]]


# What is counted


def test_words_are_counted_by_year_with_their_share_of_all_articles(table):
    assert table("of=wind&by=year") == [
        ["period", "wind (articles)", "wind (% of all)", "all articles"],
        ["2021", "1", "50.0", "2"],
        ["2022", "0", "", "0"],
        ["2023", "2", "50.0", "4"],
    ]


def test_a_slug_or_code_means_the_tag_itself(table):
    lines = table("of=topic:energy&of=region:CN-TJ&of=institution:cas&by=year")
    assert [column(lines, place) for place in (1, 3, 5)] == [["1", "0", "1"], ["0", "0", "2"], ["0", "0", "1"]]


def test_the_words_of_a_tags_name_are_words(table):
    assert column(table("of=energy&by=year"), 1) == ["1", "0", "2"]  # a title has the word, too


def test_a_code_in_small_letters_means_the_tag(table):
    assert table("of=region:cn-tj&by=year")[0][1] == "region:CN-TJ (articles)"


def test_a_heading_among_the_topics_stands_for_those_below_it(table):
    Topic.objects.filter(slug="energy").update(parent=Topic.objects.get(slug="space"))
    rebuild()
    assert column(table("of=topic:space&by=year"), 1) == ["1", "0", "1"]


def test_the_query_language_of_the_search_is_understood(table):
    assert column(table("of=wind+OR+tides&by=year"), 1) == ["2", "0", "2"]


def test_months_are_counted_of_a_short_span(table):
    lines = table("of=wind&from=2023")
    assert column(lines, 0)[::5] == ["2023-01", "2023-06", "2023-11"]
    assert column(lines, 1)[:5] == ["1", "0", "0", "0", "1"]


def test_the_dates_keep_the_figures_to_a_time(table):
    assert column(table("of=wind&by=year&from=2022-12&to=2023-02"), 1) == ["1"]


def test_a_publication_alone_can_be_counted(table):
    make_article(make_issue(date="2021-03-01"), title="Wind elsewhere")
    lines = table("of=wind&by=year&publication=harbour-science-daily")
    assert column(lines, 1) == ["1", "0", "2"]


def test_however_many_periods_there_are_the_table_has_all(table):
    make_article(date="1850-01-01")
    rebuild()
    assert len(table("of=wind&by=year")) == 1 + 174


# The table for spreadsheets


def test_a_query_that_a_spreadsheet_would_run_is_made_harmless(table):
    assert table("of=-wind&by=year")[0][1] == "'-wind (articles)"


def test_the_table_is_a_file_to_keep(client, holdings):
    response = client.get(reverse("trends-csv"), {"of": "wind"})
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert re.search(r'filename="trends-\d{4}-\d\d-\d\d\.csv"', response["Content-Disposition"])


@pytest.mark.parametrize("query", ['of="wind', "from=soon", "publication=none", "of=1&of=2&of=3&of=4&of=5&of=6"])
def test_what_cannot_be_read_is_said_instead_of_a_table(client, holdings, query):
    response = client.get(f"{reverse('trends-csv')}?{query}")
    assert response.status_code == 400
    assert response.json()["error"]["code"] == "bad-request"


# What there is no answer to


@pytest.mark.parametrize("query", ["", "of=wind", "of=topic:energy"])
@pytest.mark.parametrize("name", ["trends", "trends-csv"])
def test_without_an_index_the_search_is_said_to_be_out_of_order(client, search_index, caplog, name, query):
    (search_index / "current").unlink()
    response = client.get(f"{reverse(name)}?{query}")
    assert response.status_code == 503
    assert "out of order" in response.content.decode()
    assert "rebuild_index" in caplog.text


def test_trends_cannot_be_posted(client):
    assert client.post(reverse("trends")).status_code == 405


def odd_address(rng):
    values = [*hostility.VALUES, *hostility.ODD]
    of = [hostility.mangled(rng, Writer(rng).query()) for _ in range(rng.randint(0, 5))]
    of += [f"{rng.choice(['topic', 'region', 'institution'])}:{rng.choice(values)}" for _ in range(rng.randint(0, 2))]
    usual = [("by", rng.choice(["year", "month"])), ("show", "count"), ("to", "9999"), ("from", "0001-01")]
    given = [("of", value) for value in of] + rng.sample(usual, rng.randint(0, 4))
    if rng.random() < 0.3:
        given.append((rng.choice(["by", "from", "to", "show", "publication", "x"]), rng.choice(values)))
    return "&".join(f"{name}={percent_encoded(value)}" for name, value in given)


def test_whatever_is_asked_there_is_an_answer(client, holdings):
    rng = random.Random(5)
    for _ in range(150):
        query = odd_address(rng)
        assert client.get(f"{reverse('trends')}?{query}", follow=True).status_code in {200, 400}, query
        assert client.get(f"{reverse('trends-csv')}?{query}").status_code in {200, 400}, query
