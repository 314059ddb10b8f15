"""An article whose row the disk or a careless hand has spoilt holds up nobody but itself."""

import logging

import pytest
from django.db import connection

from articles.models import Article
from search.index import apply_pending, rebuild
from tests.builders import make_article
from tests.databases import only_on_sqlite

pytestmark = only_on_sqlite("PostgreSQL takes neither a date that is none nor bytes that are no text")

SPOILT = {
    "a date that is none": "date = '2023-99-99'",
    "bytes that are no UTF-8": "text = CAST(X'FF00FE' AS TEXT)",
    "bytes in the place of the text": "text = X'FF00FE'",
}
CURED = "date = NULL, text = 'Spans over a river.'"


def write(article, values):
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE articles_article SET {values} WHERE id = {article.pk}")


@pytest.fixture
def found(client):
    def titles(q=""):
        return {hit["title"] for hit in client.get("/api/v1/search", {"q": q}).json()["results"]}

    return titles


@pytest.fixture(params=SPOILT.values(), ids=SPOILT)
def bad(search_index, request):
    """An article that waits for the index between two good ones, and cannot be indexed."""
    make_article(title="Lighthouses")
    article = make_article(pk=73519, title="Bridges", body="Spans over a river.")
    make_article(title="Tide gauges")
    write(article, request.param)
    return article


def errors(caplog):
    return [record.getMessage() for record in caplog.records if record.levelno >= logging.ERROR]


def test_the_others_become_searchable(bad, found):
    apply_pending()
    assert found() == {"Lighthouses", "Tide gauges"}


def test_the_others_are_in_an_index_that_is_built_anew(bad, found):
    assert rebuild() == 2
    assert found() == {"Lighthouses", "Tide gauges"}


@pytest.mark.parametrize("index", [apply_pending, rebuild])
def test_the_log_names_it(bad, caplog, index):
    index()
    assert any("73519" in message for message in errors(caplog))


def test_later_changes_are_not_held_up_by_it(bad, found):
    apply_pending()
    make_article(title="Ferries")
    apply_pending()
    assert found() == {"Lighthouses", "Tide gauges", "Ferries"}


@pytest.mark.parametrize("index", [apply_pending, rebuild])
def test_it_is_found_once_it_is_cured_and_the_index_is_built_anew(bad, found, index):
    index()
    write(bad, CURED)
    assert rebuild() == 3
    assert found("river") == {"Bridges"}


def test_it_is_found_once_it_is_cured_and_saved(bad, found):
    apply_pending()
    write(bad, CURED)
    Article.objects.get(pk=bad.pk).save()
    apply_pending()
    assert found("river") == {"Bridges"}


def test_it_is_not_forgotten_until_it_is_cured(bad, found):
    for _ in range(2):
        apply_pending()
    write(bad, CURED)
    apply_pending()
    assert found("river") == {"Bridges"}
