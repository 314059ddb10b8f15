"""Everybody at once: editors, the worker, rebuilds, readers, each in a process of its own."""

from typing import Any

from tests.faults.agreement import until_agreed
from tests.faults.asking import load_pages, right_answers
from tests.faults.editing import edit, prepare
from tests.faults.forks import fork, forked
from tests.faults.indexers import rebuilding, worker
from tests.faults.watching import stop_file, watch

AGREEMENT_SECONDS = 60


def work(articles: int, editors: int, operations: int) -> dict[str, Any]:
    """Lets all of them work; `operations` is the sum over the editors, `articles` the number of the standing ones.

    Returns what the editors did, what the readers met with, and whether index and database agreed in the end.
    """
    load_pages()
    forked(prepare)
    reader, background = fork(watch, forked(right_answers, articles)), fork(worker)
    started = [fork(edit, number + 1, operations // editors) for number in range(editors)]
    rebuilder = fork(rebuilding)
    told = [each.result() for each in started]
    stop_file().touch()
    read, rebuilds = reader.result(), rebuilder.result()
    words = [word for each in told for word in each["words"]]
    agreed = forked(until_agreed, AGREEMENT_SECONDS, words)
    background.end()
    return {"done": [each["done"] for each in told], "rebuilds": rebuilds, "words": len(words), **read, **agreed}
