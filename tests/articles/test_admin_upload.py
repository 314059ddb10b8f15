"""The editor's upload: from a file to a draft issue."""

import os
import time
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from articles.admin import staging
from articles.models import Article, Issue, Publication, SourceFile
from tests.articles.desk import PAGE, confirm, ingest, sign_in, upload
from tests.builders import make_issue, make_publication

pytestmark = pytest.mark.django_db
UPLOAD = "/admin/articles/issue/upload/"


@pytest.fixture(autouse=True)
def data_folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def editor(client):
    sign_in(client)
    return client


def staged():
    folder = Path(settings.MEDIA_ROOT) / "staging"
    return list(folder.iterdir()) if folder.exists() else []


def told(response):
    """The messages of the page that a response leads to."""
    return " ".join(str(message) for message in response.wsgi_request._messages)


def test_the_list_of_issues_leads_to_the_upload(editor):
    assert UPLOAD in editor.get(reverse("admin:articles_issue_changelist")).content.decode()


def test_the_first_page_of_the_admin_leads_to_the_upload(editor):
    assert UPLOAD in editor.get(reverse("admin:index")).content.decode()


def test_the_guesses_are_filled_in_from_the_text(editor):
    make_publication("Harbour Science Daily")
    form = upload(editor, ("page.md", PAGE)).context["form"]
    assert form["publication"].value() == Publication.objects.get().pk
    assert (form["number"].value(), form["date"].value()) == ("12", "2023-03-10")


def test_a_publication_is_known_by_a_form_of_its_masthead(editor):
    known = make_publication("HSD", mastheads="The Harbour\nHARBOUR SCIENCE DAILY")
    assert upload(editor, ("page.md", PAGE)).context["form"]["publication"].value() == known.pk


def test_an_unknown_publication_is_offered_as_a_new_one(editor):
    form = upload(editor, ("page.md", PAGE)).context["form"]
    assert form["publication"].value() is None
    assert form["new_publication"].value() == "Harbour Science Daily"


def test_the_recognised_articles_are_listed(editor):
    page = upload(editor, ("page.md", PAGE)).content.decode()
    assert "2 articles" in page
    assert "Tide gauges report by satellite" in page


def test_nothing_is_in_the_archive_before_the_editor_confirms(editor):
    upload(editor, ("page.md", PAGE))
    assert (Issue.objects.count(), SourceFile.objects.count(), Publication.objects.count()) == (0, 0, 0)


def test_a_confirmed_upload_is_a_draft_and_leads_to_its_review(editor):
    response = ingest(editor)
    issue = Issue.objects.get()
    assert response.url.startswith(reverse("admin:articles_issue_review", args=[issue.pk]))
    assert (issue.state, str(issue)) == ("draft", "Harbour Science Daily, No. 12, 2023-03-10")
    assert issue.articles.count() == 2


def test_the_file_is_kept_byte_for_byte_with_who_uploaded_it(client):
    user = sign_in(client)
    ingest(client)
    source = SourceFile.objects.get()
    with source.file as file:
        assert file.read() == PAGE.encode()
    assert source.uploaded_by == user


def test_the_staged_file_is_gone_after_saving(editor):
    ingest(editor)
    assert staged() == []


def test_the_editors_corrections_win_over_the_guesses(editor):
    ingest(editor, new_publication="Bay Letters", number="77", date="2023-04")
    issue = Issue.objects.get()
    assert (issue.publication.name, issue.number, issue.iso_date) == ("Bay Letters", "77", "2023-04")


def test_a_number_and_a_date_that_the_editor_clears_stay_empty(editor):
    ingest(editor, number="", date="")
    issue = Issue.objects.get()
    assert (issue.number, issue.date) == ("", None)


def test_a_new_publication_named_like_a_known_one_is_the_known_one(editor):
    known = make_publication("Bay Letters")
    ingest(editor, new_publication="bay letters")
    assert Issue.objects.get().publication == known


def test_several_files_become_pages_of_one_issue(editor):
    second = PAGE.replace("Tide gauges", "Wave buoys")
    confirm(editor, upload(editor, ("1.md", PAGE), ("2.md", second)))
    issue = Issue.objects.get()
    assert [source.name for source in issue.sources.all()] == ["1.md", "2.md"]
    assert [article.position for article in issue.articles.all()] == [1, 2, 3, 4]


def test_a_number_that_is_there_already_says_that_the_file_becomes_another_page(editor):
    ingest(editor)
    page = upload(editor, ("2.md", PAGE.replace("Tide gauges", "Wave buoys")))
    assert "becomes another page of it" in page.content.decode()
    assert "another page" in told(confirm(editor, page))
    assert Issue.objects.get().sources.count() == 2


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
    assert reverse("admin:articles_issue_review", args=[Issue.objects.get().pk]) in page


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


def test_an_editor_who_may_add_issues_but_not_change_them_can_upload(client):
    sign_in(client, "add_issue")
    ingest(client)
    assert Article.objects.count() == 2


def test_pages_for_an_issue_that_is_published_come_in_as_drafts(editor):
    issue = make_issue(make_publication("Harbour Science Daily"), number="12", date="2023-03-10")
    ingest(editor)
    assert {article.state for article in issue.articles.all()} == {"draft"}
