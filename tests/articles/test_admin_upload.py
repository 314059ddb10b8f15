"""The editor's upload: from a file to a draft issue."""

import pytest
from django.urls import reverse

from articles.models import Article, Issue, Publication, SourceFile
from tests.articles.desk import OTHER_PAGE, PAGE, confirm, ingest, sign_in, staged, told, upload
from tests.articles.zips import zipped
from tests.builders import make_issue, make_publication

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media_folder")]
UPLOAD = "/admin/articles/issue/upload/"


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
    page = upload(editor, ("2.md", OTHER_PAGE))
    assert "becomes another page of it" in page.content.decode()
    assert "another page" in told(confirm(editor, page))
    assert Issue.objects.get().sources.count() == 2


def test_a_number_typed_in_that_is_there_already_is_told_before_anything_is_saved(editor):
    issue = make_issue(make_publication("Harbour Science Daily"), number="11", date=None)
    page = ingest(editor, number="11", date="")
    assert "is in the archive already" in page.content.decode()
    assert issue.sources.count() == 0
    confirm(editor, page)
    assert issue.sources.count() == 1


def test_several_files_without_number_and_date_are_told_what_makes_them_one_issue(editor):
    page = upload(editor, ("1.md", PAGE), ("2.md", PAGE + "\nMore.\n"))
    response = confirm(editor, page, number="", date="")
    assert "Give the number or the date" in response.content.decode()
    assert Issue.objects.count() == 0


def test_an_issue_of_another_date_is_another_issue(editor):
    ingest(editor)
    ingest(editor, data=PAGE.replace("No. 12, 10 March", "No. 13, 11 March"))
    assert Issue.objects.count() == 2


def test_a_number_with_a_slash_makes_an_address_without(editor):
    ingest(editor, number="12/13")
    assert Issue.objects.get().slug == "2023-03-10-no-1213"


def test_an_editor_who_may_add_issues_but_not_change_them_can_upload(client):
    sign_in(client, "add_issue")
    ingest(client)
    assert Article.objects.count() == 2


def test_pages_for_an_issue_that_is_published_come_in_as_drafts(editor):
    issue = make_issue(make_publication("Harbour Science Daily"), number="12", date="2023-03-10")
    ingest(editor)
    assert {article.state for article in issue.articles.all()} == {"draft"}


def test_the_files_in_a_zip_archive_become_pages_of_one_issue(editor):
    second = PAGE.replace("Tide gauges", "Wave buoys")
    confirm(editor, upload(editor, ("issue.zip", zipped(("a/1.md", PAGE), ("a/2.md", second)))))
    assert [source.name for source in Issue.objects.get().sources.all()] == ["1.md", "2.md"]
