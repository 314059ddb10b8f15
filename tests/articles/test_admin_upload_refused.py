"""Uploads that cannot be taken: each is told in a sentence, and nothing is half saved."""

import os
import time

import pytest
from django.test import Client
from django.urls import reverse

from articles.admin import staging
from articles.models import Issue, Publication, SourceFile
from tests.articles.desk import PAGE, confirm, ingest, sign_in, staged, told, upload
from tests.articles.zips import zipped

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media_folder")]
UPLOAD = "/admin/articles/issue/upload/"


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("page.md", b"", "The file is empty"),
        ("page.md", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8, "PNG picture"),
        ("page.txt", bytes(range(256)) * 64, "not text"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_in_a_sentence(editor, name, data, sentence):
    response = upload(editor, (name, data))
    assert response.status_code == 200
    assert sentence in response.content.decode()
    assert staged() == []


def test_no_file_is_told_so(editor):
    response = upload(editor)
    assert response.status_code == 200
    assert "No file was chosen" in response.content.decode()


def test_a_file_over_the_limit_is_refused_without_being_kept(editor, settings):
    settings.UPLOAD_LIMIT = 100_000
    response = upload(editor, ("long.md", b"words " * 100_000))
    assert response.status_code == 200
    assert "“long.md” is larger than 97.7\xa0KB" in response.content.decode()
    assert staged() == []


def test_fifty_megabytes_are_refused_quickly(editor):
    start = time.monotonic()
    response = upload(editor, ("huge.md", b"x" * 50 * 1024 * 1024))
    assert "“huge.md” is larger than 20.0\xa0MB" in response.content.decode()
    assert time.monotonic() - start < 5


def test_one_bad_file_among_several_holds_all_back(editor):
    response = upload(editor, ("1.md", PAGE), ("2.md", ""))
    assert "“2.md”: The file is empty" in response.content.decode()
    assert staged() == []


def test_a_file_that_is_there_already_is_refused_with_the_way_to_it(editor):
    ingest(editor)
    response = upload(editor, ("copy.md", PAGE))
    page = response.content.decode()
    assert "in the archive already" in page
    review = reverse("admin:articles_issue_review", args=[Issue.objects.get().pk])
    assert f'in <a href="{review}' in page


def test_a_name_with_markup_is_shown_as_text(editor):
    assert "&lt;b&gt;.md" in upload(editor, ("<b>.md", "")).content.decode()


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("date", "2023-02-30", "There is no such date as 2023-02-30"),
        ("date", "next May", "is not a date"),
        ("number", "9" * 41, "at most 40 characters"),
        ("new_publication", "N" * 201, "at most 200 characters"),
        ("new_publication", "", "Choose the publication"),
    ],
)
def test_a_wrong_correction_is_told_and_nothing_is_saved(editor, field, value, sentence):
    response = ingest(editor, **{field: value})
    assert response.status_code == 200
    assert sentence in response.content.decode()
    assert (Issue.objects.count(), Publication.objects.count()) == (0, 0)


def test_a_wrong_correction_can_be_corrected(editor):
    page = ingest(editor, date="2023-02-30")
    confirm(editor, page, date="2023-02-28")
    assert Issue.objects.get().iso_date == "2023-02-28"


def test_an_over_long_file_name_is_shortened_and_keeps_its_ending(editor):
    ingest(editor, name="n" * 400 + ".md")
    name = SourceFile.objects.get().name
    assert len(name) <= 255
    assert name.endswith(".md")


def test_saving_twice_says_that_it_is_there(editor):
    page = upload(editor, ("page.md", PAGE))
    confirm(editor, page)
    assert "in the archive already" in told(confirm(editor, page))
    assert Issue.objects.count() == 1


def test_an_upload_that_was_cleared_away_is_to_be_chosen_again(editor):
    page = upload(editor, ("page.md", PAGE))
    for path in staged():
        path.unlink()
    response = confirm(editor, page)
    assert response.url == UPLOAD
    assert "choose the file again" in told(response)


def test_a_made_up_token_names_no_file(editor):
    response = confirm(editor, upload(editor, ("page.md", PAGE)), staged="../../etc/passwd")
    assert response.url == UPLOAD
    assert Issue.objects.count() == 0


def test_uploads_older_than_a_day_are_cleared_away(editor):
    upload(editor, ("old.md", PAGE))
    [old] = staged()
    os.utime(old, (0, time.time() - staging.KEPT_SECONDS - 60))
    upload(editor, ("new.md", PAGE + "\nMore.\n"))
    assert old not in staged()
    assert len(staged()) == 1


def test_a_visitor_is_sent_to_the_login(client):
    assert client.get(UPLOAD).url.startswith(reverse("admin:login"))


@pytest.mark.parametrize("address", [UPLOAD, UPLOAD + "confirm/"])
def test_an_editor_who_may_not_add_issues_is_refused(client, address):
    sign_in(client, "view_issue")
    assert client.post(address).status_code == 403


def test_a_form_from_another_site_is_refused():
    client = Client(enforce_csrf_checks=True)
    sign_in(client)
    assert upload(client, ("page.md", PAGE)).status_code == 403


def test_a_bad_file_in_a_zip_archive_is_told_by_its_place_and_holds_all_back(editor):
    response = upload(editor, ("issue.zip", zipped(("a/1.md", PAGE), ("../2.md", ""))))
    assert "“issue.zip: 2.md”: The file is empty" in response.content.decode()
    assert staged() == []


def test_an_archive_of_more_files_than_an_issue_has_pages_is_refused(editor):
    pages = [(f"{number}.md", PAGE) for number in range(101)]
    assert "more than 100 files" in upload(editor, ("issue.zip", zipped(*pages))).content.decode()


def test_a_file_that_takes_too_long_is_refused_and_the_next_upload_is_read(editor):
    long = (b"[tide](" * 70_000 + b"\n") * 6
    assert "took too long" in upload(editor, ("long.md", long)).content.decode()
    assert staged() == []
    assert "2 articles" in upload(editor, ("page.md", PAGE)).content.decode()
