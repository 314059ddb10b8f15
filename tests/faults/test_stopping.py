"""SIGTERM while requests are under way."""

import http.client
import re
import socket
import threading
import time
import urllib.request
from urllib.parse import urlencode, urlsplit

from tests.faults.extent import EXTENT
from tests.faults.processes import processes, tree
from tests.served import running

MOST_SECONDS, SLOWLY = 10, 2.5  # seconds
FILLER = "x" * 200_000
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')


def slow_form(url, answers):
    """Sends a form in pieces over some seconds, and notes the status of the answer."""
    host = urlsplit(url)
    with urllib.request.urlopen(f"{url}admin/login/", timeout=MOST_SECONDS) as page:
        cookie, token = page.headers["Set-Cookie"].split(";")[0], TOKEN.search(page.read().decode())[1]
    body = urlencode({"username": "nobody", "csrfmiddlewaretoken": token, "filler": FILLER}).encode()
    with socket.create_connection((host.hostname, host.port), timeout=MOST_SECONDS) as sending:
        head = f"POST /admin/login/ HTTP/1.1\r\nHost: {host.netloc}\r\nCookie: {cookie}\r\n"
        head += f"Content-Length: {len(body)}\r\n"
        sending.sendall(f"{head}Content-Type: application/x-www-form-urlencoded\r\n\r\n".encode())
        for start in range(0, len(body), len(body) // 10):
            sending.sendall(body[start : start + len(body) // 10])
            time.sleep(SLOWLY / 10)
        answers["a form sent slowly"] = int(sending.recv(1000).split()[1])


def slow_export(url, answers):
    """Reads an export slowly, and notes how many lines it had."""
    site = http.client.HTTPConnection(urlsplit(url).netloc, timeout=MOST_SECONDS)
    site.request("GET", "/api/v1/export.ndjson")
    response = site.getresponse()
    lines, pieces = b"", 0
    while piece := response.read(20_000):
        lines, pieces = lines + piece, pieces + 1
        if pieces < 10:
            time.sleep(SLOWLY / 10)
    site.close()
    answers["an export read slowly"] = lines.count(b"\n")


def test_requests_finish_and_the_archive_ends_within_ten_seconds(site, row):
    about = "SIGTERM while serving"
    row(about)
    answers: dict[str, int] = {}
    with running(site.data, ARCHIVE_DEMO="0") as served:
        started = tree(served)
        threads = [threading.Thread(target=each, args=(served.url, answers)) for each in (slow_form, slow_export)]
        for thread in threads:
            thread.start()
        time.sleep(1)
        began = time.monotonic()
        served.process.terminate()
        assert served.process.wait(MOST_SECONDS) == 0
        took = time.monotonic() - began
        for thread in threads:
            thread.join()
    assert answers == {"a form sent slowly": 200, "an export read slowly": EXTENT.articles}
    assert not set(started) & set(processes())
    row(about, "once, with a form being sent and an export being read", f"both were finished; ended in {took:.1f} s")
