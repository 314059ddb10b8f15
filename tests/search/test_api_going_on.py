"""Following a search through its pages while articles come and go."""

import pytest

from articles.models import Article
from search.index import rebuild
from tests.builders import make_article, make_issue

pytestmark = pytest.mark.usefixtures("search_index", "subjects")


def follow(client, address, between=lambda: None, way="next"):
    """The ids that the pages of a search give, followed from one to the next."""
    found = []
    while address:
        response = client.get(address)
        assert response.status_code == 200, response.content
        found.append([row["id"] for row in response.json()["results"]])
        address = response.json()[way]
        between()
    return found


@pytest.mark.parametrize("sort", ["newest", "oldest", "title"])
def test_articles_that_come_meanwhile_neither_repeat_nor_hide_others(client, sort):
    there = [make_article(make_issue(date=f"2023-01-0{day}"), title=f"Tides {day}").pk for day in (1, 2, 3, 4, 5)]
    rebuild()

    def add():
        make_article(make_issue(date="2030-01-01"), title="A tide")
        make_article(make_issue(date="2001-01-01"), title="A tide")
        rebuild()

    pages = follow(client, f"/api/v1/search?q=tides+OR+tide&sort={sort}&size=2", between=add)
    found = [number for page in pages for number in page if number in there]
    assert sorted(found) == there


def test_a_search_can_be_followed_back_to_its_beginning(client):
    for day in (1, 2, 3, 4, 5):
        make_article(make_issue(date=f"2023-01-0{day}"), title="Tides")
    rebuild()
    forth = follow(client, "/api/v1/search?q=tides&size=2")
    last = client.get(f"/api/v1/search?q=tides&size=2&page=3&after={forth[1][-1]}").json()
    assert follow(client, last["previous"], way="previous") == [forth[1], forth[0]]


def test_a_search_goes_on_where_its_last_article_was_withdrawn(client):
    there = [make_article(make_issue(date=f"2023-01-0{day}"), title="Tides").pk for day in (4, 3, 2, 1)]
    rebuild()
    address = client.get("/api/v1/search?q=tides&sort=newest&size=2").json()["next"]
    Article.objects.filter(pk=there[1]).update(state="draft")
    rebuild()
    assert [row["id"] for row in client.get(address).json()["results"]] == there[2:]


@pytest.mark.parametrize("query", ["after=x", "after=0", "after=²"])
def test_what_a_search_cannot_go_on_from_is_refused(client, query):
    rebuild()
    response = client.get(f"/api/v1/search?q=tides&{query}")
    assert (response.status_code, response.json()["error"]["code"]) == (400, "bad-request")


@pytest.mark.parametrize("query", ["after=999", "before=999"])
def test_an_article_that_a_search_does_not_find_is_no_place_to_go_on_from(client, query):
    rebuild()
    assert client.get(f"/api/v1/search?q=tides&{query}").status_code == 404


def test_a_search_gives_what_lies_between_two_articles(search):
    there = [make_article(make_issue(date=f"2020-01-0{day}"), title="Tides").pk for day in (4, 3, 2, 1)]
    page = search(f"q=tides&sort=newest&after={there[0]}&before={there[3]}")
    assert [row["id"] for row in page["results"]] == there[1:3]
