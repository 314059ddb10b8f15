"""No room, or no permission to write: real small file systems, mounted where nobody else sees them."""

import json
import os
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from tests.databases import only_on_sqlite
from tests.faults.corpus import KEEPER
from tests.faults.editor import Editor, Refused, issue_text, said
from tests.faults.extent import EXTENT
from tests.faults.processes import kill, until, web_workers
from tests.served import running

MAY_MOUNT = os.geteuid() == 0 and subprocess.run(["unshare", "-m", "true"], check=False).returncode == 0
pytestmark = [
    pytest.mark.skipif(not MAY_MOUNT, reason="only root can mount a small file system"),
    only_on_sqlite("the database is to lie on the small file system"),
]

SMALL = """
mount -t tmpfs -o size=64m small "$1" && cp -a "$2/." "$1" && rm -rf "$1/index/"*
mount -t tmpfs -o size=8m small "$1/index" && cp -a "$2/index/." "$1/index"
shift 2
exec setpriv --bounding-set=-all --inh-caps=-all -- "$@"
"""
"""Mounts a file system for the data and one for the index in it, then gives up the right to pass over permissions."""

FULL, READ_ONLY, NOTHING = "The disk of the archive is full", "may only be read", "Nothing of what you sent was saved"
SECONDS = 60
COUNTED = ("articles_issue", "articles_article", "articles_sourcefile", "articles_batch")
ASK = "import sqlite3, sys; print(sqlite3.connect(sys.argv[1], timeout=20).execute(sys.argv[2]).fetchone()[0])"


class Small:
    """An archive on small file systems."""

    def __init__(self, served, data: Path) -> None:
        self.served, self.editor = served, Editor(served.url).log_in()
        self.data = Path(f"/proc/{served.process.pid}/root{data}")
        self._inside = data

    def mount(self, *words: str) -> str:
        """What a command prints that is run where the mounts of the archive are seen."""
        inside = ["nsenter", "--target", str(self.served.process.pid), "--mount"]
        return subprocess.check_output([*inside, *words], text=True)

    def read_only(self, folder: str) -> None:
        path = str(self._inside / folder)
        self.mount("mount", "--bind", path, path)
        self.mount("mount", "-o", "remount,bind,ro", path)

    def writable(self, folder: str) -> None:
        self.mount("mount", "-o", "remount,bind,rw", str(self._inside / folder))

    def rows(self):
        return [self.ask(f"SELECT COUNT(*) FROM {table}") for table in COUNTED]

    def ask(self, query):
        """A number, from the database as it lies on the small file system."""
        path = str(self._inside / "archive.sqlite3")
        return json.loads(self.mount(sys.executable, "-c", ASK, path, query))

    def files(self):
        return sorted(
            str(path) for path in (self.data / "media").rglob("*") if path.is_file() and path.name != "copying.lock"
        )

    def count(self, word):
        return json.loads(self.editor.get(f"/api/v1/search?q={word}").text)["count"]

    def browses(self):
        paths = ("/", "/issues/", "/api/v1/articles", f"/search/?q={KEEPER}")
        return [path for path in paths if self.editor.get(path).status != 200] == []


@pytest.fixture(scope="module")
def small(ready, tmp_path_factory):
    data = tmp_path_factory.mktemp("small") / "data"
    data.mkdir()
    before = ["unshare", "--mount", "sh", "-ec", SMALL, "sh", str(data), str(ready)]
    with running(data, *before, ARCHIVE_DEMO="0") as served:
        yield Small(served, data)


class Ballast:
    """Fills a file system to the last byte within the block."""

    def __init__(self, folder: Path) -> None:
        self.file = folder / "ballast"

    def __enter__(self) -> None:
        piece = bytes(64 * 1024)
        with open(self.file, "wb", buffering=0) as file:
            try:
                while file.write(piece) == len(piece):
                    continue
            except OSError:
                return

    def __exit__(self, *_) -> None:
        self.file.unlink()


def refused(act, *given):
    """What the editor is told."""
    with pytest.raises(Refused) as told:
        act(*given)
    return str(told.value)


def is_taken(act, *given):
    """Whether the editor is told nothing of the kind."""
    with suppress(Refused):
        act(*given)
        return True
    return False


def goes_on(small, number):
    """Whether an upload is taken, published and found."""
    text, word = issue_text(number)
    issue = small.editor.upload("again.md", text)
    small.editor.publish(issue)
    until(lambda: small.count(word) == 1, SECONDS)
    return issue


