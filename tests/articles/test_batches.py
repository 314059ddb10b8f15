"""Many files in the background: what is kept of an upload, and what becomes of each source in it."""

import fcntl
from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from articles.batch_reading import read_for
from articles.batches import progress
from articles.models import Batch, BatchFile, BatchItem, Issue, SourceFile
from articles.tasks import queue_unfinished, read_batch
from tests.articles.batch_files import batch_of, issue, issues_zip, kept_files, states
from tests.articles.zips import zipped
from tests.builders import make_issue, make_publication, make_source

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media_folder")]
ENOUGH = 60  # seconds


def test_a_batch_has_an_item_for_each_file_and_each_member_of_an_archive():
    batch = batch_of(("a.md", issue(1)), ("more.zip", issues_zip(2)))
    assert str(batch) == "a.md and 1 more"
    assert states(batch) == [("a.md", "waiting"), ("more.zip: 1.md", "waiting"), ("more.zip: 2.md", "waiting")]
    assert len(kept_files()) == 2


def test_no_name_of_an_upload_becomes_a_path():
    batch_of(("..\\..\\evil.md", issue(1)))
    [kept] = kept_files()
    assert "evil" not in str(kept)


def test_each_source_becomes_a_draft_of_whoever_uploaded_it():
    user = User.objects.create_user("editor")
    batch = batch_of(("year.zip", issues_zip(3)), user=user)
    read_for(batch, ENOUGH)
    assert [state for _, state in states(batch)] == ["stored"] * 3
    assert sorted(Issue.objects.values_list("number", "state")) == [("1", "draft"), ("2", "draft"), ("3", "draft")]
    assert set(SourceFile.objects.values_list("uploaded_by", flat=True)) == {user.pk}


def test_the_publication_of_the_batch_is_that_of_its_issues():
    known = make_publication("Bay Letters")
    read_for(batch_of(("a.md", issue(1)), publication=known), ENOUGH)
    assert Issue.objects.get().publication == known


def test_a_refused_file_is_told_why_and_does_not_stop_the_others():
    batch = batch_of(("year.zip", zipped(("1.md", issue(1)), ("2.md", ""), ("3.md", issue(3)))))
    read_for(batch, ENOUGH)
    assert [state for _, state in states(batch)] == ["stored", "refused", "stored"]
    assert "The file is empty" in batch.items.get(state="refused").message


def test_an_archive_that_is_refused_as_a_whole_is_one_refused_item():
    batch = batch_of(("empty.zip", zipped()), ("a.md", issue(1)))
    read_for(batch, ENOUGH)
    assert states(batch) == [("empty.zip", "refused"), ("a.md", "stored")]
    assert "holds no file" in batch.items.get(state="refused").message


def test_a_file_that_is_there_already_is_not_read_again():
    there = make_source(make_issue(), issue(1).encode())
    batch = batch_of(("a.md", issue(1)), ("copy.md", issue(1)))
    read_for(batch, ENOUGH)
    assert list(batch.items.values_list("state", "source")) == [("known", there.pk)] * 2
    assert SourceFile.objects.count() == 1


def test_the_uploaded_file_is_deleted_when_all_its_items_are_done():
    batch = batch_of(("a.md", ""), ("more.zip", issues_zip(2)))
    read_for(batch, ENOUGH)
    assert kept_files() == []
    assert not BatchFile.objects.exists()


def test_reading_stops_in_time_and_goes_on_with_the_first_that_waits():
    batch = batch_of(("year.zip", issues_zip(3)), ("last.md", issue(4)))
    for done in range(1, 4):
        assert read_for(batch, 0)
        assert progress(batch).done == done
    assert not read_for(batch, 0)
    assert progress(batch).is_finished
    assert sorted(Issue.objects.values_list("number", flat=True)) == ["1", "2", "3", "4"]


