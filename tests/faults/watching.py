"""Readers that keep asking while others change, kill and build anew."""

from collections import Counter
from threading import Thread
from typing import Any

from django.db import connections

from tests.faults.asking import Right, complaints
from tests.faults.folders import stop_file

READERS, MOST_COMPLAINTS = 2, 20


def watch(right: Right) -> dict[str, Any]:
    """Asks the questions with these right answers again and again, until told to stop.

    Returns how often each status was answered, and the first complaints.
    """
    tally, found = Counter(), []
    readers = [Thread(target=_read, args=(right, tally, found)) for _ in range(READERS)]
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join()
    return {"statuses": tally, "complaints": found[:MOST_COMPLAINTS]}


def _read(right: Right, tally: Counter[str], found: list[str]) -> None:
    while not stop_file().exists():
        told, statuses = complaints(right)
        tally.update(statuses)
        found += told
    connections.close_all()
