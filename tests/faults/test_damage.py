"""Files of the index are lost, cut off, overwritten or exchanged; the disk is full; permissions are missing."""

import sys

import pytest

from tests.faults.damage import DAMAGES, IN_PLACE
from tests.faults.extent import EXTENT


@pytest.fixture
def complaints(archive):
    """Does damage of some kinds, and gives what readers complain of."""

    def said(kinds, *, while_open):
        given = {"articles": EXTENT.articles, "while_open": while_open, "kinds": sorted(kinds), "most": EXTENT.harms}
        return archive.run("harming", "harm", **given)["wrong"]

    return said


def test_a_damaged_index_gives_right_answers_or_none_and_is_repaired(complaints):
    said = complaints(DAMAGES, while_open=False)
    assert not said, "\n".join(said)


def test_an_index_that_goes_while_it_is_read_gives_right_answers_or_none_and_is_repaired(complaints):
    said = complaints(set(DAMAGES) - set(IN_PLACE), while_open=True)
    assert not said, "\n".join(said)


def test_an_index_that_is_overwritten_while_it_is_read_gives_right_answers_or_none_and_is_repaired(complaints):
    said = complaints(IN_PLACE, while_open=True)
    assert not said, "\n".join(said)


def test_a_full_disk_leaves_the_search_as_it_was_and_loses_nothing(archive):
    told = archive.run("scarcity", "fill_the_disk", articles=EXTENT.articles, every=EXTENT.every)
    assert told["failed"] > 0
    assert not told["wrong"], "\n".join(told["wrong"])


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux lets root give up its privileges one by one")
def test_an_index_that_may_not_be_read_is_no_empty_result(archive):
    told = archive.run("scarcity", "forbid_to_read", articles=EXTENT.articles, every=EXTENT.every)
    assert told["statuses"]["503"] > 0
    assert not told["wrong"], "\n".join(told["wrong"])
