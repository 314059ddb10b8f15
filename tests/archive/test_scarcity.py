"""A disk that is full, or a folder that may only be read, is told in words."""

import errno
import sqlite3

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError, connection
from django.urls import path

from archive import urls
from archive.scarcity import Scarcity, scarcity_of

FULL, READ_ONLY = "The disk of the archive is full", "may only be read"


def _of_sqlite(statements):
    """What Django raises for an error of SQLite's own."""
    database = sqlite3.connect(":memory:")
    try:
        for statement in statements:
            database.execute(statement)
    except sqlite3.Error as error:
        raised = OperationalError(str(error))
        raised.__cause__ = error
        return raised
    finally:
        database.close()
    raise AssertionError("nothing failed")


def _raised(kind):
    return {
        "full": OSError(errno.ENOSPC, "No space left on device"),
        "read-only": OSError(errno.EROFS, "Read-only file system"),
        "database full": _of_sqlite(["PRAGMA max_page_count = 1", "CREATE TABLE a (b)", "CREATE TABLE c (d)"]),
        "database read-only": _of_sqlite(["PRAGMA query_only = 1", "CREATE TABLE a (b)"]),
        "busy": OperationalError("database is locked"),
    }[kind]


def _raise(request, kind):
    raise _raised(kind)


urlpatterns = [*urls.urlpatterns, path("raise/<str:kind>", _raise), path("api/v1/raise/<str:kind>", _raise)]
handler400, handler500 = urls.handler400, urls.handler500
pytestmark = pytest.mark.django_db


@pytest.fixture
def failing(client, settings):
    settings.ROOT_URLCONF = __name__
    client.raise_request_exception = False
    return client


@pytest.mark.parametrize(
    "kind, sentence",
    [("full", FULL), ("read-only", READ_ONLY), ("database full", FULL), ("database read-only", READ_ONLY)],
)
def test_who_cannot_save_is_told_why_and_that_nothing_was_changed(failing, kind, sentence):
    response = failing.post(f"/raise/{kind}")
    assert response.status_code == 503
    assert sentence in response.text and "Nothing of what you sent was saved" in response.text
    assert int(response.headers["Retry-After"]) > 0


def test_it_is_told_in_chinese_too(failing):
    assert "文献库的磁盘已满" in failing.post("/raise/full", headers={"Accept-Language": "zh-CN"}).text


def test_a_database_that_is_busy_lacks_nothing(failing):
    assert scarcity_of(_raised("busy")) is None
    response = failing.post("/raise/busy")
    assert response.status_code == 503 and FULL not in response.text


def test_what_a_reader_may_not_read_is_no_word_about_writing(failing):
    assert READ_ONLY not in failing.get("/raise/read-only").text


def test_programs_are_not_told_of_the_search_when_the_database_does_not_answer(failing):
    error = failing.get("/api/v1/raise/busy").json()["error"]
    assert error["code"] == "service-unavailable"
    assert "search" not in error["message"]


def test_a_full_disk_is_known_by_its_number():
    assert scarcity_of(OSError(errno.ENOSPC, "")) is Scarcity.ROOM
    assert scarcity_of(OSError(errno.ECONNRESET, "")) is None
    assert scarcity_of(ValueError()) is None


@pytest.mark.parametrize("words", [["export"], ["ingest", "manage.py"], ["import_articles", "-"], ["retag"], ["worker"],
                                   ["find_likenesses"], ["rebuild_index"]], ids=" ".join)  # fmt: skip
def test_a_command_without_an_archive_says_so_in_a_sentence(words, monkeypatch):
    monkeypatch.setattr(connection.introspection, "table_names", list)
    with pytest.raises(CommandError, match="There is no archive in"):
        call_command(*words)
