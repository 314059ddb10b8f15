"""The index is lost or torn while the site is served, and nobody changes anything: it says so, and is made good."""

import json
import os
import shutil
import signal
import time

import pytest

from tests.faults.corpus import KEEPER
from tests.faults.damage import cut_in_half, filled_with_noise
from tests.faults.editor import Editor, issue_text
from tests.faults.extent import EXTENT
from tests.faults.processes import background_worker, until
from tests.served import running

RED_SECONDS, ANSWER_SECONDS, MENDED_SECONDS = 10, 3, 60
BROWSED = ("/", "/issues/", "/topics/", "/api/v1/articles", "/feeds/latest.atom")


def lost(index):
    shutil.rmtree(index)


def torn(index):
    for file in index.rglob("*.postings"):
        cut_in_half(file)


def overwritten(index):
    for file in (*index.rglob("*.terms"), *index.rglob("*.columns")):
        filled_with_noise(file)


def unreadable(index):
    """What an engine of another release leaves behind."""
    (index / "current").write_text("nothing of ours\n0/none")


@pytest.fixture(scope="module")
def served(shared_site):
    with running(shared_site.data, ARCHIVE_DEMO="0") as served:
        yield served


def count(editor, word):
    """How many are found, or None while the search is out of order; whatever else comes is wrong."""
    began = time.monotonic()
    answer, page = editor.get(f"/api/v1/search?q={word}"), editor.get(f"/search/?q={word}")
    assert time.monotonic() - began < 2 * ANSWER_SECONDS
    assert {answer.status, page.status} <= {200, 503}, (answer, page.status)
    if page.status == 503:
        assert 'role="alert"' in page.text
    if answer.status == 503:
        error = json.loads(answer.text)["error"]
        assert error["code"] == "service-unavailable" and "out of order" in error["message"]
        return None
    return json.loads(answer.text)["count"]


@pytest.mark.parametrize("number, damage", list(enumerate([lost, torn, overwritten, unreadable])))
def test_it_is_out_of_order_in_words_and_mended_without_being_asked(number, damage, served, shared_site, row):
    about = f"the index is {damage.__name__} while serving"
    row(about)
    editor = Editor(served.url).log_in()
    until(lambda: count(editor, KEEPER) == EXTENT.articles, MENDED_SECONDS)
    worker = background_worker(served)
    os.kill(worker, signal.SIGSTOP)
    try:
        damage(shared_site.data / "index")
        red = until(lambda: editor.get("/readyz").status == 503, RED_SECONDS)
        assert count(editor, KEEPER) in (None, EXTENT.articles)
        assert [path for path in BROWSED if editor.get(path).status != 200] == []
        text, word = issue_text(900_000 + number)
        editor.publish(editor.upload("new.md", text))
    finally:
        os.kill(worker, signal.SIGCONT)
    took = until(lambda: editor.get("/readyz").status == 200 and count(editor, word) == 1, MENDED_SECONDS)
    assert count(editor, KEEPER) == EXTENT.articles
    seen = f"503 in words or the right answer, browsing went on, `/readyz` red after {red:.1f} s; "
    row(about, "once, with the worker held back", f"{seen}mended, with an edit made meanwhile, {took:.0f} s after that")
