"""Many files at once in the admin: sending them, and watching what becomes of them."""

import time

import pytest
from django.contrib.admin.models import LogEntry
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from articles.batch_reading import read_for
from articles.models import Batch, BatchItem, Issue, SourceFile
from tests.articles.batch_files import batch_of, issue, issues_zip, kept_files, states
from tests.articles.desk import sign_in, staged, told
from tests.builders import make_issue, make_publication, make_source

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media_folder")]
ADD = "/admin/articles/batch/add/"
LIST = "/admin/articles/batch/"


def send(client, *files, **given):
    """Sends the form; `files` are (name, content) pairs."""
    chosen = [SimpleUploadedFile(name, data if isinstance(data, bytes) else data.encode()) for name, data in files]
    return client.post(ADD, ({"files": chosen} if chosen else {}) | given)


def page_of(client, batch, number=1):
    return client.get(reverse("admin:articles_batch_change", args=[batch.pk]), {"page": number})


def labels(response):
    return [item.label for item in response.context["page"]]


@pytest.mark.parametrize("name", ["admin:index", "admin:articles_issue_changelist", "admin:articles_issue_upload"])
def test_editors_find_the_way_to_it(editor, name):
    assert ADD in editor.get(reverse(name)).content.decode()


def test_what_is_sent_becomes_a_batch_that_waits_and_its_page_is_shown(client):
    user = sign_in(client)
    known = make_publication("Bay Letters")
    response = send(client, ("a.md", issue(1)), ("year.zip", issues_zip(2)), publication=known.pk)
    batch = Batch.objects.get()
    assert response.url == reverse("admin:articles_batch_change", args=[batch.pk])
    assert states(batch) == [("a.md", "waiting"), ("year.zip: 1.md", "waiting"), ("year.zip: 2.md", "waiting")]
    assert (batch.user, batch.publication) == (user, known)
    assert DBTaskResult.objects.get().task_result.args == [batch.pk]


def test_what_is_sent_is_on_the_disk_and_nowhere_twice(editor):
    data = issues_zip(40)
    send(editor, ("year.zip", data))
    assert [path.read_bytes() for path in kept_files()] == [data]
    assert staged() == []


def test_who_uploaded_what_is_in_the_history(client):
    user = sign_in(client)
    send(client, ("year.zip", issues_zip(2)))
    assert (LogEntry.objects.get().user, LogEntry.objects.get().get_change_message()) == (user, "Added.")


def test_no_file_is_told_so(editor):
    assert "No file was chosen" in send(editor).content.decode()
    assert not Batch.objects.exists()


def test_a_file_over_the_limit_is_one_refused_item_and_the_others_are_read(editor, settings):
    settings.BATCH_LIMIT = 10_000
    send(editor, ("long.zip", b"words " * 10_000), ("a.md", issue(1)))
    batch = Batch.objects.get()
    assert sorted(states(batch)) == [("a.md", "waiting"), ("long.zip", "refused")]
    assert "larger than 9.8\xa0KB" in batch.items.get(label="long.zip").message
    assert len(kept_files()) == 1
    assert staged() == []


def test_nothing_but_a_file_over_the_limit_is_a_batch_that_is_finished(editor, settings):
    settings.BATCH_LIMIT = 10_000
    page = editor.get(send(editor, ("long.zip", b"words " * 10_000)).url).content.decode()
    assert "<strong>1 of 1</strong>, finished." in " ".join(page.split())


def test_more_files_than_can_be_sent_are_told_so(editor, settings):
    settings.DATA_UPLOAD_MAX_NUMBER_FILES = 2
    response = send(editor, *((f"{number}.md", issue(number)) for number in range(3)))
    assert response.url == ADD
    assert "More than 2 files at once cannot be sent" in told(response)
    assert (kept_files(), staged()) == ([], [])


def test_sixty_megabytes_are_taken_in_seconds(editor):
    start = time.monotonic()
    send(editor, ("huge.bin", b"x" * 60 * 1024 * 1024))
    assert [path.stat().st_size for path in kept_files()] == [60 * 1024 * 1024]
    assert time.monotonic() - start < 10


def test_the_page_says_how_far_the_batch_is(editor):
    batch = batch_of(("year.zip", issues_zip(5)), ("empty.md", ""))
    batch.items.filter(place__lt=2).exclude(label="empty.md").update(state="stored")
    page = " ".join(page_of(editor, batch).content.decode().split())
    assert '<progress max="6" value="2"' in page
    assert "<strong>2 of 6</strong>" in page
    assert "Waiting: 4" in page
    assert "Saved as a draft: 2" in page


