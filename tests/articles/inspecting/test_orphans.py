"""Files that nothing refers to are found, and moved aside when somebody asks for it. None is deleted."""

import os
import random
import time

import pytest

from articles.inspecting.orphans import clear_staging, orphans, tidy
from articles.models import SourceFile
from articles.removing import remove
from articles.store import save_issue
from tests.articles.batch_files import batch_of
from tests.articles.desk import PAGE
from tests.articles.ingest.reading import read_issue
from tests.articles.inspecting.conftest import told

DAY = 24 * 60 * 60


def put(media, name, days=1):
    path = media / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"left behind")
    os.utime(path, (time.time() - days * DAY,) * 2)
    return path


def test_files_that_rows_refer_to_are_no_orphans(kept):
    batch_of(("a.md", "# A"))
    assert told(orphans) == []


def test_an_empty_archive_has_none(db, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "none"
    assert told(orphans) == []


def test_files_of_a_deleted_issue_are_no_orphans(kept):
    remove(kept[0].issue, None)
    assert told(orphans) == []


def test_every_file_without_a_row_is_found(kept, media):
    rng = random.Random(7)
    for number in range(50):
        sha256 = f"{rng.getrandbits(256):064x}"
        name = rng.choice([f"sources/{sha256[:2]}/{sha256}.md", f"batches/{sha256[:32]}", f"{number}", f"x/y/{number}"])
        path = put(media, name)
        assert told(orphans) == [("orphan", name)]
        path.unlink()


def test_a_copy_beside_a_kept_file_is_found(kept, media):
    name = kept[0].file.name.replace(".md", "_x7Gh2.md")
    put(media, name)
    assert told(orphans) == [("orphan", name)]


def test_what_is_still_being_written_or_chosen_is_let_be(media):
    put(media, "sources/ab/.0123.part", days=0)
    put(media, "staging/0123", days=1)
    assert told(orphans) == []


def test_what_nobody_ended_to_write_or_choose_is_found(media):
    put(media, "sources/ab/.0123.part", days=3)
    put(media, "staging/0123", days=3)
    assert sorted(told(orphans)) == [("left-over", "sources/ab/.0123.part"), ("left-over", "staging/0123")]


def test_the_worker_clears_away_what_nobody_saved_within_a_day(media):
    old, new = put(media, "staging/old", days=1.1), put(media, "staging/new", days=0.9)
    clear_staging()
    assert (old.exists(), new.exists()) == (False, True)


def test_a_file_that_goes_with_a_failed_transaction_a_moment_later_is_no_orphan(media, monkeypatch):
    path = put(media, "sources/ab/late.md")
    monkeypatch.setattr("articles.inspecting.orphans.time.sleep", lambda _: path.unlink())
    assert told(orphans) == []


@pytest.mark.skipif(os.geteuid() == 0, reason="root may look into every folder")
def test_a_folder_that_cannot_be_looked_into_is_found(media):
    (media / "sources").mkdir(mode=0)
    assert [code for code, _ in told(orphans)] == ["folder-unreadable"]


def test_orphans_are_moved_aside_with_a_note_and_never_over_one_another(kept, media):
    for _ in range(2):
        put(media, "sources/ab/left.md")
        tidy([subject for _, subject in told(orphans)])
    found = media / "lost-and-found" / "sources" / "ab"
    assert sorted(path.name for path in found.iterdir()) == ["left.md", "left.md.2"]
    assert (found / "left.md").read_bytes() == b"left behind"
    assert (media / "lost-and-found" / "notes.txt").read_text().count("sources/ab/left.md -> ") == 2
    assert told(orphans) == []


def test_what_has_a_row_by_now_is_not_moved(kept, media):
    assert tidy([kept[0].file.name]) == []


def test_a_file_that_was_left_without_a_row_is_used_when_it_is_uploaded_again(media):
    record = read_issue(PAGE.encode(), "page.md")
    first = save_issue(record, PAGE.encode()).source
    name = first.file.name
    os.utime(media / name, (time.time() - DAY,) * 2)
    SourceFile.objects.all().delete()
    assert told(orphans) == [("orphan", name)]
    again = save_issue(record, PAGE.encode()).source
    assert again.file.name == name
    assert told(orphans) == []


def test_a_damaged_file_without_a_row_is_not_used(media):
    record = read_issue(PAGE.encode(), "page.md")
    name = save_issue(record, PAGE.encode()).source.file.name
    SourceFile.objects.all().delete()
    (media / name).write_bytes(b"x" * len(PAGE.encode()))
    source = save_issue(record, PAGE.encode()).source
    assert source.file.name != name
    assert (media / source.file.name).read_bytes() == PAGE.encode()


def test_the_file_of_a_deleted_issue_outlives_an_upload_that_fails(media, monkeypatch):
    record = read_issue(PAGE.encode(), "page.md")
    stored = save_issue(record, PAGE.encode())
    path = media / stored.source.file.name
    os.utime(path, (time.time() - DAY,) * 2)
    remove(stored.issue, None)
    monkeypatch.setattr("articles.store.save_articles", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        save_issue(record, PAGE.encode())
    assert path.read_bytes() == PAGE.encode()
