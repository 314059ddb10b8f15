"""Each request has an id, and lines that say what happened to it and nothing of who asked."""

import io
import json
import logging
import logging.config
import time

import pytest
from django.http import HttpResponse
from django.urls import path

from archive import request_log, urls
from archive.logs import logging_settings

REFUSED = "quincy"


def _fail(request):
    raise RuntimeError(f"no such row twice\nDETAIL: Key (username)=({REFUSED}) already exists.")


urlpatterns = [
    *urls.urlpatterns,
    path("fail/", _fail),
    path("slow/", lambda request: time.sleep(0.02) or HttpResponse("late")),
]
handler400, handler500 = urls.handler400, urls.handler500

pytestmark = pytest.mark.django_db


class Log:
    """What has been logged, line by line."""

    def __init__(self):
        self.stream = io.StringIO()

    @property
    def text(self):
        return self.stream.getvalue()

    @property
    def rows(self):
        return [json.loads(line) for line in self.text.splitlines()]


@pytest.fixture
def configured(settings, monkeypatch):
    """Gives a function that has everything logged as the settings would, to a text of the test's own."""
    root = logging.getLogger()
    before = (root.level, root.handlers[:])
    settings.ROOT_URLCONF = __name__

    def configure(level, format):
        log = Log()
        wanted = logging_settings(level, format)
        for handler in wanted["handlers"].values():
            handler["stream"] = log.stream
        logging.config.dictConfig(wanted)
        return log

    yield configure
    logging.config.dictConfig(settings.LOGGING)
    root.setLevel(before[0])
    root.handlers[:] = before[1]


@pytest.fixture
def visitor(client):
    client.raise_request_exception = False
    return client


def test_an_answer_bears_the_id_that_the_lines_of_its_request_bear(configured, visitor):
    log = configured("INFO", "json")
    first, second = visitor.get("/nothing-here/"), visitor.get("/about/")
    assert first["X-Request-ID"] != second["X-Request-ID"]
    of_first = [row for row in log.rows if row["request_id"] == first["X-Request-ID"]]
    assert {row["logger"] for row in of_first} == {"archive.request", "django.request"}


def test_the_line_of_a_request_says_what_it_was_and_what_became_of_it(configured, visitor):
    log = configured("INFO", "json")
    response = visitor.get("/about/?from=somebody")
    (row,) = log.rows
    assert (row["method"], row["path"], row["status"]) == ("GET", "/about/", 200)
    assert row["bytes"] == len(response.content)
    assert row["milliseconds"] >= 0
    assert row["time"].endswith("+00:00")
    assert row["message"].startswith("GET /about/ 200 in ")
    assert "somebody" not in log.text


def test_a_path_cannot_forge_a_line(configured, visitor):
    log = configured("INFO", "text")
    visitor.get("/nothing%0A2026-11-22 ERROR archive: all is lost/")
    assert not [line for line in log.text.splitlines() if line.startswith("2026-11-22 ERROR archive")]


def test_nothing_is_said_of_a_request_that_went_well_unless_asked_for(configured, visitor):
    log = configured("WARNING", "text")
    visitor.get("/about/")
    assert log.text == ""


def test_a_slow_request_is_warned_of(configured, visitor, monkeypatch):
    log = configured("WARNING", "json")
    monkeypatch.setattr(request_log, "SLOW_SECONDS", 0.01)
    visitor.get("/slow/?q=nobody")
    (row,) = log.rows
    assert (row["level"], row["path"]) == ("WARNING", "/slow/")


@pytest.mark.parametrize("language, told", [("en", "please quote this"), ("zh-CN", "请附上")])
def test_a_reader_can_tell_the_operator_which_request_failed(configured, visitor, language, told):
    log = configured("ERROR", "json")
    response = visitor.get("/fail/", headers={"accept-language": language})
    assert response.status_code == 500
    assert told in response.text
    assert f"<code>{response['X-Request-ID']}</code>" in response.text
    assert {row["request_id"] for row in log.rows} == {response["X-Request-ID"]}


def test_an_exception_is_a_field_without_the_values_that_a_database_shows(configured, visitor):
    log = configured("ERROR", "json")
    visitor.get("/fail/?q=nobody")
    (row,) = log.rows
    assert "_fail" in row["exception"]
    assert "RuntimeError" in row["exception"]
    assert REFUSED not in log.text


@pytest.mark.parametrize("proxies, is_taken", [(0, False), (1, True)])
def test_an_id_is_taken_from_a_proxy_of_our_own_alone(visitor, settings, proxies, is_taken):
    settings.PROXIES = proxies
    response = visitor.get("/healthz", headers={"x-request-id": "7f3a-from-the-proxy"})
    assert (response["X-Request-ID"] == "7f3a-from-the-proxy") == is_taken


@pytest.mark.parametrize("given", ["short", "a" * 65, "no spaces here", "<script>alert(1)</script>", "zeile\r\nzwei"])
def test_an_id_of_another_shape_is_not_taken(visitor, settings, given):
    settings.PROXIES = 1
    assert visitor.get("/healthz", headers={"x-request-id": given})["X-Request-ID"] != given


def test_an_unreadable_request_is_logged_without_what_it_asked_for(configured):
    log = configured("WARNING", "text")
    line = "Invalid request from ip=203.0.113.9: Invalid request line: 'GET /search/?q=jane doe HTTP/1.1'"
    logging.getLogger("gunicorn.error").warning(line)
    logging.getLogger("gunicorn.error").error("Error handling request %s", "/search/?q=jane+doe")
    assert "Invalid request from …: Invalid request line: …" in log.text
    assert "Error handling request /search/" in log.text
    assert not [word for word in ("203.0.113.9", "jane", "doe") if word in log.text]


def test_who_failed_to_log_in_is_not_logged(configured):
    log = configured("WARNING", "text")
    logging.getLogger("axes.handlers.database").warning("AXES: Locking out %s after failures.", '{username: "quincy"}')
    assert "AXES: Locking out … after failures." in log.text
