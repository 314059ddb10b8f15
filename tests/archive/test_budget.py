"""What takes too long is stopped with an error that says what to do, and the archive goes on."""

import time

import pytest
from django.db import OperationalError, connection
from django.http import HttpResponse
from django.urls import include, path

from archive import urls
from archive.statements import StatementWatch
from articles.models import Article
from search import budget
from search.budget import OverBudget
from search.frozen.freezing import freeze
from search.index import rebuild
from search.models import FrozenSearch
from search.records import SearchRequest
from search.results import run
from search.trend_parameters import TrendRequest
from search.trends import trends
from tests.builders import make_article, make_issue

ENDLESS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000000000) SELECT count(*) FROM n"
WORDS = " OR ".join(f"{start}{letter}*" for start in ("pro", "con") for letter in "abcdefghijklmno")
MOMENT = 0.05


def _slow(request):
    with connection.cursor() as cursor:
        cursor.execute(ENDLESS)
        return HttpResponse(str(cursor.fetchone()))


def _many(request):
    """Many statements that are quick by themselves."""
    while True:
        Article.objects.count()


editors = ([path("slow", _slow)], "admin")
urlpatterns = [
    path("slow", _slow),
    path("api/slow", _slow),
    path("many", _many),
    path("desk/", include(editors, namespace="desk")),
    *urls.urlpatterns,
]
handler400, handler500 = urls.handler400, urls.handler500


@pytest.fixture
def impatient(client, settings):
    settings.ROOT_URLCONF = __name__
    settings.TIME_BUDGET = MOMENT
    client.raise_request_exception = False
    return client


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("where", ["/slow", "/many"])
def test_a_statement_or_many_that_take_too_long_are_a_page_that_says_what_to_do(impatient, where):
    began = time.monotonic()
    response = impatient.get(where)
    assert time.monotonic() - began < 5
    assert response.status_code == 503
    assert int(response.headers["Retry-After"]) > 0
    assert "This took too long" in response.text
    assert "Ask for less" in response.text


@pytest.mark.django_db(transaction=True)
def test_programs_are_told_in_json(impatient):
    response = impatient.get("/api/slow")
    assert response.status_code == 503
    assert int(response.headers["Retry-After"]) > 0
    assert response.json()["error"]["code"] == "service-unavailable"
    assert "Narrow it" in response.json()["error"]["message"]


@pytest.mark.django_db(transaction=True)
def test_the_connection_can_be_used_on_and_without_a_limit(impatient):
    kept = connection.connection
    for _ in range(3):
        assert impatient.get("/slow").status_code == 503
        assert Article.objects.count() == 0
    assert connection.connection is kept or kept is None
    with connection.cursor() as cursor:  # which takes longer than the request had
        cursor.execute(ENDLESS.replace("2000000000", "500000"))
        assert cursor.fetchone() == (500000,)


@pytest.mark.django_db(transaction=True)
def test_what_was_begun_to_be_written_is_taken_back(impatient, search_index):
    watch = StatementWatch(connection)
    with pytest.raises(OperationalError), budget.within(MOMENT), connection.execute_wrapper(watch):
        make_issue()
        with connection.cursor() as cursor:
            cursor.execute(f"INSERT INTO articles_author (name, slug) SELECT 'x', i FROM ({ENDLESS}) AS n(i)")
    watch.end()
    assert Article.objects.count() == 0


@pytest.fixture
def archive(search_index):
    """Articles with many different words."""
    issue = make_issue()
    for number in range(40):
        words = " ".join(f"{start}{letter}{number}" for start in ("pro", "con") for letter in "abcdefghijklmno")
        make_article(issue, title=f"Number {number}", body=f"The tide of the north. {words}")
    rebuild()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "where", [f"/search/?q={WORDS}", "/search/?q=tide", "/trends/?of=tide&of=north", "/api/v1/search?q=%22the+tide%22"]
)
def test_no_search_shows_a_part_of_what_it_finds(impatient, archive, settings, where):
    usual = settings.TIME_BUDGET
    settings.TIME_BUDGET = 1e-9
    response = impatient.get(where)
    assert (response.status_code, "Number 1" in response.text) == (503, False)
    settings.TIME_BUDGET = usual * 1000
    assert impatient.get(where).status_code == 200


LOOPS = {
    "a large search": lambda: run(SearchRequest(q=WORDS)),
    "a phrase": lambda: run(SearchRequest(q='"the tide of the north"')),
    "words near each other": lambda: run(SearchRequest(q='"north tide"~5')),
    "a slip": lambda: run(SearchRequest(q="tyde~")),
    "trends": lambda: trends(TrendRequest(of=("tide",))),
    "a frozen search": lambda: freeze(SearchRequest(q="tide")),
}


@pytest.mark.django_db
@pytest.mark.parametrize("loop", LOOPS.values(), ids=LOOPS)
def test_the_search_itself_looks_at_the_clock(archive, loop):
    with pytest.raises(OverBudget), budget.within(0):
        loop()
    assert not FrozenSearch.objects.exists()
    loop()


@pytest.mark.django_db
def test_an_export_streams_for_as_long_as_it_takes(impatient, archive, settings):
    settings.TIME_BUDGET = 5
    response = impatient.get("/api/v1/export.ndjson?q=tide")
    assert budget.remaining() is None
    assert len(b"".join(response.streaming_content).splitlines()) == 40


@pytest.mark.django_db(transaction=True)
def test_editors_pages_take_the_time_that_they_take(impatient, monkeypatch):
    monkeypatch.setitem(globals(), "ENDLESS", ENDLESS.replace("2000000000", "500000"))
    assert impatient.get("/slow").status_code == 503
    assert impatient.get("/desk/slow").text == "(500000,)"


@pytest.mark.django_db
def test_without_a_budget_nothing_is_stopped(impatient, monkeypatch, settings):
    settings.TIME_BUDGET = 0
    monkeypatch.setitem(globals(), "ENDLESS", ENDLESS.replace("2000000000", "500000"))
    assert impatient.get("/slow").text == "(500000,)"


def test_a_block_within_another_ends_with_its_own_time():
    with budget.within(60):
        with budget.within(None):
            budget.check()
            assert budget.remaining() is None
        assert 50 < budget.remaining() <= 60
    assert budget.remaining() is None
