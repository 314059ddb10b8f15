"""An archive that logs all that it can does not log who asked, from where, or for what."""

import json
import re
import socket
import time
from urllib.parse import urlsplit

import pytest
import requests

from tests.articles.desk import PAGE
from tests.load.desk import Desk, Refused
from tests.served import PASSWORD, running

WHO, GUESS, ASKED = "quincy-adams", "wrong-horse-battery", "zquerywordx"
AGENT, MAIL, ADDRESS = "zagentx/1.0", "quincy@example.org", "203.0.113.77"
OUR_OWN = re.compile(r"^(Preparing|  |Loading|Building|The search index|Sci-Tech|For editors|Ctrl-C|Demo)")


@pytest.fixture(scope="module")
def lines(tmp_path_factory):
    """All that an archive printed while people were at work in it."""
    folder = tmp_path_factory.mktemp("logged")
    more = {"ARCHIVE_LOG_LEVEL": "DEBUG", "ARCHIVE_LOG_FORMAT": "json", "ARCHIVE_PROXIES": "1"}
    with running(folder, **more) as served:
        cookies = busy(served.url.rstrip("/"))
        unreadable(served.url)
        time.sleep(1)
    return [line for line in served.lines if line.strip()], cookies


def busy(root):
    """Reads, searches, fails, is locked out, logs in and uploads. Returns the cookies that were given."""
    session = requests.Session()
    session.headers.update({"User-Agent": AGENT, "X-Forwarded-For": ADDRESS, "From": MAIL})

    def ask(method, path, label, **more):
        return session.request(method, root + path, timeout=30, **more)

    for path in ("/search/?q=", "/api/v1/search?q=", "/nothing/?q=", "/search/?page=x&q=", "/search/?q=title:(+"):
        ask("GET", path + ASKED, "")
    ask("GET", "/search/", "", headers={"Host": f"{WHO}.example.org"})
    ask("POST", "/admin/login/", "", data={"username": WHO, "password": GUESS})
    desk = Desk(ask)
    desk.enter("editor", PASSWORD)
    desk.upload("page.md", PAGE.encode())
    with pytest.raises(Refused):
        desk.upload("broken.md", b"\0")
    cookies = list(session.cookies.get_dict().values())
    session.cookies.clear()
    for _ in range(6):
        desk.enter(WHO, GUESS) if _ < 5 else ask("GET", "/admin/", "")
    return cookies


def unreadable(url):
    """A request that is none."""
    parts = urlsplit(url)
    with socket.create_connection((parts.hostname, parts.port)) as line:
        line.sendall(f"GET /search/?q={ASKED} {ASKED} {WHO} HTTP/1.1\r\n\r\n".encode())
        line.recv(1000)


def test_each_line_is_an_object(lines):
    rows = [json.loads(line) for line in lines[0] if not OUR_OWN.match(line)]
    assert len(rows) > 20
    assert {"time", "level", "logger", "message", "request_id"} <= set.intersection(*map(set, rows))
    assert {"archive.request", "django.request", "axes.handlers.database", "gunicorn.error"} <= {
        row["logger"] for row in rows
    }


@pytest.mark.parametrize("secret", [WHO, GUESS, ASKED, AGENT, MAIL, ADDRESS, PASSWORD])
def test_no_line_says_who_asked_or_for_what(lines, secret):
    assert not [line for line in lines[0] if secret in line and not OUR_OWN.match(line)]


def test_no_line_has_what_signs_somebody_in(lines):
    assert len(lines[1]) >= 2
    assert not [line for line in lines[0] for cookie in lines[1] if cookie in line]
