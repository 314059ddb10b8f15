"""Harms the index of an archive in every way, and asks readers what they notice."""

import random
from collections import Counter
from pathlib import Path
from typing import Any

from django.db import connections

from search.index import apply_pending, ensure_index
from tests.faults.agreement import differences
from tests.faults.asking import Right, Told, complaints, load_pages, outages, right_answers, some
from tests.faults.damage import DAMAGES, harms, restore
from tests.faults.editing import edit, prepare
from tests.faults.folders import data_folder, index_folder
from tests.faults.forks import Died, forked

OPERATIONS = 3
QUESTIONS = 4  # one in so many is asked again after the repair


def harm(articles: int, while_open: bool, kinds: list[str], most: int) -> dict[str, Any]:
    """Does damage of these kinds to everything in the index, or so many by chance, and has it repaired each time.

    With `while_open`, the damage is done to an index that a reader has open already; otherwise a new one comes.
    Every second repair is what a start of the worker or the server does, the others are the next change's.
    Returns how often each status was answered before the repair, and what readers complain of.
    """
    load_pages()
    forked(prepare)
    data, right = data_folder(), forked(right_answers, articles)
    good = data.with_name("good")
    restore(data, good)
    chosen = [(path, kind) for path, kind in harms(index_folder()) if kind in kinds]
    tally, wrong = Counter(), []
    for number, (path, kind) in enumerate(random.Random(most).sample(chosen, min(most, len(chosen)))):
        found, statuses = _told(_while_open if while_open else _before_opening, str(path), kind, right)
        tally.update(statuses)
        wrong += [f"{path.relative_to(data)} {kind}: {each}" for each in (*found, *_repair(number, right))]
        connections.close_all()
        restore(good, data)
    return {"statuses": tally, "wrong": wrong}


def _told(task: Any, *given: Any) -> Told:
    try:
        return forked(task, *given)
    except Died as died:
        return [f"a reader's connection broke off: {died}"], {}


def _before_opening(path: str, damage: str, right: Right) -> Told:
    DAMAGES[damage](Path(path))
    return complaints(right)


def _while_open(path: str, damage: str, right: Right) -> Told:
    before, _ = complaints(right)
    DAMAGES[damage](Path(path))
    after, tally = complaints(right)
    return before + after, tally


def _repair(number: int, right: Right) -> list[str]:
    """What is still wrong after the next start or, for an odd number, after the next changes."""
    words, by = [], "the next start"
    if number % 2:
        words, by = forked(edit, 1, OPERATIONS)["words"], "the next change"
    try:
        forked(apply_pending if words else ensure_index)
    except Died as died:
        return [f"{by} repaired nothing: {died}"]
    found, tally = _told(complaints, some(right, QUESTIONS))
    return [f"after {by}, {each}" for each in (*found, *outages(tally), *forked(differences, words))]
