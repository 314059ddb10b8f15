"""Two background workers are started by mistake, and one is killed again and again."""

from tests.faults.extent import EXTENT


def test_with_two_workers_one_of_them_killed_nothing_is_lost_and_nothing_done_twice(archive, row):
    about = "the background worker killed; two workers by mistake"
    row(about)
    items = 10 * EXTENT.worker_kills
    told = archive.run("pairs", "work", items=items, kills=EXTENT.worker_kills)
    assert told["states"] == ["stored"] * items
    assert told["numbers"] == list(range(1, items + 1))
    assert told["articles"] == [2] * items
    assert told["files"] == []
    assert not told["differences"], "\n".join(told["differences"])
    seen = f"{items} files of a batch each read once; search and database agreed after {told['seconds']:.0f} s"
    row(about, f"{EXTENT.worker_kills} kills beside a second worker", seen)
