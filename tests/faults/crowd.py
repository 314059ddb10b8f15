"""Everybody at once: editors, the worker, rebuilds, readers, each in a process of its own."""

from collections import Counter
from typing import Any

from tests.faults.agreement import until_agreed
from tests.faults.asking import load_pages, right_answers
from tests.faults.editing import edit, prepare
from tests.faults.folders import stop_file
from tests.faults.forks import fork, forked
from tests.faults.indexers import rebuilding, worker
from tests.faults.watching import watch

AGREEMENT_SECONDS = 60


def work(articles: int, editors: int, operations: int) -> dict[str, Any]:
    """Lets all of them work; `operations` is the sum over the editors, `articles` the number of the standing ones.

    In the second half nobody builds the index anew, which would make up for changes that were lost.
    Returns what the editors did, what the readers met with, and whether index and database agreed in the end.
    """
    load_pages()
    forked(prepare)
    reader, background = fork(watch, forked(right_answers, articles)), fork(worker)
    rebuilder = fork(rebuilding)
    first = _edit(range(1, editors + 1), operations // 2)
    rebuilder.kill()
    second = _edit(range(editors + 1, 2 * editors + 1), operations // 2)
    stop_file().touch()
    read, words = reader.result(), [word for each in (*first, *second) for word in each["words"]]
    agreed = forked(until_agreed, AGREEMENT_SECONDS, words)
    background.end()
    done = sum((Counter(each["done"]) for each in (*first, *second)), Counter())
    return {"done": done, **read, **agreed}


def _edit(editors: range, operations: int) -> list[dict[str, Any]]:
    """What the editors with these numbers have done, all at once, sharing the operations."""
    started = [fork(edit, number, operations // len(editors)) for number in editors]
    return [each.result() for each in started]
