"""Readers that keep asking while others change, kill and build anew."""

from collections import Counter
from pathlib import Path
from threading import Thread
from typing import Any

from django.conf import settings
from django.db import connections

from tests.faults.asking import complaints

READERS, MOST_COMPLAINTS = 2, 20


def stop_file() -> Path:
    """Whoever goes on until told ends when this file is there."""
    return Path(settings.DATA_DIR, "stop")


def watch(right: dict[str, Any]) -> dict[str, Any]:
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


def _read(right: dict[str, Any], tally: Counter[int], found: list[str]) -> None:
    while not stop_file().exists():
        found += complaints(right, tally=tally)
    connections.close_all()
