"""An archive whose PostgreSQL goes down and comes back: readers are told at once, and nobody has to start it anew."""

import signal
import time
import urllib.error

import pytest

from tests.databases import only_on_postgres
from tests.postgres import ROLE, cluster
from tests.served import running, shell

pytestmark = only_on_postgres("a file in the data folder does not go down by itself")

SECONDS, BACK_SECONDS = 10, 90
EDIT = """
from tests.builders import make_article
make_article(title="Tides of zfreshx", body="It says zfreshx.")
"""


@pytest.fixture
def server():
    with cluster() as server:
        yield server


def asked(served, path):
    """The status of the answer, its text, and whether it came within SECONDS."""
    began = time.monotonic()
    try:
        status, text = served.get(path)
    except urllib.error.HTTPError as error:
        status, text = error.code, error.read().decode()
    return status, text, time.monotonic() - began < SECONDS


def wait_for(served, path, text):
    """Asks until the page has the text."""
    deadline = time.monotonic() + BACK_SECONDS
    while text not in (answer := asked(served, path))[1]:
        assert time.monotonic() < deadline, answer
        time.sleep(0.5)


def test_a_database_that_goes_down_is_told_and_comes_back_by_itself(server, tmp_path):
    place = {"ARCHIVE_DEMO": "0", "DATABASE_URL": server.url(ROLE)}
    with running(tmp_path, **place) as served:
        assert asked(served, "/readyz")[0] == 200
        server.stop(signal.SIGQUIT)
        status, text, is_quick = asked(served, "/readyz")
        assert (status, '"database": "failed"' in text, is_quick) == (503, True, True)
        status, text, is_quick = asked(served, "/")
        assert (status, "<html" in text, is_quick) == (503, True, True)
        assert asked(served, "/api/v1/articles")[0] == 503
        assert asked(served, "/healthz")[0] == 200
        server.start()
        wait_for(served, "/readyz", '"database": "ok"')
        assert asked(served, "/")[0] == 200
        shell(tmp_path, EDIT, **place)
        wait_for(served, "/search/?q=zfreshx", "Tides of")
