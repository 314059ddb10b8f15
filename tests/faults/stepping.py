"""Kills whoever writes the index before each single step that it takes."""

import os
import signal
import sys
from collections.abc import Callable
from itertools import count
from typing import Any

from django.db import connection

from search.index import apply_pending
from search.models import PendingChange
from tests.faults.agreement import differences
from tests.faults.asking import complaints, load_pages, outages, right_answers, some
from tests.faults.editing import edit, prepare
from tests.faults.folders import index_folder, index_size
from tests.faults.forks import fork, forked, survived
from tests.faults.indexers import ACTIONS

OPERATIONS = 2  # of an editor before each death
QUESTIONS = 4  # one in so many is asked after each death
MOST_GROWTH = 2
STEPS = {"open", "os.rename", "os.remove", "os.rmdir", "os.mkdir", "os.link", "os.truncate"}
"""What Python tells its auditors of before it changes a folder."""


def kill_at_steps(articles: int, action: str, growth: int, rounds: int) -> dict[str, Any]:
    """Kills `action` before its first step, before a later one and so on, until it comes to its end; then again.

    With a growth of 1 that is every step; with 2 each time about twice as late. After each kill a reader asks, and the
    changes that wait are applied. Later rounds find an index of many small writes. Returns the number of kills, and all
    that was wrong in between or in the end.
    """
    load_pages()
    forked(prepare)
    right, size = some(forked(right_answers, articles), QUESTIONS), index_size()
    words, wrong, step, kills, editors = [], [], 1, 0, count(1)
    while rounds:
        words += forked(edit, next(editors), OPERATIONS)["words"]
        if survived(fork(_with_a_death, action, step)):
            step, rounds = 1, rounds - 1
            continue
        found, tally = forked(complaints, right)
        forked(apply_pending)
        found += [*outages(tally), *forked(differences, words)]
        wrong += [f"killed at step {step}: {each}" for each in found]
        step, kills = step * growth + 1, kills + 1
    forked(ACTIONS["rebuild"])
    if index_size() > MOST_GROWTH * size:
        wrong.append(f"the index has grown from {size} to {index_size()} bytes: what dead builds left is still there")
    return {"kills": kills, "wrong": wrong}


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
    folder = str(index_folder())

    def audit(event: str, given: tuple[Any, ...]) -> None:
        if event not in STEPS or (event == "open" and not given[2] & (os.O_WRONLY | os.O_RDWR)):
            return
        in_a_folder_that_is_deleted = event in {"os.remove", "os.rmdir"} and given[1] != -1
        if in_a_folder_that_is_deleted or str(given[0]).startswith(folder):
            take()

    return audit


def _before_forgetting(take: Callable[[], None]) -> Callable[..., Any]:
    """A wrapper of database statements that calls `take` before changes are deleted as done."""

    def wrapper(execute: Callable[..., Any], statement: str, *given: Any) -> Any:
        if statement.startswith("DELETE") and PendingChange._meta.db_table in statement:
            take()
        return execute(statement, *given)

    return wrapper