def test_an_item_that_ends_the_worker_whenever_it_is_saved_is_refused():
    batch = batch_of(("year.zip", issues_zip(2)))
    batch.items.filter(place=0).update(attempts=5)
    read_for(batch, ENOUGH)
    assert [state for _, state in states(batch)] == ["refused", "stored"]
    assert "broke off 5 times" in batch.items.get(state="refused").message


def test_an_item_at_which_the_worker_was_killed_a_few_times_is_read_again():
    batch = batch_of(("a.md", issue(1)))
    batch.items.update(attempts=4)
    read_for(batch, ENOUGH)
    assert states(batch) == [("a.md", "stored")]


def test_a_file_that_another_worker_is_at_is_left_to_it():
    batch = batch_of(("a.md", issue(1)))
    with kept_files()[0].open("rb") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        assert not read_for(batch, ENOUGH)
    assert states(batch) == [("a.md", "waiting")]


def test_an_upload_missing_from_the_data_folder_is_told():
    batch = batch_of(("year.zip", issues_zip(2)))
    kept_files()[0].unlink()
    assert not read_for(batch, ENOUGH)
    assert {item.message for item in batch.items.all()} == {
        "What was uploaded is missing from the data folder. Upload it again."
    }


def test_members_missing_from_their_archive_are_told():
    batch = batch_of(("year.zip", issues_zip(3)))
    kept_files()[0].write_bytes(issues_zip(1))
    read_for(batch, ENOUGH)
    assert [state for _, state in states(batch)] == ["stored", "refused", "refused"]


def test_the_task_queues_itself_until_the_batch_is_done(monkeypatch):
    monkeypatch.setattr("articles.tasks.SLICE_SECONDS", 0)
    batch = batch_of(("year.zip", issues_zip(2)))
    DBTaskResult.objects.all().delete()
    read_batch.call(batch.pk)
    assert [result.task_result.args for result in DBTaskResult.objects.filter(task_path__contains="read_batch")] == [
        [batch.pk]
    ]
    DBTaskResult.objects.all().delete()
    read_batch.call(batch.pk)
    assert not DBTaskResult.objects.filter(task_path__contains="read_batch").exists()


def test_a_task_that_fails_is_tried_again_after_a_pause():
    batch = batch_of(("a.md", issue(1)))
    DBTaskResult.objects.all().delete()
    [kept] = kept_files()
    kept.unlink()
    kept.mkdir()  # which can be opened as little as a file on a broken disk
    with pytest.raises(IsADirectoryError):
        read_batch.call(batch.pk)
    assert DBTaskResult.objects.get().run_after > timezone.now() + timedelta(seconds=50)


def test_no_file_is_refused_because_the_disk_fails(media_folder):
    batch = batch_of(("a.md", issue(1)))
    (media_folder / "sources").write_text("in the way of every source")
    for _ in range(3):
        with pytest.raises(OSError, match="sources"):
            read_for(batch, ENOUGH)
    (media_folder / "sources").unlink()
    read_for(batch, ENOUGH)
    assert states(batch) == [("a.md", "stored")]


def test_a_batch_that_was_deleted_is_no_work():
    batch = batch_of(("a.md", issue(1)))
    Batch.objects.all().delete()
    read_batch.call(batch.pk)
    assert not Issue.objects.exists()


def test_a_start_of_the_worker_queues_unfinished_batches_once():
    batch, other = batch_of(("a.md", issue(1))), batch_of(("b.md", issue(2)))
    read_for(other, ENOUGH)
    DBTaskResult.objects.all().delete()
    queue_unfinished()
    queue_unfinished()
    assert DBTaskResult.objects.get().task_result.args == [batch.pk]


def test_the_time_left_follows_from_the_pace_of_the_last_drafts():
    batch = batch_of(("year.zip", issues_zip(5)))
    assert progress(batch).seconds_left is None
    for item in batch.items.all()[:3]:
        at = timezone.now() + timedelta(seconds=item.place * 10)
        source = make_source(make_issue(), uploaded_at=at)
        BatchItem.objects.filter(pk=item.pk).update(state="stored", source=source)
    assert progress(batch).seconds_left == pytest.approx(20, abs=1)
