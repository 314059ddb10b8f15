"""Reading in a process of its own. The limits are real; tests make them small, or the source large."""

import logging
import os
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from articles.ingest.part import read_part
from articles.ingest.pipeline import read_issue, read_lines
from articles.ingest.records import Profile, Refused
from articles.reading import SOURCES_PER_CHILD, Limits, Reader, lines_safely, part_safely, read_safely
from tests.articles.desk import PAGE
from tests.articles.ingest.pdf_files import assemble, stream

ROOT = Path(__file__).resolve().parents[2]
LONG = (b"[tide](" * 70_000 + b"\n") * 6
MEGABYTE = 1024 * 1024
on_linux = pytest.mark.skipif(sys.platform != "linux", reason="reads /proc, or needs a limit that only Linux keeps")


def children():
    """The ids of the processes that this one has started and that still run."""
    found = []
    for status in Path("/proc").glob("[0-9]*/stat"):
        state, parent = status.read_text().rpartition(")")[2].split()[:2]
        if int(parent) == os.getpid() and state != "Z":
            found.append(int(status.parent.name))
    return found


def refusal(data, **limits):
    with Reader(Limits(**limits)) as reader, pytest.raises(Refused) as refused:
        reader.issue(data, "page.md")
    return refused.value


def run(code, folder):
    """Runs code in a fresh interpreter, in a folder that is not the project's."""
    return subprocess.run(
        [sys.executable, "-c", code],
        cwd=folder,
        env={"PYTHONPATH": str(ROOT)},
        capture_output=True,
        check=False,
        text=True,
        timeout=60,
    )


def test_a_source_is_read_as_in_this_process():
    profile = Profile(publication="Harbour Science Daily", kickers=("Policy",))
    assert read_safely(PAGE.encode(), "page.md", profile) == read_issue(PAGE.encode(), "page.md", profile)


def test_lines_are_read_as_in_this_process():
    assert lines_safely(PAGE.encode(), "page.md") == read_lines(PAGE.encode(), "page.md")


def test_a_part_is_read_as_in_this_process():
    profile = Profile(kickers=("Policy",))
    again = read_part(PAGE.encode(), "page.md", [(5, 7), (10, 12)], profile, opens=True)
    assert part_safely(PAGE.encode(), "page.md", [(5, 7), (10, 12)], profile, opens=True) == again


def test_a_refusal_comes_over_with_its_code_and_sentence():
    with pytest.raises(Refused) as refused:
        read_safely(b"tide" * MEGABYTE, "page.md", size_limit=MEGABYTE)
    assert (refused.value.code, "larger than 1 MB" in refused.value.message) == ("too-large", True)


def test_a_source_that_takes_too_long_is_refused_in_time():
    start = time.monotonic()
    refused = refusal(LONG, seconds=1)
    assert (refused.code, "took too long" in refused.message) == ("too-hard", True)
    assert time.monotonic() - start < 5


@on_linux
def test_a_source_that_takes_too_much_memory_is_refused():
    refused = refusal(b"tide\n" * 99_000, memory=8 * MEGABYTE)
    assert (refused.code, "too much memory" in refused.message) == ("too-hard", True)


@on_linux
def test_drawings_that_call_each_other_without_end_are_refused():
    own = b"/Resources << /XObject << /X 5 0 R >> >> >>"
    form = b"<< /Length 17 /Type /XObject /Subtype /Form /BBox [0 0 9 9] " + own
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R " + own
    objects = {
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        3: page,
        4: stream(b"/X Do"),
        5: form + b"\nstream\n/X Do /X Do /X Do\nendstream",
    }
    assert refusal(assemble(objects), memory=64 * MEGABYTE).code == "too-hard"


@on_linux
def test_a_process_that_breaks_down_refuses_its_source_and_is_logged(caplog):
    refused = refusal(LONG, memory=0)
    assert (refused.code, "break down" in refused.message) == ("too-hard", True)
    assert [record.levelno for record in caplog.records] == [logging.ERROR]


def test_after_a_failure_the_next_source_is_read():
    with Reader(Limits(seconds=1)) as reader:
        with pytest.raises(Refused):
            reader.issue(LONG, "long.md")
        assert len(reader.issue(PAGE.encode(), "page.md").articles) == 2


@on_linux
def test_a_source_that_is_stopped_leaves_no_process_behind():
    before = children()
    refusal(LONG, seconds=1)
    assert children() == before


@on_linux
def test_many_sources_share_a_process_and_then_take_a_new_one():
    before = set(children())
    seen = set()
    with Reader() as reader:
        for _ in range(SOURCES_PER_CHILD + 1):
            reader.lines(b"tide", "page.md")
            seen |= set(children()) - before
    assert len(seen) == 2


@on_linux
def test_a_process_that_died_between_two_sources_is_replaced():
    before = set(children())
    with Reader() as reader:
        reader.lines(b"tide", "page.md")
        [child] = set(children()) - before
        os.kill(child, signal.SIGKILL)
        time.sleep(0.2)
        assert reader.lines(b"tide", "page.md").lines[0].text == "tide"


def test_threads_read_at_the_same_time():
    pages = [PAGE.replace("battery", f"battery-{number}") for number in range(8)]
    with ThreadPoolExecutor(4) as threads:
        records = list(threads.map(lambda page: read_safely(page.encode(), "page.md"), pages))
    assert [record.sha256 for record in records] == [read_issue(p.encode(), "page.md").sha256 for p in pages]


def test_sources_are_read_whatever_folder_the_program_runs_in(tmp_path):
    done = run("from articles.reading import read_safely; print(read_safely(b'tide', 'page.md').line_count)", tmp_path)
    assert (done.stdout, done.stderr) == ("1\n", "")


def test_the_reading_process_knows_nothing_of_django(tmp_path):
    done = run("import sys, articles.ingest.child; print('django' in sys.modules)", tmp_path)
    assert done.stdout == "False\n"


@pytest.mark.parametrize(
    ("deed", "error"),
    [
        ("import socket; socket.socket()", "PermissionError"),
        ("import socket; socket.getaddrinfo('localhost', 80)", "PermissionError"),
        ("import subprocess; subprocess.run(['true'])", "PermissionError"),
        ("import os; os.fork()", "PermissionError"),
        ("import os; os.system('true')", "PermissionError"),
        ("open('left.txt', 'wb', 0).write(b'tide')", "File too large"),
        ("files = [open('/dev/null') for _ in range(50)]", "Too many open files"),
        pytest.param("len(bytes(200_000_000))", "MemoryError", marks=on_linux),
        ("from articles.ingest.confinement import allow_time; allow_time(1); exec('while True: pass')", ""),
    ],
)
def test_the_reading_process_may_not(tmp_path, deed, error):
    done = run(f"from articles.ingest.confinement import confine; confine(100_000_000); {deed}", tmp_path)
    assert done.returncode == (1 if error else -signal.SIGXCPU)
    assert error in done.stderr
