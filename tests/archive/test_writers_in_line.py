"""Writers of the SQLite file have their turn one after the other, however busy some of them are."""

import multiprocessing
import time

import pytest
from django.db import OperationalError
from django.db.utils import ConnectionHandler

from archive.databases import database

WRITERS, SECONDS, HELD = 6, 5, 0.05


def connected(folder, **options):
    described = database("", folder)
    described["OPTIONS"] |= options
    return ConnectionHandler({"default": described})["default"]


def begin(connection):
    """As transaction.atomic() does it, which speaks to the archive's own database alone."""
    connection.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)


def end(connection):
    connection.commit()
    connection.set_autocommit(True)


def write(folder, ready, turns):
    """Writes without pause; reports how often it had its turn."""
    connection = connected(folder)
    ready.wait()
    until, count = time.monotonic() + SECONDS, 0
    while time.monotonic() < until:
        begin(connection)
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO written VALUES (1)")
        time.sleep(HELD)
        end(connection)
        count += 1
    turns.put(count)


@pytest.fixture
def folder(tmp_path, django_db_blocker):
    """A folder with a database of its own."""
    with django_db_blocker.unblock():
        with connected(tmp_path).cursor() as cursor:
            cursor.execute("CREATE TABLE written (one integer)")
        yield tmp_path


def test_who_writes_without_pause_leaves_the_others_their_turn(folder):
    spawn = multiprocessing.get_context("spawn")
    ready, turns = spawn.Barrier(WRITERS), spawn.Queue()
    writers = [spawn.Process(target=write, args=(folder, ready, turns)) for _ in range(WRITERS)]
    for writer in writers:
        writer.start()
    had = [turns.get(timeout=60) for _ in writers]
    for writer in writers:
        writer.join()
    assert min(had) * 4 > max(had), had


def test_who_waits_for_too_long_is_told_so(folder):
    writing, waiting, behind = (connected(folder, timeout=0.3) for _ in range(3))
    begin(writing)
    for late in (waiting, behind):
        with pytest.raises(OperationalError, match="locked"):
            begin(late)
    end(writing)
    begin(behind)
    end(behind)


def test_a_line_that_cannot_be_kept_keeps_nobody_from_writing(folder):
    (folder / "archive.sqlite3-line").unlink(missing_ok=True)
    (folder / "archive.sqlite3-line").mkdir()
    connection = connected(folder)
    begin(connection)
    end(connection)
