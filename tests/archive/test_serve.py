"""`make serve` from outside: a real process on a data folder of its own."""

import os
import re
import signal
import socket
import subprocess
import sys
import time

import pytest

from archive.serve import make_editor
from tests.databases import copy_archive, only_on_sqlite
from tests.served import PASSWORD, running, shell, start

ISSUES = "from articles.models import Issue; print(Issue.objects.count())"


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    """The data folder of an archive that was started once and stopped."""
    folder = tmp_path_factory.mktemp("served") / "data"
    with running(folder):
        pass
    return folder


def processes():
    """All processes of this machine: pairs of process id and parent's id, with the command line."""
    listing = subprocess.check_output(["ps", "-A", "-o", "pid=,ppid=,stat=,args="], text=True)
    rows = [line.split(None, 3) for line in listing.splitlines()]
    return {int(pid): (int(parent), command) for pid, parent, status, command in rows if not status.startswith("Z")}


def children(pid, command=""):
    """The process ids of what `pid` itself started, where the command line holds `command`."""
    return [child for child, (parent, line) in processes().items() if parent == pid and command in line]


def descendants(pid):
    """The process ids of what `pid` started, and what those started."""
    return [each for child in children(pid) for each in (child, *descendants(child))]


def wait_until(is_so, seconds=10):
    deadline = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.1)


def none_runs(pids):
    return not set(pids) & set(processes())


def lets_in(data, password):
    """Whether `editor` can log in with `password`."""
    check = f"authenticate(username='editor', password={password!r})"
    return shell(data, f"from django.contrib.auth import authenticate; print({check})") == "editor"


def test_the_first_start_loads_the_demo_and_the_second_duplicates_nothing(data):
    count = "from articles.models import Issue, Article; print(Issue.objects.count(), Article.objects.count())"
    before = shell(data, count)
    with running(data) as archive:
        assert "demo" not in "\n".join(archive.lines)
    assert before == shell(data, count)
    assert int(before.split()[0]) >= 5


@only_on_sqlite("a start is timed where it is usual")
def test_a_later_start_answers_in_less_than_five_seconds(data):
    took = []
    while len(took) < 3 and min(took, default=5) >= 5:  # other tests run beside it: the quickest is its own time
        began = time.monotonic()
        with running(data) as archive:
            assert archive.get("/healthz") == (200, "ok")
            took.append(time.monotonic() - began)
    assert min(took) < 5, took


def test_a_deleted_demo_issue_does_not_come_back(data, tmp_path):
    folder = copy_archive(data, tmp_path / "copy")
    shell(folder, "from articles.models import Issue; Issue.objects.first().delete()")
    left = shell(folder, ISSUES)
    with running(folder):
        assert shell(folder, ISSUES) == left


def test_the_demo_can_be_left_out(tmp_path):
    with running(tmp_path, ARCHIVE_DEMO="0"):
        assert shell(tmp_path, ISSUES) == "0"


def test_the_editors_password_is_shown_once(tmp_path):
    with running(tmp_path, ARCHIVE_DEMO="0", ARCHIVE_EDITOR_PASSWORD="") as archive:
        password = re.search(r"name editor, password (\S+) ", "\n".join(archive.lines))[1]
    assert lets_in(tmp_path, password)
    with running(tmp_path, ARCHIVE_DEMO="0", ARCHIVE_EDITOR_PASSWORD="") as archive:
        assert "password" not in "\n".join(archive.lines)


def test_a_password_that_is_easy_to_guess_is_told_of(db, monkeypatch):
    monkeypatch.setenv("ARCHIVE_EDITOR_PASSWORD", "editor")
    said = []
    make_editor(said.append)
    assert said == [
        "ARCHIVE_EDITOR_PASSWORD is weak: The password is too similar to the username. This password is too short. "
        "It must contain at least 12 characters. Change it in the admin."
    ]


def test_the_editor_can_be_given_a_password(data):
    assert lets_in(data, PASSWORD)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_asking_it_to_stop_ends_everything_within_ten_seconds(data, number):
    with running(data) as archive:
        started = descendants(archive.process.pid)
        assert len(started) >= 3
        archive.process.send_signal(number)
        assert archive.process.wait(10) == 0
        assert none_runs(started)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells children of their parent's death")
def test_killing_it_leaves_no_process_behind(data):
    with running(data) as archive:
        started = descendants(archive.process.pid)
        archive.process.kill()
        wait_until(lambda: none_runs(started))


def test_a_worker_that_dies_is_started_again(data):
    with running(data) as archive:
        (first,) = children(archive.process.pid, "worker")
        os.kill(first, signal.SIGKILL)
        wait_until(lambda: children(archive.process.pid, "worker") not in ([], [first]))


def test_it_ends_when_its_web_server_dies(data):
    with running(data) as archive:
        (site,) = children(archive.process.pid, "gunicorn")
        os.kill(site, signal.SIGKILL)
        assert archive.process.wait(12) == 1


def test_a_second_server_on_the_same_data_says_so(data):
    with running(data) as archive:
        second = start(data)
        assert second.process.wait(20) == 1
        second.wait_for(f"is being served already, by process {archive.process.pid}")
        assert len(second.lines) == 1


def test_a_taken_port_is_told_in_one_sentence(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        archive = start(tmp_path, PORT=str(port))
        assert archive.process.wait(20) == 1
        archive.wait_for(f"Port {port} at 127.0.0.1 cannot be used: address already in use.")
        assert len(archive.lines) == 1


def test_a_port_that_is_no_number_is_told_in_one_sentence(tmp_path):
    archive = start(tmp_path, PORT="http")
    assert archive.process.wait(20) == 1
    archive.wait_for("'http' is no port. Set PORT to a number")
    assert len(archive.lines) == 1


def test_a_data_folder_that_cannot_be_written_is_told_in_one_sentence(tmp_path):
    (tmp_path / "file").write_text("in the way")
    archive = start(tmp_path / "file" / "data")
    assert archive.process.wait(20) == 1
    archive.wait_for("cannot be written: not a directory. Set ARCHIVE_DATA")
    assert len(archive.lines) == 1
