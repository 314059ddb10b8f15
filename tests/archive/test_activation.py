"""The archive under systemd: it is handed its socket, says when it is ready, and a restart refuses nobody."""

import http.client
import os
import socket
import subprocess
import sys
import threading
import time
from contextlib import contextmanager

import pytest

from tests.served import ROOT, environment

HANDED = 3
START_SECONDS = 300
READER_SECONDS = 60


class Manager:
    """What systemd is to the archive: it holds the socket, starts and stops, and hears when the archive is ready."""

    def __init__(self, data, folder):
        self.data = data
        self.listener = socket.create_server(("127.0.0.1", 0), backlog=512)
        self.port = self.listener.getsockname()[1]
        self.told = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self.told.bind(str(folder / "notify"))
        self.told.settimeout(START_SECONDS)
        self.process = None

    def start(self):
        """Returns when the archive says that it is ready."""
        more = {"LISTEN_FDS": "1", "NOTIFY_SOCKET": self.told.getsockname(), "ARCHIVE_DEMO": "0", "PORT": "1"}
        self.process = subprocess.Popen(
            ["/bin/sh", "-c", f'LISTEN_PID=$$ exec "{sys.executable}" manage.py serve'],
            cwd=ROOT,
            env=environment(self.data, **more),
            stdout=subprocess.DEVNULL,
            pass_fds=(HANDED,),
            preexec_fn=lambda: os.dup2(self.listener.fileno(), HANDED),  # noqa: PLW1509 - no thread runs yet
        )
        while self.told.recv(100) != b"READY=1":
            pass

    def stop(self):
        self.process.terminate()
        return self.process.wait(START_SECONDS)

    def get(self, path="/healthz"):
        site = http.client.HTTPConnection("127.0.0.1", self.port, timeout=READER_SECONDS)
        site.request("GET", path)
        status = site.getresponse().status
        site.close()
        return status


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    return tmp_path_factory.mktemp("handed") / "data"


@pytest.fixture
def manager(data, tmp_path):
    taken = os.open(os.devnull, os.O_RDONLY) if not _is_open(HANDED) else None
    manager = Manager(data, tmp_path)
    yield manager
    if manager.process.poll() is None:
        manager.stop()
    manager.listener.close()
    manager.told.close()
    if taken is not None:
        os.close(taken)


def _is_open(descriptor):
    try:
        os.fstat(descriptor)
    except OSError:
        return False
    return True


@contextmanager
def readers(manager, count):
    """Readers who ask without a pause; the value is what they got: statuses, and errors as text."""
    got, done = [], threading.Event()

    def read():
        while not done.is_set():
            try:
                got.append(manager.get())
            except (OSError, http.client.HTTPException) as error:
                got.append(f"{type(error).__name__}: {error}")

    threads = [threading.Thread(target=read) for _ in range(count)]
    for thread in threads:
        thread.start()
    yield got
    done.set()
    for thread in threads:
        thread.join()


def test_it_serves_at_the_socket_that_it_is_handed(manager):
    manager.start()
    assert manager.get() == 200


def test_what_was_said_to_it_alone_is_not_said_to_its_children(manager):
    manager.start()
    for child in subprocess.check_output(["pgrep", "--parent", str(manager.process.pid)], text=True).split():
        with open(f"/proc/{child}/environ", "rb") as file:
            names = {entry.partition(b"=")[0] for entry in file.read().split(b"\0")}
        assert not names & {b"LISTEN_PID", b"LISTEN_FDS", b"NOTIFY_SOCKET"}


def test_nobody_is_refused_during_a_restart(manager):
    manager.start()
    with readers(manager, 6) as got:
        time.sleep(2)
        before = len(got)
        assert manager.stop() == 0
        manager.start()
        time.sleep(2)
    assert before > 50
    assert len(got) > before + 50
    assert set(got) == {200}, [answer for answer in got if answer != 200]
