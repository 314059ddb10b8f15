"""Several editors at once, while the index is kept up to date, built anew, and read."""

import pytest

from tests.faults.extent import EXTENT


@pytest.fixture(scope="module")
def told(fresh_archive) -> dict:
    """What happened."""
    return fresh_archive.run(
        "crowd", "work", articles=EXTENT.articles, editors=EXTENT.editors, operations=EXTENT.operations
    )


def test_whatever_editors_did_at_once_the_search_finds_exactly_what_is_published(told, record_property):
    record_property("editors", f"{told['done']}, agreement after {told['seconds']:.1f} s")
    assert not told["differences"], "\n".join(told["differences"])


def test_while_they_work_a_reader_finds_all_that_nobody_touches(told):
    assert not told["complaints"], "\n".join(told["complaints"])


def test_while_they_work_the_search_is_never_out_of_order(told):
    assert set(told["statuses"]) == {"200"}
