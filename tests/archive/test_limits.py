"""How often one client may search and export, and what the next one is told."""

from contextlib import closing

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from limits.errors import StorageError
from limits.storage import MemoryStorage

from archive import limiting
from archive.limiting import counter, wait
from archive.rates import rates
from search.index import rebuild
from tests.builders import make_article, make_issue
from tests.databases import committed

pytestmark = pytest.mark.django_db

SEARCHES = [
    "/search/?q=tide",
    "/trends/?of=tide",
    "/trends.csv?of=tide",
    "/search.atom?q=tide",
    "/search.feed.json?q=tide",
    "/api/v1/search?q=tide",
]
COMPLETIONS = ["/api/v1/complete?q=ti", "/search.suggestions.json?q=ti"]


@pytest.fixture
def archive(search_index):
    """One article, and no counts of other tests."""
    article = make_article(make_issue(), title="The tide of the north")
    rebuild()
    counter.cache_clear()
    yield article
    counter.cache_clear()


@pytest.fixture
def limited(archive, settings):
    """Two searches and one export a minute: `limited(searches="3/minute")`."""

    def limit(searches="2/minute", exports="1/minute"):
        settings.SEARCH_LIMIT, settings.EXPORT_LIMIT = rates("", searches), rates("", exports)
        return Client()

    return limit


def statuses(client, path, times, **headers):
    """What asking several times answers, read to the end."""
    found = []
    for _ in range(times):
        with closing(client.get(path, headers=headers)) as response:
            response.getvalue()
            found.append(response.status_code)
    return found


@pytest.mark.parametrize("path", SEARCHES)
def test_all_ways_to_search_are_limited(limited, path):
    assert statuses(limited(), path, 3) == [200, 200, 429]


def test_ways_to_search_are_counted_together(limited):
    client = limited()
    assert statuses(client, SEARCHES[0], 1) + statuses(client, SEARCHES[-1], 2) == [200, 200, 429]


def test_freezing_a_search_counts_as_one(limited):
    client = limited("1/minute")
    assert [client.post("/searches/", {"q": "tide"}).status_code for _ in range(2)] == [302, 429]


@pytest.mark.parametrize("path", COMPLETIONS)
def test_completions_are_allowed_five_times_as_often(limited, path):
    client = limited("1/minute")
    assert statuses(client, path, 6) == [200] * 5 + [429]
    assert statuses(client, SEARCHES[0], 1) == [200]


def test_readers_are_told_on_a_page_and_programs_in_json_when_to_come_back(limited):
    client = limited("1/minute")
    statuses(client, SEARCHES[0], 1)
    page, data = client.get("/search/?q=tide"), client.get("/api/v1/search?q=tide")
    assert 0 < int(page.headers["Retry-After"]) <= 60
    assert 0 < int(data.headers["Retry-After"]) <= 60
    assert "Wait a minute" in page.text
    assert data.json()["error"]["code"] == "too-many-requests"
    assert "Retry-After" in data.json()["error"]["message"]


def test_exports_are_limited_on_their_own(limited):
    client = limited()
    assert statuses(client, "/api/v1/export.ndjson", 2) == [200, 429]
    assert statuses(client, SEARCHES[0], 1) == [200]


def test_few_exports_run_at_once_and_one_that_ends_makes_room(limited):
    client = limited(exports="100/minute")
    running = [client.get("/api/v1/export.ndjson") for _ in range(limiting.EXPORTS_AT_ONCE)]
    refused = client.get("/api/v1/export.ndjson")
    assert refused.status_code == 429
    assert "at once" in refused.json()["error"]["message"]
    assert int(refused.headers["Retry-After"]) > 0
    running.pop().close()
    assert statuses(client, "/api/v1/export.ndjson", 3) == [200] * 3


def test_an_export_that_fails_makes_room_as_well(limited):
    client = limited(exports="100/minute")
    assert statuses(client, "/api/v1/export.ndjson?q=title:", 5) == [400] * 5


@committed
def test_what_is_read_again_unchanged_is_not_counted(limited):
    client = limited("1/minute")
    tag = client.get(SEARCHES[0]).headers["ETag"]
    assert statuses(client, SEARCHES[0], 5, **{"If-None-Match": tag}) == [304] * 5


def test_browsing_is_not_limited(limited, archive):
    client = limited("1/minute")
    for path in ("/", "/issues/", archive.get_absolute_url(), "/api/v1/articles", "/feeds/latest.atom", "/oai"):
        assert statuses(client, path, 4) == [200] * 4


def test_editors_are_not_limited_at_their_desk(limited):
    client = limited("1/minute")
    client.force_login(get_user_model().objects.create_superuser("chief"))
    assert statuses(client, "/admin/articles/article/?q=tide", 4) == [200] * 4


def test_each_client_has_a_count_of_its_own_behind_our_own_proxy(limited, settings):
    settings.PROXIES = 1
    client = limited("1/minute")
    path = SEARCHES[0]
    assert statuses(client, path, 2, x_forwarded_for="203.0.113.7") == [200, 429]
    assert statuses(client, path, 1, x_forwarded_for="203.0.113.8") == [200]
    assert statuses(client, path, 1, x_forwarded_for="198.51.100.1, 203.0.113.7") == [429]


def test_what_a_client_says_of_itself_is_not_believed_without_a_proxy(limited):
    client = limited("1/minute")
    found = [statuses(client, SEARCHES[0], 1, x_forwarded_for=f"203.0.113.{n}") for n in range(2)]
    assert found == [[200], [429]]


def test_many_addresses_cost_no_memory(limited, monkeypatch):
    limited()
    monkeypatch.setattr(limiting, "MOST_CLIENTS", 100)
    for number in range(1000):
        wait("searches", f"203.0.{number}", rates("", "1/minute"))
    assert len(counter().storage.expirations) <= 101


def test_while_what_counts_does_not_answer_everybody_may(limited, monkeypatch):
    def fail(*_, **__):
        raise StorageError(OSError("no answer"))

    client = limited("1/minute")
    monkeypatch.setattr(MemoryStorage, "incr", fail)
    assert statuses(client, SEARCHES[0], 3) == [200] * 3


def test_without_a_limit_nothing_is_counted(limited):
    assert statuses(limited("0", ""), SEARCHES[0], 5) == [200] * 5
    assert not counter().storage.expirations
