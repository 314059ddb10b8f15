"""Feed readers that ask by time alone are told of nothing new only when there is nothing."""

import time

import pytest
from django.utils.http import http_date, parse_http_date

from archive.last_changes import LastChange
from articles.models import Article
from articles.publishing import unpublish_article
from search.index import apply_pending, rebuild
from tests.builders import make_article
from tests.databases import committed

pytestmark = committed

FEEDS = ["/feeds/latest.atom", "/feeds/latest.json", "/search.atom?q=tides", "/search.feed.json?q=tides"]


@pytest.fixture
def later(monkeypatch):
    """Lets time pass for the archive, in seconds."""
    passed = [0.0]
    monkeypatch.setattr("archive.conditional.time", lambda: time.time() + passed[0])

    def wait(seconds):
        passed[0] += seconds

    return wait


@pytest.fixture
def article(search_index):
    made = make_article(title="Tides")
    rebuild()
    return made


def moment(client, later, path):
    """The `Last-Modified` of what is there, once it has one."""
    client.get(path)
    later(2)
    return client.get(path)["Last-Modified"]


def since(client, path, date):
    return client.get(path, headers={"If-Modified-Since": date})


@pytest.mark.parametrize("path", FEEDS)
def test_a_feed_that_has_nothing_new_is_not_sent_again(client, article, later, path):
    date = moment(client, later, path)
    response = since(client, path, date)
    assert (response.status_code, response.content) == (304, b"")
    assert response["Last-Modified"] == date
    assert "ETag" in response


@pytest.mark.parametrize("path", FEEDS)
@pytest.mark.parametrize(
    "change",
    [unpublish_article, Article.delete, lambda article: Article.objects.update(title="Tide tables")],
    ids=["withdrawn", "deleted", "changed"],
)
def test_whatever_changes_in_a_feed_it_is_sent(client, article, later, path, change):
    date = moment(client, later, path)
    change(article)
    assert since(client, path, date).status_code == 200
    assert parse_http_date(moment(client, later, path)) > parse_http_date(date)


def test_a_change_of_the_index_is_one_of_the_feed_of_a_search(client, article, later):
    make_article(title="Tides again")
    date = moment(client, later, "/search.atom?q=tides")
    apply_pending()
    assert "Tides again" in since(client, "/search.atom?q=tides", date).text


def test_a_304_asks_the_database_for_the_state_alone(client, article, later, django_assert_num_queries):
    date = moment(client, later, "/feeds/latest.atom")
    with django_assert_num_queries(1):
        assert since(client, "/feeds/latest.atom", date).status_code == 304


def test_what_a_feed_is_known_by_goes_before_its_time(client, article, later):
    date = moment(client, later, "/feeds/latest.atom")
    headers = {"If-Modified-Since": date, "If-None-Match": 'W/"another"'}
    assert client.get("/feeds/latest.atom", headers=headers).status_code == 200


def test_a_feed_that_has_just_changed_has_no_time_yet(client, article, later):
    assert "Last-Modified" not in client.get("/feeds/latest.atom")


def test_its_time_is_never_to_come(client, article, later):
    assert parse_http_date(moment(client, later, "/feeds/latest.atom")) <= time.time() + 2


def test_pages_have_no_time(client, article, later):
    client.get("/feeds/latest.atom")
    later(2)
    assert "Last-Modified" not in client.get("/")
    assert since(client, "/", http_date()).status_code == 200


def test_two_changes_within_a_second_have_two_times():
    change = LastChange()
    change.moment("first", asked=10.1, answered=10.2)
    first = change.moment("first", asked=11.0, answered=11.0)
    change.moment("second", asked=11.1, answered=11.2)
    assert (first, change.moment("second", asked=13.0, answered=13.0)) == (11, 12)


def test_a_clock_that_is_set_back_gives_no_time_twice():
    change = LastChange()
    change.moment("first", asked=50.0, answered=50.0)
    change.moment("second", asked=20.0, answered=20.0)
    assert change.moment("second", asked=51.0, answered=51.0) is None
    assert change.moment("second", asked=52.0, answered=52.0) == 52
