"""What the background worker does about the index without being asked."""

import logging
import shutil

import pytest

from search import watching
from search.index import apply_pending, index_is_current, rebuild
from search.models import PendingChange
from search.watching import LEFT_SECONDS, PAUSES, Watch
from tests.builders import make_article

pytestmark = pytest.mark.django_db


@pytest.fixture
def found(client):
    def titles():
        return {hit["title"] for hit in client.get("/api/v1/search").json()["results"]}

    return titles


@pytest.fixture
def watch(search_index, monkeypatch):
    """A watch that has looked once. The connection is the test's, and stays open."""
    monkeypatch.setattr(watching, "close_old_connections", lambda: None)
    make_article(title="Tides")
    rebuild()
    watch = Watch()
    watch.look(0)
    return watch


def test_an_index_that_is_lost_is_built_anew(watch, search_index, found):
    shutil.rmtree(search_index)
    assert not index_is_current()
    watch.look(5)
    assert found() == {"Tides"}


@pytest.mark.parametrize("ending", ["postings", "terms", "columns"])
def test_a_file_that_is_cut_off_while_it_is_open_is_noticed_and_built_anew(watch, search_index, found, ending, client):
    (file,) = search_index.rglob(f"*.{ending}")
    file.write_bytes(file.read_bytes()[:10])
    assert client.get("/readyz").status_code == 503
    watch.look(5)
    assert client.get("/readyz").status_code == 200
    assert found() == {"Tides"}


def test_a_change_whose_task_is_lost_is_applied_after_a_while(watch, found):
    PendingChange.objects.create(article_id=make_article(title="Ferries").pk)
    watch.look(5)
    watch.look(4 + LEFT_SECONDS)
    assert found() == {"Tides"}
    watch.look(5 + LEFT_SECONDS)
    assert found() == {"Tides", "Ferries"}
    assert not PendingChange.objects.exists()


def test_what_fails_is_told_once_and_tried_again_after_a_pause(watch, search_index, caplog, monkeypatch):
    monkeypatch.setattr(watching.connections, "close_all", lambda: None)
    shutil.rmtree(search_index)
    search_index.write_text("a file in the place of the folder")
    for second in range(5, 5 + PAUSES[0]):
        watch.look(second)
    assert sum(record.levelno == logging.ERROR for record in caplog.records) == 1
    search_index.unlink()
    watch.look(5 + PAUSES[0])
    assert index_is_current()


def test_a_commit_of_another_process_is_no_damage(watch, found):
    PendingChange.objects.create(article_id=make_article(title="Ferries").pk)
    apply_pending()
    assert index_is_current()
