"""What is restored from a copy is the archive that was copied."""

import fcntl
import json

import pytest

from tests.articles.backups.running import manage, restored, standing
from tests.databases import ask


@pytest.fixture(scope="module")
def again(standing_bag, tmp_path_factory):
    """The data folder of an archive that was restored on an empty machine."""
    data = tmp_path_factory.mktemp("restored") / "data"
    restored(standing_bag, data)
    return data


def test_every_row_every_file_and_every_search_is_the_same(standing_archive, again):
    before, after = standing(standing_archive, "told"), standing(again, "told")
    assert after["files"] == before["files"]
    assert after["found"] == before["found"] != []
    assert after["rows"].keys() == before["rows"].keys()
    for label, rows in before["rows"].items():
        assert after["rows"][label] == rows, label


def test_the_archive_that_is_tried_has_something_of_every_kind(standing_archive):
    before = standing(standing_archive, "told")
    empty = {label for label, rows in before["rows"].items() if not rows}
    assert empty <= {
        "admin.logentry",
        "articles.inspection",
        "articles.likeness",
        "auth.user_groups",
        "auth.user_user_permissions",
    }


def test_nothing_of_an_unfinished_restore_is_left(again):
    beside = {f"archive.sqlite3-{ending}" for ending in ("wal", "shm", "line")}
    assert {path.name for path in again.iterdir()} - {"secret-key", *beside} <= {
        "archive.sqlite3",
        "demo-loaded",
        "index",
        "media",
        "serve.lock",
    }


def test_people_log_in_with_their_passwords_undo_and_add_under_ids_that_were_never_given(standing_bag, tmp_path):
    restored(standing_bag, tmp_path / "data")
    assert standing(tmp_path / "data", "used") == {"password": True, "undone": "As it was", "new_id_is_new": True}


def test_a_batch_that_waited_is_read(standing_bag, tmp_path):
    data = tmp_path / "data"
    restored(standing_bag, data)
    assert ask(data, "SELECT state FROM articles_batchitem") == [("waiting",)]
    assert manage(data, "worker", "--batch")[0] == 0
    assert ask(data, "SELECT state FROM articles_batchitem") == [("stored",)]


def test_the_demo_does_not_come_back_into_an_archive_that_was_restored(again):
    assert len((again / "demo-loaded").read_text().split()) > 5


def test_the_newest_copy_in_a_folder_is_taken(standing_bag, tmp_path):
    assert f"Restored {standing_bag}" in restored(standing_bag.parent, tmp_path / "data")


def test_an_archive_that_is_there_is_never_written_over(standing_archive, standing_bag):
    before = standing(standing_archive, "told")
    code, printed = manage(standing_archive, "restore", standing_bag)
    assert code == 1
    assert "The database holds rows already" in printed
    assert "Nothing was changed" in printed
    assert standing(standing_archive, "told") == before


def test_a_file_that_is_not_in_the_copy_is_never_lost(standing_bag, tmp_path):
    kept = tmp_path / "data" / "media" / "sources" / "ab" / "abc.md"
    kept.parent.mkdir(parents=True)
    kept.write_text("the only copy of this")
    code, printed = manage(tmp_path / "data", "restore", standing_bag)
    assert code == 1
    assert "holds sources/ab/abc.md, which is not in the copy" in printed
    assert kept.read_text() == "the only copy of this"


def test_where_only_the_database_was_lost_the_files_that_are_there_are_used(archive, standing_bag, tmp_path):
    before = standing(archive, "told")
    data = tmp_path / "new"
    data.mkdir()
    (archive / "media").rename(data / "media")
    restored(standing_bag, data)
    assert standing(data, "told") == before


def test_tables_that_a_first_start_made_are_no_archive_yet(standing_bag, tmp_path):
    data = tmp_path / "data"
    data.mkdir()
    assert manage(data, "migrate", "--verbosity=0")[0] == 0
    restored(standing_bag, data)
    assert len(json.loads(json.dumps(standing(data, "told")))["found"]) > 3


def test_an_archive_that_is_being_served_is_left_alone(standing_bag, tmp_path):
    data = tmp_path / "data"
    data.mkdir()
    with (data / "serve.lock").open("a+") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        code, printed = manage(data, "restore", standing_bag)
    assert code == 1
    assert "is being served already" in printed
    assert not (data / "archive.sqlite3").exists()
