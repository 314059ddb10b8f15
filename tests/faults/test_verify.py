"""Verifying beside everybody else's work finds nothing, since there is nothing."""

from tests.faults.extent import IS_FULL

SECONDS = 60 if IS_FULL else 8


def test_whoever_verifies_while_others_work_is_told_of_no_difference(archive, record_property):
    told = archive.run("verifying", "work", seconds=SECONDS)
    record_property("verified", f"{told['rounds']} times beside {told['done']}")
    assert told["found"] == []
    assert told["rounds"] >= 1
    assert told["done"]["upload"] >= 1
