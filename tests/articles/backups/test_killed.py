"""A restore that is killed at any moment is simply run again."""

import random
import subprocess

import pytest

from tests.articles.backups.running import manage, restored, standing, start

MOMENTS = 5


def test_a_restore_that_was_killed_is_run_again(standing_archive, standing_bag, tmp_path):
    before, data = standing(standing_archive, "told"), tmp_path / "data"
    for moment in range(MOMENTS):
        process = start(data, "restore", standing_bag)
        try:
            process.communicate(timeout=random.Random(moment).uniform(1, 8))
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()
    code, printed = manage(data, "restore", standing_bag)
    assert code == 0 or "holds rows already" in printed  # one of them may have come to its end
    assert standing(data, "told") == before
    assert not list(data.glob("*.restoring*"))
    assert not (data / "restoring").exists()


@pytest.mark.parametrize("left", ["index", "nothing else"])
def test_a_restore_that_was_killed_before_its_index_was_built_builds_it(standing_bag, tmp_path, left):
    data = tmp_path / "data"
    restored(standing_bag, data)
    (data / "restoring").write_text(fingerprint(restored(standing_bag, tmp_path / "other"), standing_bag))
    if left == "nothing else":
        (data / "index" / "current").unlink()
    assert "Restored" in restored(standing_bag, data)
    assert standing(data, "told")["found"]
    assert manage(data, "restore", standing_bag)[0] == 1  # now it is an archive like any other


def fingerprint(_printed, bag):
    return subprocess.check_output(["sha256sum", bag / "tagmanifest-sha256.txt"], text=True).split()[0]
