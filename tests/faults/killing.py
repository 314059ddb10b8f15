"""Kills whoever writes the index at random moments."""

import random
import time
from collections import Counter
from typing import Any

from tests.faults.agreement import until_agreed
from tests.faults.asking import load_pages, right_answers
from tests.faults.editing import edit, prepare
from tests.faults.folders import stop_file
from tests.faults.forks import fork, forked
from tests.faults.indexers import INDEXERS, worker
from tests.faults.watching import watch

LONGEST, PAUSE, AGREEMENT_SECONDS = 0.6, 0.05, 60


def kill_often(articles: int, kills: int) -> dict[str, Any]:
    """Kills indexers while an editor writes and readers ask, then starts the worker for good.

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
    """Starts an indexer and kills it a moment later; says which."""
    task = INDEXERS[moment % len(INDEXERS)]
    indexer = fork(task)
    time.sleep(random.Random(f"moment {moment}").uniform(0, LONGEST))
    assert indexer.kill(), f"{task.__name__} had ended by itself"
    return task.__name__
