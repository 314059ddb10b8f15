"""Which feeds there are, what stands in them, and where they lead."""

import datetime

import pytest

from articles.models import Publication
from tests.builders import make_article, make_issue, make_publication

pytestmark = pytest.mark.django_db

DAY = datetime.datetime(2024, 5, 6, 7, 8, 9, tzinfo=datetime.UTC)


def links(thing):
    return {(link.rel, link.type): link.href for link in thing.links}


def test_what_came_in_last_stands_first_even_if_it_is_old(atom):
    make_article(make_issue(date="2024-05-05"), title="New", published_at=DAY - datetime.timedelta(days=2))
    make_article(make_issue(date="1998-01-01"), title="Old", published_at=DAY)
    assert [entry.title for entry in atom().entries] == ["Old", "New"]


def test_of_what_came_in_on_one_day_the_newest_stands_first(atom):
    make_article(make_issue(date="2024-05-05"), title="New", published_at=DAY)
    make_article(make_issue(date="1998-01-01"), title="Old", published_at=DAY + datetime.timedelta(hours=1))
    assert [entry.title for entry in atom().entries] == ["New", "Old"]


def test_a_feed_has_thirty_entries(atom, json_feed):
    issue = make_issue()
    for _ in range(31):
        make_article(issue)
    assert len(atom().entries) == len(json_feed()["items"]) == 30


def test_drafts_are_in_no_feed(atom, subjects):
    make_article(topics=("x-tidal",), state="draft")
    assert atom().entries == []
    assert atom("/feeds/topics/x-tidal.atom").entries == []


@pytest.mark.parametrize("format", ["atom", "json"])
def test_an_empty_feed_is_the_same_each_time(client, format):
    assert client.get(f"/feeds/latest.{format}").content == client.get(f"/feeds/latest.{format}").content


SUBJECTS = [
    "topics/x-tidal", "topics/x-sea", "regions/CN-TJ", "institutions/cas", "authors/chen-yu",
    "publications/harbour-science-daily",
]  # fmt: skip


@pytest.mark.parametrize("path", SUBJECTS)
def test_a_subject_has_a_feed_of_its_articles(atom, json_feed, subjects, path):
    make_article(title="Wanted", topics=("x-tidal",), regions=("CN-TJ",), institutions=("cas",), authors=("CHEN Yu",))
    make_article(make_issue(make_publication("Other Paper")), title="Other")
    assert [entry.title for entry in atom(f"/feeds/{path}.atom").entries] == ["Wanted"]
    assert [item["title"] for item in json_feed(f"/feeds/{path}.json")["items"]] == ["Wanted"]


def test_a_feed_leads_to_the_page_of_its_subject_and_to_itself_in_either_format(client, atom, json_feed, subjects):
    found, other = links(atom("/feeds/topics/x-tidal.atom").feed), json_feed("/feeds/topics/x-tidal.json")
    assert found["alternate", "text/html"] == other["home_page_url"] == "http://testserver/topics/x-tidal/"
    assert found["self", "application/atom+xml"] == "http://testserver/feeds/topics/x-tidal.atom"
    assert found["alternate", "application/feed+json"] == other["feed_url"]
    assert client.get("/feeds/topics/x-tidal.json")["Link"] == (
        '<http://testserver/feeds/topics/x-tidal.atom>; rel="alternate"; type="application/atom+xml"'
    )


def test_a_feed_has_an_icon_and_an_author(client, atom, json_feed):
    icon = json_feed()["icon"]
    assert atom().feed.icon == icon
    assert icon.startswith("http://testserver/static/favicon")
    assert atom().feed.author == json_feed()["authors"][0]["name"] == "Sci-Tech Policy Archive"


def test_a_feed_is_named_in_english_whatever_the_reader_speaks(atom, subjects):
    parsed = atom("/feeds/topics/x-tidal.atom", HTTP_ACCEPT_LANGUAGE="zh-hans")
    assert parsed.feed.title == "Tidal power – Sci-Tech Policy Archive"
    assert parsed.feed.language == "en"


def test_a_name_without_a_latin_letter_has_a_feed(atom, json_feed):
    make_article(make_issue(make_publication("海洋报", slug="海洋报")))
    parsed = atom("/feeds/publications/海洋报.atom")
    assert parsed.feed.title == "海洋报 – Sci-Tech Policy Archive"
    assert parsed.feed.id == "tag:localhost,2026:feeds/publications/%E6%B5%B7%E6%B4%8B%E6%8A%A5.atom"
    assert len(json_feed("/feeds/publications/海洋报.json")["items"]) == 1


@pytest.mark.parametrize("format", ["atom", "json"])
@pytest.mark.parametrize("kind", ["topics", "regions", "institutions", "authors", "publications"])
def test_a_subject_that_is_not_there_has_no_feed(client, kind, format):
    response = client.get(f"/feeds/{kind}/no.{format}")
    assert response.status_code == 404
    assert response.json()["error"]["code"] == "not-found"


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
@pytest.mark.parametrize("path", ["/feeds/latest.atom", "/feeds/latest.json", "/search.atom", "/search.feed.json"])
def test_a_feed_is_only_for_reading(path, method, client):
    client.handler.enforce_csrf_checks = True
    response = getattr(client, method)(path)
    assert response.status_code == 405
    assert response.json()["error"]["code"] == "method-not-allowed"
    assert response["Allow"] == "GET, HEAD, OPTIONS"


@pytest.mark.parametrize("format", ["atom", "json"])
def test_more_entries_cost_no_more_queries(client, subjects, django_assert_max_num_queries, format):
    for number in range(10):
        make_article(topics=("x-tidal",), authors=(f"CHEN {number}",), regions=("CN",), institutions=("cas",))
    with django_assert_max_num_queries(9):
        client.get(f"/feeds/topics/x-sea.{format}")


def test_the_feeds_of_the_demo_issues_are_valid(demo, atom, json_feed):
    assert len(atom().entries) == len(json_feed()["items"]) > 20
    for slug in Publication.objects.values_list("slug", flat=True):
        entries, items = atom(f"/feeds/publications/{slug}.atom").entries, json_feed(f"/feeds/publications/{slug}.json")
        assert [entry.id for entry in entries] == [item["id"] for item in items["items"]]
