"""The indexer is killed, again and again, at random moments and before each single step."""

import pytest

from tests.faults.extent import EXTENT


@pytest.fixture(scope="module")
def told(fresh_archive) -> dict:
    """What happened while indexers of all kinds were killed at random moments."""
    return fresh_archive.run("killing", "kill_often", articles=EXTENT.articles, kills=EXTENT.kills)


def test_after_the_last_kill_the_search_finds_exactly_what_is_published(told, record_property):
    record_property("kills", f"{told['killed']}, agreement after {told['seconds']:.1f} s")
    assert sum(told["killed"].values()) == EXTENT.kills
    assert not told["differences"], "\n".join(told["differences"])
    assert told["seconds"] < 60


def test_readers_find_what_was_published_long_before_whoever_is_killed(told):
    assert not told["complaints"], "\n".join(told["complaints"])


def test_the_search_goes_on_whoever_is_killed(told):
    assert set(told["statuses"]) == {"200"}


@pytest.mark.parametrize("action", ["apply", "rebuild"])
def test_a_death_before_any_single_step_loses_and_doubles_nothing(archive, action, record_property):
    extent = {"articles": EXTENT.articles, "growth": EXTENT.growth, "rounds": EXTENT.rounds}
    told = archive.run("stepping", "kill_at_steps", action=action, **extent)
    record_property(f"deaths at a step of {action}", told["kills"])
    assert told["kills"] > 0
    assert not told["wrong"], "\n".join(told["wrong"])
