import shutil

import feedparser
import pytest
from haystack import connections

from search.index import rebuild
from tests.articles.validated import atom_faults, faults
from tests.builders import make_article, make_issue

pytestmark = pytest.mark.usefixtures("search_index")


@pytest.fixture
def feed(client):
    """What a feed reader makes of the feed of a search, over what is in the database now."""

    def read(query):
        rebuild()
        response = client.get(f"/search.atom?{query}")
        assert response.status_code == 200
        parsed = feedparser.parse(response.content)
        assert not parsed.bozo, parsed.bozo_exception
        assert not atom_faults(response.content)
        return parsed

    return read


def test_a_search_has_a_feed_of_what_it_finds(feed):
    make_article(title="Tides")
    make_article(title="Piers")
    parsed = feed("q=tides")
    assert [entry.title for entry in parsed.entries] == ["Tides"]
    assert parsed.feed.title == "Search for “tides” – Sci-Tech Policy Archive"


def test_it_is_a_json_feed_as_well(client):
    article = make_article(title="Tides", language="zh", authors=("王立",))
    make_article(title="Piers")
    rebuild()
    parsed = client.get("/search.feed.json?q=tides&author=王立&page=3").json()
    assert not faults(parsed, "json-feed-1.1")
    assert [item["id"] for item in parsed["items"]] == [f"tag:localhost,2026:article/{article.pk}"]
    assert parsed["feed_url"] == "http://testserver/search.feed.json?q=tides&author=%E7%8E%8B%E7%AB%8B"


@pytest.mark.parametrize("sort", ["", "&sort=relevance", "&sort=oldest", "&sort=title"])
def test_the_newest_stands_first_whatever_the_sort(feed, sort):
    make_article(make_issue(date="2023-01-01"), title="Tides")
    make_article(make_issue(date="2024-01-01"), title="Tide and pier")
    assert [entry.title for entry in feed(f"q=tide{sort}").entries] == ["Tide and pier", "Tides"]


def test_a_feed_starts_at_the_first_hit_whatever_the_page(feed):
    make_article(title="Tides")
    assert len(feed("q=tides&page=3&size=1").entries) == 1


def test_a_feed_has_thirty_entries(feed):
    issue = make_issue()
    for _ in range(31):
        make_article(issue, title="Tides")
    assert len(feed("q=tides").entries) == 30


def test_a_feed_leads_to_its_search_and_to_itself(feed):
    links = {link.type: link.href for link in feed("q=tides+mills&lang=en&page=2").feed.links}
    assert links == {
        "text/html": "http://testserver/search/?q=tides+mills&lang=en&sort=newest",
        "application/atom+xml": "http://testserver/search.atom?q=tides+mills&lang=en",
        "application/feed+json": "http://testserver/search.feed.json?q=tides+mills&lang=en",
    }


def test_what_narrows_a_search_is_in_the_name_of_its_feed(feed):
    make_article()
    assert "Year: 2023" in feed("year=2023").feed.title


@pytest.mark.parametrize("path", ["/search.atom", "/search.feed.json"])
@pytest.mark.parametrize("query", ["q=(tides", "year=x", "from=2024&to=2023"])
def test_what_cannot_be_read_is_refused_with_a_sentence(client, path, query):
    response = client.get(f"{path}?{query}")
    assert response.status_code == 400
    assert response.json()["error"]["message"].endswith(".")


def test_a_search_that_is_out_of_order_says_when_to_ask_again(client, search_index):
    connections["default"].get_backend().close()
    shutil.rmtree(search_index)
    response = client.get("/search.atom?q=tides")
    assert response.status_code == 503
    assert int(response["Retry-After"]) > 0
    assert response.json()["error"]["code"] == "service-unavailable"


def test_more_hits_cost_no_more_queries(client, django_assert_max_num_queries):
    for _ in range(10):
        make_article(title="Tides", authors=("CHEN Yu",))
    rebuild()
    with django_assert_max_num_queries(12):
        client.get("/search.atom?q=tides")


def test_the_title_of_a_feed_is_plain_text(feed):
    make_article(title="Tides", authors=("王立",), section="R&D")
    assert (
        feed("author=王立&section=rd").feed.title == "Search for Section: R&D, Author: 王立 – Sci-Tech Policy Archive"
    )