def test_the_page_says_when_it_has_not_begun(editor):
    assert "waiting to begin" in page_of(editor, batch_of(("a.md", issue(1)))).content.decode()


def test_the_page_estimates_the_time_left(editor):
    batch = batch_of(("year.zip", issues_zip(200)))
    first, last = batch.items.all()[0], batch.items.all()[10]
    for item, minute in ((first, 0), (last, 1)):
        source = make_source(make_issue(), uploaded_at=f"2024-05-06T10:{minute:02}Z")
        BatchItem.objects.filter(pk=item.pk).update(state="stored", source=source)
    assert "about 20 minutes left" in page_of(editor, batch).content.decode()


def test_a_finished_batch_leads_to_the_drafts_and_is_still(editor):
    batch = batch_of(("a.md", issue(1)))
    read_for(batch, 60)
    page = page_of(editor, batch).content.decode()
    review = reverse("admin:articles_issue_review", args=[Issue.objects.get().pk])
    assert f"{review}?source={SourceFile.objects.get().pk}" in page
    assert "Harbour Science Daily, No. 1, 2023-03-10" in page
    assert "batch.js" not in page
    assert "http-equiv" not in page


def test_an_unfinished_batch_reloads_itself_with_and_without_a_script(editor):
    page = page_of(editor, batch_of(("a.md", issue(1)))).content.decode()
    assert "batch.js" in page
    assert '<noscript><meta http-equiv="refresh"' in page


def test_refused_files_come_first_with_what_to_do(editor):
    batch = batch_of(("a.md", issue(1)), ("b.md", ""), ("c.md", issue(3)))
    read_for(batch, 60)
    response = page_of(editor, batch)
    assert labels(response) == ["b.md", "a.md", "c.md"]
    assert "Refused. The file is empty" in response.content.decode()


def test_a_hundred_files_stand_on_a_page(editor):
    batch = batch_of(("year.zip", issues_zip(101)))
    assert len(labels(page_of(editor, batch))) == 100
    assert labels(page_of(editor, batch, 2)) == ["year.zip: 101.md"]


def test_a_draft_that_was_deleted_since_is_told_so(editor):
    batch = batch_of(("a.md", issue(1)))
    read_for(batch, 60)
    Issue.objects.all().delete()
    assert "Saved as a draft, deleted since" in page_of(editor, batch).content.decode()


def test_a_name_with_markup_is_shown_as_text(editor):
    assert "&lt;b&gt;.md" in page_of(editor, batch_of(("<b>.md", ""))).content.decode()


def test_the_list_says_how_far_each_batch_is(editor):
    read_for(batch_of(("a.md", issue(1)), ("b.md", "")), 60)
    page = editor.get(LIST).content.decode()
    assert "a.md and 1 more" in page
    assert '<td class="field-done">2 of 2</td>' in page
    assert '<td class="field-refused">1</td>' in page


def test_deleting_a_batch_stops_it_and_leaves_what_was_saved(editor, django_capture_on_commit_callbacks):
    batch = batch_of(("year.zip", issues_zip(3)))
    read_for(batch, 0)
    with django_capture_on_commit_callbacks(execute=True):
        editor.post(reverse("admin:articles_batch_delete", args=[batch.pk]), {"post": "yes"})
    assert not Batch.objects.exists()
    assert kept_files() == []
    assert Issue.objects.count() == 1


def test_several_batches_can_be_deleted_in_the_list(editor, django_capture_on_commit_callbacks):
    chosen = [batch_of(("a.md", issue(1))).pk, batch_of(("b.md", issue(2))).pk]
    with django_capture_on_commit_callbacks(execute=True):
        editor.post(LIST, {"action": "delete_selected", "_selected_action": chosen, "post": "yes"})
    assert not Batch.objects.exists()
    assert kept_files() == []


@pytest.mark.parametrize("address", [ADD, LIST])
def test_an_editor_who_may_not_add_issues_is_refused(client, address):
    sign_in(client, "view_issue")
    assert client.get(address).status_code == 403


def test_the_permission_to_add_issues_is_enough(client):
    sign_in(client, "add_issue")
    response = client.get(send(client, ("a.md", issue(1))).url)
    assert response.status_code == client.get(LIST).status_code == 200


def test_a_visitor_is_sent_to_the_login(client):
    assert client.get(ADD).url.startswith(reverse("admin:login"))


def test_a_form_from_another_site_is_refused():
    client = Client(enforce_csrf_checks=True)
    sign_in(client)
    assert send(client, ("a.md", issue(1))).status_code == 403
    assert not Batch.objects.exists()
