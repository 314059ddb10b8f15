"""The index when there is no room to write it, or no permission to read it."""

import ctypes
import resource
import sys
from collections import Counter
from typing import Any

from search.index import apply_pending
from tests.faults.agreement import differences
from tests.faults.asking import Right, Told, complaints, load_pages, outages, right_answers, some
from tests.faults.editing import edit, prepare
from tests.faults.folders import index_folder
from tests.faults.forks import forked
from tests.faults.indexers import ACTIONS

ROOMS = (0, 100, 1_000, 10_000, 100_000)
"""Bytes that a file may have when the disk is full."""
QUESTIONS = 3  # one in so many is asked
CAPABILITIES_VERSION = 0x20080522  # from linux/capability.h, version 3


def fill_the_disk(articles: int, every: int) -> dict[str, Any]:
    """Lets every writer of the index run out of room, earlier and later, and then have room again.

    Of all combinations, every `every`-th is tried.
    Returns how often a writer failed, and what readers complain of: they go on reading what there was.
    """
    load_pages()
    forked(prepare)
    words, failed, wrong = [], 0, []
    right = some(forked(right_answers, articles), QUESTIONS)
    for number, (writer, room) in enumerate([(writer, room) for writer in ACTIONS for room in ROOMS][::every]):
        words += forked(edit, number + 1, 3)["words"]
        failed += forked(_fails, writer, room)
        found, tally = forked(complaints, right)
        forked(apply_pending)
        found += [*outages(tally), *(f"with room again, {each}" for each in forked(differences, words))]
        wrong += [f"{writer} with room for {room} bytes: {each}" for each in found]
    return {"failed": failed, "wrong": wrong}


def _fails(writer: str, room: int) -> bool:
    """Whether the writer fails where no file may be larger than `room` bytes."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, resource.RLIM_INFINITY))
    try:
        ACTIONS[writer]()
    except Exception:
        return True
    return False


def forbid_to_read(articles: int, every: int) -> dict[str, Any]:
    """Takes the permissions of each file and folder of the index away, or of every `every`-th, and gives them back.

    Returns how often each status was answered meanwhile, and what readers complain of.
    """
    load_pages()
    right, tally, wrong = some(forked(right_answers, articles), QUESTIONS), Counter(), []
    for path in [index_folder(), *sorted(index_folder().rglob("*"))][::every]:
        mode = path.stat().st_mode
        path.chmod(0)
        found, statuses = forked(_complaints_without_privileges, right)
        path.chmod(mode)
        found += [f"readable again, {each}" for each in forked(complaints, right)[0]]
        tally.update(statuses)
        wrong += [f"{path.name}: {each}" for each in found]
    return {"statuses": tally, "wrong": wrong}


def _complaints_without_privileges(right: Right) -> Told:
    _drop_privileges()
    return complaints(right)


def _drop_privileges() -> None:
    """Makes permissions hold for this process even if it is root's. Its files remain its own."""
    assert sys.platform == "linux"
    header, none = (ctypes.c_uint32 * 2)(CAPABILITIES_VERSION, 0), (ctypes.c_uint32 * 6)()
    assert ctypes.CDLL(None).capset(header, none) == 0
