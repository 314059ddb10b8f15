"""What the web server itself says, asked over a bare connection."""

import socket
from urllib.parse import urlsplit

import pytest

from archive.policies import HEADERS
from tests.served import running


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    with running(tmp_path_factory.mktemp("bare") / "data", ARCHIVE_DEMO="0", ARCHIVE_SEARCH_LIMIT="3/hour") as served:
        yield urlsplit(served.url)


def say(archive, data):
    """The status line, the headers in small letters and the body of what comes back."""
    with socket.create_connection((archive.hostname, archive.port), timeout=20) as line:
        line.sendall(data)
        answer = b""
        while piece := line.recv(65536):
            answer += piece
    head, _, body = answer.decode("latin-1").partition("\r\n\r\n")
    first, *lines = head.split("\r\n")
    return first, {name.lower(): value for name, _, value in (each.partition(": ") for each in lines)}, body


UNREADABLE = {
    "no request at all": (b"<script>alert(1)</script>\r\n\r\n", "400"),
    "a long address": (b"GET /" + b"x" * 9000 + b" HTTP/1.1\r\nHost: localhost\r\n\r\n", "414"),
    "many headers": (b"GET / HTTP/1.1\r\nHost: localhost\r\n" + b"X-A: 1\r\n" * 200 + b"\r\n", "431"),
    "a long header": (b"GET / HTTP/1.1\r\nHost: localhost\r\nX-A: " + b"x" * 9000 + b"\r\n\r\n", "431"),
    "two lengths": (
        b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\nContent-Length: 5\r\n\r\nabcde",
        "400",
    ),
    "a length and chunks": (
        b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        "400",
    ),
    "a header with a space": (b"GET / HTTP/1.1\r\nHost : localhost\r\n\r\n", "400"),
}


@pytest.mark.parametrize("data, status", UNREADABLE.values(), ids=UNREADABLE)
def test_what_cannot_be_read_is_refused_closed_and_not_repeated(archive, data, status):
    first, headers, body = say(archive, data)
    assert first.split()[1] == status
    assert "default-src 'none'" in headers["content-security-policy"]
    assert {name: headers[name.lower()] for name in HEADERS} == HEADERS
    assert "server" not in headers
    assert "script" not in body


@pytest.mark.parametrize("path", ["/", "/api/v1/articles", "/nothing", "/admin/login/", "/static/nothing.css"])
def test_the_web_server_does_not_name_itself(archive, path):
    _, headers, _ = say(archive, f"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode())
    assert "gunicorn" not in str(headers).lower()
    assert "server" not in headers


def test_a_served_archive_limits_its_clients(archive):
    request = b"GET /api/v1/search?q=tide HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
    answers = [say(archive, request) for _ in range(7)]  # of two workers, each counts for itself
    assert answers[0][0].split()[1] == "200"
    assert answers[-1][0].split()[1] == "429"
    assert int(answers[-1][1]["retry-after"]) > 0


def test_files_of_the_site_have_the_headers(archive):
    _, _, page = say(archive, b"GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
    path = page.partition('<link rel="stylesheet" href="')[2].partition('"')[0]
    request = f"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode()
    first, headers, _ = say(archive, request)
    assert first.split()[1] == "200"
    assert headers["cross-origin-resource-policy"] == "cross-origin"
    assert headers["x-content-type-options"] == "nosniff"
    assert "default-src 'none'" in headers["content-security-policy"]
