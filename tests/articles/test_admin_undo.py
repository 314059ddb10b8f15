"""The buttons on the pages of history: undo and redo, who may, and what stands in the way."""

import pytest
from django.contrib.admin.models import LogEntry
from django.urls import reverse

from articles.models import Change
from tests.articles.changes import changed
from tests.articles.desk import sign_in, told
from tests.articles.test_admin_history import history, undo
from tests.articles.test_admin_lists import act
from tests.builders import make_article

pytestmark = pytest.mark.django_db


@pytest.fixture
def article():
    return make_article(title="Tide gauges")


def test_each_change_has_a_button_until_it_is_undone(editor, article):
    made = changed(article, title="New gauges")
    assert ">Undo</button>" in history(editor, article.issue)
    undo(editor, made)
    page = history(editor, article.issue)
    assert ">Undo</button>" not in page
    assert ">Redo</button>" in page


def test_an_undone_change_is_told_with_the_way_to_redo_it(editor, article):
    made = changed(article, title="New gauges")
    response = undo(editor, made)
    article.refresh_from_db()
    assert article.title == "Tide gauges"
    assert "Undone: Changed title of “New gauges”." in told(response)
    assert f'{response["Location"]}#change-{made.undone_by.pk}">Redo it' in told(response)


def test_a_redone_change_is_told(editor, article):
    undo(editor, changed(article, title="New gauges"))
    response = undo(editor, Change.objects.first())
    article.refresh_from_db()
    assert article.title == "New gauges"
    assert "Done again: Changed title of “New gauges”." in told(response)


def test_a_conflict_says_what_must_be_undone_first(editor, article):
    made = changed(article, title="New gauges")
    changed(article, title="Newer gauges")
    assert "“Changed title of “Newer gauges””" in told(undo(editor, made))
    article.refresh_from_db()
    assert article.title == "Newer gauges"


def test_undoing_leads_back_to_where_the_button_was(editor, article):
    page = reverse("admin:articles_article_history", args=[article.pk])
    assert undo(editor, changed(article, title="New gauges"), next=page)["Location"] == page


def test_undoing_leads_to_no_other_site(editor, article):
    response = undo(editor, changed(article, title="New gauges"), next="https://elsewhere.example/")
    assert response["Location"] == reverse("admin:articles_issue_history", args=[article.issue.pk])


def test_an_undo_stands_among_the_recent_actions(editor, article):
    undo(editor, changed(article, title="New gauges"))
    assert LogEntry.objects.get().get_change_message() == "Undid: Changed title of “New gauges”"


def test_undoing_is_not_done_by_following_a_link(editor, article):
    address = reverse("admin:articles_change_undo", args=[changed(article, title="New gauges").pk])
    assert editor.get(address).status_code == 405


def test_undoing_needs_the_permission_to_change_articles(client, article):
    made = changed(article, title="New gauges")
    sign_in(client, "view_article", "view_issue")
    assert ">Undo</button>" not in history(client, article.issue)
    assert undo(client, made).status_code == 403


def test_unpublishing_is_undone_only_by_who_may_change_issues(client, editor, article):
    act(editor, "issue", "unpublish", article.issue)
    sign_in(client, "change_article", "view_issue")
    assert undo(client, Change.objects.get()).status_code == 403


def test_the_history_needs_the_permission_to_see_issues(client, article):
    sign_in(client, "view_section")
    assert client.get(reverse("admin:articles_issue_history", args=[article.issue.pk])).status_code == 403