def tried(small, number, sentence):
    """Tries all that an editor does, while nothing can be written: the sentence is told, and nothing is changed."""
    rows, files = small.rows(), small.files()
    text, _ = issue_text(number)
    issue = small.ask("SELECT MIN(id) FROM articles_issue")
    tellings = [
        refused(small.editor.upload, "new.md", text),
        refused(small.editor.correct, issue, "Another title"),
        refused(small.editor.delete, issue),
    ]
    batch = small.editor.choose("many.md", text.encode() * 2000, "/admin/articles/batch/add/")
    assert batch.status == 503, said(batch)
    for told in (*tellings, said(batch)):
        assert sentence in told and NOTHING in told, told
    assert small.rows() == rows
    assert [path for path in small.files() if path not in files] == []
    assert small.browses()


def test_a_full_disk_is_told_and_leaves_nothing_half_written(small, row):
    about = "the disk full during uploads, corrections, deletions"
    row(about)
    for number in range(EXTENT.scarcities):
        with Ballast(small.data):
            tried(small, 700_000 + number, FULL)
        goes_on(small, 710_000 + number)
    done = f"{EXTENT.scarcities} × an upload, a batch, a correction, a deletion on a tmpfs filled to the last byte"
    row(about, done, "each was told so; no row, no file was left; reading went on; with room again all went on at once")


def test_a_disk_that_is_full_for_the_index_alone_leaves_the_old_one_and_is_caught_up(small, row):
    about = "the disk full during indexing"
    row(about)
    longest = 0.0
    for number in range(EXTENT.scarcities):
        text, word = issue_text(720_000 + number)
        with Ballast(small.data / "index"):
            small.editor.publish(small.editor.upload("new.md", text))
            with pytest.raises(AssertionError):
                until(lambda word=word: small.count(word) == 1, 3)
            assert small.count(KEEPER) == EXTENT.articles
        longest = max(longest, until(lambda word=word: small.count(word) == 1, SECONDS))
    done = f"{EXTENT.scarcities} × a publication with a full tmpfs for the index"
    row(about, done, f"the old index served; the article was found {longest:.0f} s after there was room, at most")


def test_files_that_may_only_be_read_are_told_and_leave_nothing_half_written(small, row):
    about = "the folder of files mounted read-only"
    row(about)
    text, _ = issue_text(730_000)
    rows, files = small.rows(), small.files()
    small.read_only("media")
    told = refused(small.editor.upload, "new.md", text)
    batch = small.editor.choose("many.md", text.encode() * 2000, "/admin/articles/batch/add/")
    assert small.browses()
    small.writable("media")
    assert READ_ONLY in told and READ_ONLY in said(batch)
    assert (small.rows(), small.files()) == (rows, files)
    goes_on(small, 731_000)
    row(about, "an upload and a batch", "told so; nothing was left; reading went on; writable again, all went on")


def test_an_index_that_may_only_be_read_goes_on_being_read_and_is_caught_up(small, row):
    about = "the folder of the index mounted read-only"
    row(about)
    text, word = issue_text(740_000)
    small.read_only("index")
    small.editor.publish(small.editor.upload("new.md", text))
    assert small.count(KEEPER) == EXTENT.articles
    small.writable("index")
    took = until(lambda: small.count(word) == 1, SECONDS)
    row(about, "a publication", f"the search went on; the article was found {took:.0f} s after it was writable again")


def test_a_database_that_may_only_be_read_is_told_and_can_be_written_again_without_a_restart(small, row):
    about = "the database may only be read"
    row(about)
    files = [*small.data.glob("archive.sqlite3*")]
    issue = small.ask("SELECT MIN(id) FROM articles_issue")
    for path in files:
        path.chmod(0o444)
    small.data.chmod(0o555)
    kill(*web_workers(small.served))
    until(lambda: small.editor.get("/healthz").status == 200, SECONDS)
    told = refused(small.editor.correct, issue, "Another title")
    browses = small.browses()
    small.data.chmod(0o755)
    for path in files:
        path.chmod(0o644)
    assert READ_ONLY in told and NOTHING in told
    assert browses
    # A thread that is still ending a request of before holds what it has opened, and with it what its process reads.
    until(lambda: is_taken(small.editor.correct, issue, "Another title"), 10)
    row(about, "a correction, by web workers that were started after it", "told so; reading went on; writable again, "
        "corrections went on without a restart")  # fmt: skip
