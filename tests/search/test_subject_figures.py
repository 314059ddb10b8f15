"""What the page of a topic, region, institution or author says of it by figures."""

import shutil

import pytest
from django.http import QueryDict
from django.utils import translation
from haystack import connections

from articles.models import Author, Region, Topic
from search.index import rebuild
from search.parameters import read
from search.results import run
from search.subject_figures import subject_figures
from tests.builders import make_article, make_issue

pytestmark = pytest.mark.usefixtures("search_index", "subjects")


def figures(subject):
    rebuild()
    return subject_figures(subject)


def topic(slug="energy"):
    return Topic.objects.get(slug=slug)


def found_at(query):
    return run(read(QueryDict(query))).count


def companions(subject, kind):
    return [(each.name, each.count) for each in figures(subject).companions[kind]]


def test_articles_are_counted_by_year_with_the_empty_years_between():
    for year in (2020, 2022, 2022):
        make_article(make_issue(date=f"{year}-05-01"), topics=("energy",))
    make_article(make_issue(date="2018-05-01"), topics=("ai",))
    assert [(period.label, period.count) for period in figures(topic()).periods] == [
        ("2020", 1), ("2021", 0), ("2022", 2),
    ]  # fmt: skip


def test_within_one_year_they_are_counted_by_month():
    for month in ("03", "05"):
        make_article(make_issue(date=f"2023-{month}-01"), topics=("energy",))
    found = figures(topic())
    assert found.by == "month"
    assert [(period.label, period.count) for period in found.periods] == [
        ("March 2023", 1), ("April 2023", 0), ("May 2023", 1),
    ]  # fmt: skip


def test_where_the_month_of_some_is_not_known_they_are_counted_by_year():
    make_article(make_issue(date="2023-03-01"), topics=("energy",))
    make_article(make_issue(date="2023-01-01", date_precision="year"), topics=("energy",))
    assert figures(topic()).by == "year"


def test_a_misread_year_does_not_stretch_the_chart():
    for year in ("0203", "2023"):
        make_article(make_issue(date=f"{year}-05-01"), topics=("energy",))
    assert [period.label for period in figures(topic()).periods] == ["203", "2023"]


@pytest.mark.parametrize("dates", [("2020-05-01", "2022-05-01"), ("2023-03-01", "2023-05-01")])
def test_each_bar_leads_to_what_it_counts(dates):
    for date in dates:
        make_article(make_issue(date=date), topics=("energy",))
        make_article(make_issue(date=date), topics=("ai",))
    for period in figures(topic()).periods:
        assert found_at(period.url.partition("?")[2]) == period.count


def test_a_subject_is_shown_with_what_else_its_articles_are_about():
    make_article(topics=("energy", "space"), regions=("DE",), institutions=("cas",))
    make_article(topics=("energy", "ai"), regions=("DE", "CN-TJ"))
    make_article(topics=("ai",), regions=("CN-TJ",))
    assert companions(topic(), "topic") == [("AI", 1), ("Space", 1)]
    assert companions(topic(), "region") == [("Germany", 2), ("Tianjin", 1)]
    assert companions(topic(), "institution") == [("Chinese Academy of Sciences", 1)]


@pytest.mark.parametrize("kind", ["topic", "region", "institution"])
def test_each_companion_leads_to_the_articles_with_both(kind):
    make_article(topics=("energy", "space"), regions=("DE",), institutions=("cas",))
    make_article(topics=("space",), regions=("DE",), institutions=("cas",))
    make_article(topics=("energy",))
    (companion,) = figures(topic()).companions[kind]
    assert found_at(companion.query) == companion.count == 1


def test_a_heading_is_counted_with_its_topics_and_not_shown_with_them():
    heading = Topic.objects.create(slug="x-heading", name="Heading")
    Topic.objects.filter(slug__in=("energy", "ai")).update(parent=heading)
    make_article(topics=("energy", "ai", "space"))
    make_article(topics=("ai",))
    found = figures(heading)
    assert sum(period.count for period in found.periods) == 2
    assert [each.name for each in found.companions["topic"]] == ["Space"]
    assert found_at(found.query) == 2


def test_an_author_is_shown_with_subjects():
    make_article(authors=("CHEN Yu",), topics=("ai",))
    assert companions(Author.objects.get(name="CHEN Yu"), "topic") == [("AI", 1)]


def test_companions_have_chinese_names_on_a_chinese_page():
    make_article(topics=("energy",), regions=("CN-TJ",))
    with translation.override("zh-hans"):
        assert companions(topic(), "region") == [("天津", 1)]


def test_drafts_are_counted_nowhere():
    make_article(topics=("energy",), regions=("DE",), state="draft")
    found = figures(topic())
    assert found.periods == []
    assert found.companions["region"] == []


def test_the_page_shows_chart_and_companions(client):
    for year in (2020, 2022):
        make_article(make_issue(date=f"{year}-05-01"), topics=("energy",), regions=("DE",))
    rebuild()
    text = client.get("/topics/energy/").content.decode()
    assert "/search/?topic=energy&amp;year=2020" in text
    assert '<a href="/search/?topic=energy&amp;region=DE">Germany</a>' in text


def test_while_the_search_is_out_of_order_the_page_shows_all_the_rest(client, search_index, caplog):
    make_article(title="Mills on the shore", topics=("energy",))
    connections["default"].get_backend().close()
    shutil.rmtree(search_index)
    response = client.get("/topics/energy/")
    assert response.status_code == 200
    assert "Mills on the shore" in response.content.decode()
    assert "the search is out of order" in response.content.decode()


def test_a_region_that_shares_its_articles_with_none_is_shown_alone(client):
    make_article(regions=("DE",))
    rebuild()
    assert "Together with" not in client.get(Region.objects.get(code="DE").get_absolute_url()).content.decode()
