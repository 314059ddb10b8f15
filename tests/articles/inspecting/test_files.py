"""Every file is read again, every byte, and compared with what was uploaded."""

import random
import time
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from articles.inspecting.files import read_for, removed_sources, sources, uploads
from articles.inspecting.kept import due
from articles.models import BatchFile, SourceFile
from articles.removing import remove
from tests.articles.batch_files import batch_of
from tests.articles.inspecting.conftest import told

SEED = 7


def path(source):
    return Path(source.file.path)


def codes(source):
    """What is said of this file; fails if anything is said of another."""
    found = told(sources)
    assert all(str(source.file) in subject for _, subject in found)
    return [code for code, _ in found]


def test_nothing_is_said_of_files_that_are_as_they_came(kept):
    assert told(sources) == []


def test_every_flipped_bit_is_found(kept):
    rng = random.Random(SEED)
    for _ in range(200):
        source = rng.choice(kept)
        before = path(source).read_bytes()
        changed = bytearray(before)
        changed[rng.randrange(len(changed))] ^= 1 << rng.randrange(8)
        path(source).write_bytes(changed)
        assert codes(source) == ["file-altered"]
        path(source).write_bytes(before)


def test_every_truncation_is_found(kept):
    rng = random.Random(SEED)
    for _ in range(50):
        source = rng.choice(kept)
        before = path(source).read_bytes()
        path(source).write_bytes(before[: rng.randrange(len(before))])
        assert codes(source) == ["file-truncated"]
        path(source).write_bytes(before)


def test_what_was_written_behind_the_end_is_found(kept):
    path(kept[0]).write_bytes(path(kept[0]).read_bytes() + b"\n")
    assert codes(kept[0]) == ["file-altered"]


@pytest.mark.parametrize("number", range(6))
def test_every_file_that_is_gone_is_found(kept, number):
    path(kept[number]).unlink()
    assert codes(kept[number]) == ["file-missing"]


def test_a_folder_in_the_place_of_a_file_is_found(kept):
    path(kept[2]).unlink()
    path(kept[2]).mkdir()
    assert codes(kept[2]) == ["file-unreadable"]


@pytest.mark.parametrize("changed", [{"file": ""}, {"file": "../secret-key"}, {"file": "sources/none.md"}])
def test_a_row_that_names_no_file_of_the_archive_is_found(kept, changed):
    SourceFile.objects.filter(pk=kept[1].pk).update(**changed)
    assert [code for code, _ in told(sources)] == ["file-missing"]


@pytest.mark.parametrize("changed", [{"sha256": "0" * 64}, {"size": 1}])
def test_a_row_that_says_something_else_of_its_file_is_found(kept, changed):
    SourceFile.objects.filter(pk=kept[1].pk).update(**changed)
    assert len(told(sources)) == 1


def test_when_a_file_was_found_well_is_noted_and_of_a_damaged_one_it_is_not(kept):
    path(kept[0]).write_bytes(b"something else")
    told(sources)
    assert [source.checked_at is None for source in SourceFile.objects.all()] == [True] + [False] * 5


def test_only_files_that_were_not_read_for_long_are_due(kept):
    now = timezone.now()
    times = [None, now - timedelta(days=24), now - timedelta(days=26), now + timedelta(days=400), now, now]
    for source, checked_at in zip(kept, times, strict=True):
        SourceFile.objects.filter(pk=source.pk).update(checked_at=checked_at)
    assert list(due()) == [kept[0], kept[2], kept[3]]
    told(sources, only_due=True)
    assert not due().exists()


def test_reading_stops_when_the_time_is_over_and_goes_on_where_it_stopped(kept):
    seen, after = 0, 0
    while after is not None:
        found, after = read_for(0, after)
        seen += 1
        assert not found
    assert seen == len(kept)
    assert not due().exists()


def test_a_damaged_file_does_not_keep_the_others_from_being_read(kept):
    path(kept[0]).unlink()
    found, after = read_for(0, 0)
    assert [finding.code for finding in found] == ["file-missing"]
    assert read_for(60, after) == ([], None)


def test_time_that_is_over_before_it_began_is_enough_for_one_file(kept):
    told(sources, until=time.monotonic() - 1)
    assert SourceFile.objects.exclude(checked_at=None).count() == 1


def test_a_file_that_an_editor_has_just_deleted_is_not_missed(kept, monkeypatch):
    def deleted_meanwhile(one):
        SourceFile.objects.filter(pk=one.key).delete()
        return "file-missing"

    monkeypatch.setattr("articles.inspecting.files.trouble_with", deleted_meanwhile)
    assert told(sources) == []


def test_files_of_deleted_issues_are_read_as_well(kept):
    remove(kept[0].issue, None)
    assert told(sources) == told(removed_sources) == []
    path(kept[3]).write_bytes(b"something else")
    assert [code for code, _ in told(removed_sources)] == ["file-truncated"]


def test_an_upload_that_waits_and_is_not_there_is_found(media):
    batch = batch_of(("a.md", "# A"), ("b.md", "# B"))
    assert told(uploads) == []
    Path(BatchFile.objects.first().file.path).unlink()
    assert [code for code, _ in told(uploads)] == ["upload-missing"]
    batch.items.update(state="stored")  # the worker deletes the file before its row
    assert told(uploads) == []
