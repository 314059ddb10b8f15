"""Kills whoever writes the index: at random moments, or before each single step that it takes."""

import os
import random
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection

from search.index import apply_pending
from search.models import PendingChange
from tests.faults.agreement import differences, until_agreed
from tests.faults.asking import complaints, load_pages, right_answers
from tests.faults.editing import edit, prepare
from tests.faults.forks import fork, forked, survived
from tests.faults.indexers import ACTIONS, INDEXERS, worker
from tests.faults.watching import stop_file, watch

LONGEST, PAUSE, AGREEMENT_SECONDS = 0.6, 0.05, 60
OPERATIONS = 2  # of an editor before each death
AFTER_A_KILL = 4  # one in so many of the questions is asked after every kill
MOST_GROWTH = 2
STEPS = {"open", "os.rename", "os.remove", "os.rmdir", "os.mkdir", "os.link", "os.truncate"}
"""What Python tells its auditors of before it changes a folder."""


def kill_often(articles: int, kills: int) -> dict[str, Any]:
    """Kills indexers at random moments while an editor writes and readers ask, then starts the worker for good.

    Returns whom it killed how often, what the readers met with, and the differences between index and database that
    were left, with the seconds until there were none.
    """
    load_pages()
    forked(prepare)
    reader, editor = fork(watch, forked(right_answers, articles)), fork(edit, 1, None, PAUSE)
    killed = Counter(_kill(moment) for moment in range(kills))
    stop_file().touch()
    words, read = editor.result()["words"], reader.result()
    background = fork(worker)
    agreed = forked(until_agreed, AGREEMENT_SECONDS, words)
    background.end()
    return {"killed": killed, **read, **agreed}


def _kill(moment: int) -> str:
    rng = random.Random(f"moment {moment}")
    name = rng.choices(list(INDEXERS), [weight for _, weight in INDEXERS.values()])[0]
    indexer = fork(INDEXERS[name][0])
    time.sleep(rng.uniform(0, LONGEST))
    assert indexer.kill(), f"{name} had ended by itself"
    return name


def kill_at_steps(articles: int, action: str, growth: int, rounds: int) -> dict[str, Any]:
    """Kills `action` before its first step, before a later one and so on, until it comes to its end; then again.

    With a growth of 1 that is every step; with 2 each time about twice as late. After each kill a reader asks, and the
    changes that wait are applied. Later rounds find an index of many small writes. Returns the number of kills, and all
    that was wrong in between or in the end.
    """
    load_pages()
    forked(prepare)
    right, size = forked(right_answers, articles), _size()
    asked, wrong, step, kills = dict(list(right.items())[::AFTER_A_KILL]), [], 1, 0
    while rounds:
        words = forked(edit, 1 + kills, OPERATIONS)["words"]
        if survived(fork(_with_a_death, action, step)):
            step, rounds = 1, rounds - 1
            continue
        found = forked(_asked_after_a_death, asked)
        forked(apply_pending)
        wrong += [f"killed at step {step}: {each}" for each in (*found, *forked(differences, words))]
        step, kills = step * growth + 1, kills + 1
    forked(ACTIONS["rebuild"])
    if _size() > MOST_GROWTH * size:
        wrong.append(f"the index has grown from {size} to {_size()} bytes: what dead builds left is still there")
    return {"kills": kills, "wrong": wrong}


def _asked_after_a_death(right: dict[str, Any]) -> list[str]:
    tally = Counter()
    found = complaints(right, tally)
    return found + ([f"the search was out of order: {tally}"] if tally[503] else [])


def _with_a_death(action: str, step: int) -> None:
    """Does the action, and dies before its step number `step`."""
    steps = count(1)

    def take() -> None:
        if next(steps) == step:
            os.kill(os.getpid(), signal.SIGKILL)

    with connection.execute_wrapper(_before_forgetting(take)):
        sys.addaudithook(_before_writing(take))
        ACTIONS[action]()


def _before_writing(take: Callable[[], None]) -> Callable[[str, tuple[Any, ...]], None]:
    """An auditor that calls `take` before every change in the index's folder."""
    folder = settings.HAYSTACK_CONNECTIONS["default"]["PATH"]

    def audit(event: str, given: tuple[Any, ...]) -> None:
        if event not in STEPS or (event == "open" and not given[2] & (os.O_WRONLY | os.O_RDWR)):
            return
        within_a_folder_that_is_deleted = event in {"os.remove", "os.rmdir"} and given[1] != -1
        if within_a_folder_that_is_deleted or str(given[0]).startswith(folder):
            take()

    return audit


def _before_forgetting(take: Callable[[], None]) -> Callable[..., Any]:
    """A wrapper of database statements that calls `take` before changes are deleted as done."""

    def execute(execute: Callable[..., Any], statement: str, *given: Any) -> Any:
        if statement.startswith("DELETE") and PendingChange._meta.db_table in statement:
            take()
        return execute(statement, *given)

    return execute


def _size() -> int:
    """The bytes in the index's folder."""
    return sum(file.stat().st_size for file in _files())


def _files() -> Iterator[Path]:
    return (path for path in Path(settings.HAYSTACK_CONNECTIONS["default"]["PATH"]).rglob("*") if path.is_file())
