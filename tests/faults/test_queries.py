"""Thousands of queries, half of them hostile, on the page, as data and as exports."""

import pytest

from tests.faults.archives import Archive
from tests.faults.extent import EXTENT

SLOW, TOO_SLOW = 0.3, 2.0  # seconds


@pytest.fixture(scope="module")
def told(searched) -> dict:
    """What came back."""
    return Archive(searched).run("trying", "attempt", count=EXTENT.queries)


def test_no_query_breaks_the_search(told):
    assert not told["wrong"], "\n".join(told["wrong"])


def test_no_query_keeps_a_reader_waiting(told):
    assert told["seconds"][0] < TOO_SLOW, told["slowest"]


def test_of_a_hundred_queries_99_are_answered_at_once(told, record_property):
    seconds = told["seconds"]
    slow = seconds[len(seconds) // 100]
    figures = (seconds[len(seconds) // 2], slow, seconds[0])
    record_property(f"{len(seconds)} answers, median, p99, slowest", [f"{1000 * each:.0f} ms" for each in figures])
    assert slow < SLOW, told["slowest"]
