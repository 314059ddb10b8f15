"""Editors, uploads, deletions, the worker and rebuilds, while somebody verifies again and again."""

import random
import time
from collections import Counter
from contextlib import suppress
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction

from articles.batches import make_batch
from articles.bringing_back import bring_back
from articles.erasing import erase
from articles.ingest.pipeline import read_issue
from articles.inspecting.findings import Looked
from articles.models import Issue
from articles.publishing import publish_issue
from articles.removing import remove, standing
from articles.replacing import ADD, save_page
from articles.turns import take_turn
from articles.whole import whole
from search.verifying import verify
from tests.faults.asking import load_pages
from tests.faults.editing import TakenBack, edit, prepare
from tests.faults.folders import stop_file
from tests.faults.forks import fork, forked
from tests.faults.indexers import rebuilding, worker

PAUSE = 0.1  # seconds between two steps of whoever writes: SQLite serves no queue
PAGE = """The Uploaded Review
No. {number}

# On turbines {number}

By Ann Bell

The {number} turbines turn, and the wind that turns them is measured by the institute of the province.
"""


def work(seconds: float) -> dict[str, Any]:
    """What was found, which should be nothing, how often everything was verified, and what was done meanwhile."""
    load_pages()
    forked(prepare)
    background, rebuilder = fork(worker), fork(rebuilding)
    editors = [fork(edit, number, None, PAUSE) for number in (1, 2)]
    uploader = fork(upload)
    told = forked(look, seconds)
    stop_file().touch()
    done = sum((Counter(editor.result()["done"]) for editor in editors), Counter(uploader.result()))
    rebuilder.kill()
    background.end()
    return {**told, "done": done}


def look(seconds: float) -> dict[str, Any]:
    """Verifies again and again for so long."""
    end, found, rounds = time.monotonic() + seconds, [], 0
    while time.monotonic() < end:
        verdict = verify(Looked())
        found += [": ".join(finding) for finding in [*verdict.found, *verdict.undone]]
        rounds += 1
    return {"found": found, "rounds": rounds}


def upload() -> dict[str, int]:
    """Uploads, publishes, deletes, brings back, deletes for good, and fails half-way, until told to stop."""
    rng, done, number = random.Random(3), Counter[str](), 0
    while not stop_file().exists():
        time.sleep(PAUSE)
        number += 1
        done["upload"] += 1
        issue = _saved(number)
        if rng.random() < 0.5:
            publish_issue(issue)
        if rng.random() < 0.5:
            done["deletion"] += 1
            removal = remove(issue, None)
            if rng.random() < 0.5:
                bring_back(removal, None)
            elif rng.random() < 0.5:
                erase(standing().filter(pk=removal.pk))
        if number % 3 == 0:
            done["failure"] += 1
            _failed(number)
        if number % 5 == 0:
            done["batch"] += 1
            data = PAGE.format(number=f"9{number:05}").encode()
            make_batch([SimpleUploadedFile(f"{number}.md", data)])
    return done


def _saved(number: int) -> Issue:
    data = PAGE.format(number=number).encode()
    with transaction.atomic():
        take_turn()
        return save_page(read_issue(data, f"{number}.md"), data, number=str(number), rescans=ADD).issue


def _failed(number: int) -> None:
    """An upload whose transaction comes to nothing after all of it was saved."""
    data = PAGE.format(number=f"8{number:05}").encode()
    with suppress(TakenBack), whole():
        take_turn()
        save_page(read_issue(data, f"{number}.md"), data, rescans=ADD)
        raise TakenBack
