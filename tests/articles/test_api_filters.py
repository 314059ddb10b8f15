import pytest

from articles.models import Institution, Region, Topic
from tests.builders import make_article, make_issue, make_publication

pytestmark = pytest.mark.django_db


@pytest.fixture
def titles(client):
    """The titles of the articles that filters let through."""

    def read(query):
        response = client.get(f"/api/v1/articles?{query}")
        assert response.status_code == 200, response.content
        return sorted(row["title"] for row in response.json()["results"])

    return read


@pytest.fixture
def by_topic():
    for slug in ("x-tides", "x-piers", "x-sand"):
        Topic.objects.create(slug=slug, name=slug)
    make_article(title="Tides", topics=("x-tides",))
    make_article(title="Piers", topics=("x-piers",))
    make_article(title="Both", topics=("x-tides", "x-piers"))
    make_article(title="Sand", topics=("x-sand",))


def test_a_topic_narrows_the_list(titles, by_topic):
    assert titles("topic=x-tides") == ["Both", "Tides"]


def test_two_topics_let_through_what_has_either_and_each_once(titles, by_topic):
    assert titles("topic=x-tides&topic=x-piers") == ["Both", "Piers", "Tides"]


def test_a_leading_minus_leaves_a_topic_out(titles, by_topic):
    assert titles("topic=-x-tides") == ["Piers", "Sand"]


def test_a_topic_can_be_wanted_without_another(titles, by_topic):
    assert titles("topic=x-tides&topic=-x-piers") == ["Tides"]


def test_an_unknown_topic_matches_nothing(titles, by_topic):
    assert titles("topic=x-kelp") == []


def test_filters_on_different_facets_must_all_match(titles, by_topic):
    make_article(title="Tides in Policy", topics=("x-tides",), section="Policy")
    assert titles("topic=x-tides&section=policy") == ["Tides in Policy"]


@pytest.mark.parametrize(
    "query", ["region=X-BAY", "institution=bay-council", "section=policy", "publication=bay-weekly", "author=zhou-min"]
)
def test_every_facet_narrows_the_list(titles, query):
    Region.objects.create(code="X-BAY", name="The Bay", kind="group")
    Institution.objects.create(slug="bay-council", name="Bay Council")
    tags = {"regions": ("X-BAY",), "institutions": ("bay-council",), "authors": ("ZHOU Min",), "section": "Policy"}
    make_article(make_issue(make_publication("Bay Weekly")), title="Wanted", **tags)
    make_article(title="Other")
    assert titles(query) == ["Wanted"]


def test_a_year_is_that_of_the_article_or_else_of_its_issue(titles):
    issue = make_issue(date="2023-03-10")
    make_article(issue, title="Undated")
    make_article(issue, title="Reprint", date="2019-01-01")
    assert titles("year=2023") == ["Undated"]
    assert titles("year=-2023") == ["Reprint"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("from=2022", ["2022-02-28", "2023-12-31"]),
        ("to=2022-02", ["2021-07-01", "2022-02-28"]),
        ("from=2022-02-28&to=2022-02-28", ["2022-02-28"]),
        ("to=9999-12", ["2021-07-01", "2022-02-28", "2023-12-31"]),
    ],
)
def test_dates_limit_the_list_including_both_ends(titles, query, found):
    for date in ("2021-07-01", "2022-02-28", "2023-12-31"):
        make_article(make_issue(date=date), title=date)
    assert titles(query) == found


def test_a_language_narrows_the_list(titles):
    make_article(title="潮汐", language="zh")
    make_article(title="Tides", language="en")
    assert titles("lang=zh") == ["潮汐"]


def test_a_filter_never_lets_a_draft_through(titles):
    make_article(title="Secret", section="Policy", state="draft")
    assert titles("section=policy") == []


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("from=2024-13", "Parameter “from”: There is no such date as 2024-13: check the month and the day."),
        ("to=spring", "Parameter “to”: “spring” is not a date. Write it as 2024-05-06, 2024-05 or 2024."),
        ("page=0", "Parameter “page”: Write a whole number, 1 or more."),
        ("size=101", "Parameter “size”: Write a whole number, 100 or less."),
        ("page=two", "Parameter “page”: Write a whole number."),
        ("year=soon", "Parameter “year”: Write a year of four digits, such as 2023."),
        ("lang=1", "Parameter “lang”: Write a language code, such as en or zh."),
        ("topic=%00", "Parameter “topic”: This cannot be a name, a slug or a code."),
    ],
)
def test_a_wrong_value_is_answered_with_a_sentence(client, query, message):
    response = client.get(f"/api/v1/articles?{query}")
    assert response.status_code == 400
    assert response.json() == {"error": {"code": "bad-request", "message": message}}


@pytest.mark.parametrize("query", ["year=soon", "year=99999", "topic=%00", "page=99999999999999999999"])
def test_an_impossible_value_is_refused(client, query):
    response = client.get(f"/api/v1/articles?{query}")
    assert (response.status_code, response.json()["error"]["code"]) == (400, "bad-request")


def test_a_misspelt_filter_does_not_pass_for_one_that_matches_everything(client):
    response = client.get("/api/v1/articles?topics=tides")
    assert response.status_code == 400
    assert response.json()["error"]["message"].startswith("There is no parameter “topics” here. There are: page, size,")
