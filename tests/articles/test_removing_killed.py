"""Whoever deletes, or brings back, is killed before each statement: afterwards all of it is there, or none of it."""

import json

import pytest

from tests.served import manage, shell

TRY = """
import json, os, signal
from itertools import count
from django.core.files.storage import default_storage
from django.db import connection, connections
from articles.bringing_back import bring_back
from articles.erasing import erase
from articles.models import Issue, Removal, SourceFile
from articles.removing import kept_file_names, remove
from tests.articles.whole_archive import fill, rows

def dies(act, step):
    'Whether it was killed before its statement of that number.'
    connections.close_all()
    pid = os.fork()
    if pid:
        return os.WIFSIGNALED(os.waitpid(pid, 0)[1])
    steps = count(1)
    def kill(execute, *given):
        if next(steps) == step:
            os.kill(os.getpid(), signal.SIGKILL)
        return execute(*given)
    with connection.execute_wrapper(kill):
        act()
    connection.close()
    os._exit(0)

def files():
    named = {*SourceFile.objects.values_list("file", flat=True), *kept_file_names()} - {""}
    return sorted(name for name in named if not default_storage.exists(name))

def between(act, wrong):
    'Kills the act before its statements, the later ones at wider steps, until it comes to its end; returns how often.'
    before, removals, step, kills = rows("updated_at"), list(Removal.objects.values()), 1, 0
    while dies(act, step):
        step, kills = step + 1 + step // 8, kills + 1
        if rows("updated_at") != before or list(Removal.objects.values()) != removals or files():
            wrong.append(f"{act.__name__} killed before statement {step}")
    return kills

def deleting():
    remove(Issue.objects.get(pk=number), None)

def bringing_back():
    bring_back(Removal.objects.get(), None)

def erasing():
    erase(Removal.objects.filter(brought_back_at=None))

number, wrong = fill(3)[0].pk, []
start = rows("updated_at")
kills = [between(deleting, wrong), between(bringing_back, wrong)]
wrong += ["not as it was"] * (rows("updated_at") != start)
deleting()
kept, name = kept_file_names(), str(Removal.objects.first())
step = 1
while dies(erasing, step) and Removal.objects.filter(name=name, brought_back_at=None).exists():
    wrong += [f"{path} is gone" for path in kept if not default_storage.exists(path)]
    step += 1
kills.append(step - 1)
wrong += ["not all of it is gone"] * Removal.objects.filter(brought_back_at=None).exclude(rows=[]).exists()
print(json.dumps([kills, wrong]))
"""


@pytest.fixture
def data(tmp_path):
    folder = tmp_path / "data"
    manage(folder, "migrate", "--verbosity=0")
    return folder


def test_a_death_before_any_statement_leaves_all_or_nothing(data):
    kills, wrong = json.loads(shell(data, TRY).splitlines()[-1])
    assert min(kills) > 5, kills
    assert wrong == []
