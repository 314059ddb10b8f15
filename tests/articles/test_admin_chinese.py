"""The editors' pages in Chinese. What is kept is kept in English, and shown in the reader's language."""

import pytest
from django.conf import settings
from django.urls import reverse

from articles.models import Change, Region
from tests.articles.desk import told, upload
from tests.articles.test_admin_desk import press
from tests.articles.test_admin_history import history, save
from tests.builders import make_article, make_issue

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media_folder")]


@pytest.fixture
def editor(editor):
    """One who reads Chinese."""
    editor.cookies[settings.LANGUAGE_COOKIE_NAME] = "zh-hans"
    return editor


@pytest.mark.parametrize("page", ["admin:index", "admin:articles_issue_upload"])
def test_every_page_leads_back_to_english(editor, page):
    assert '<button name="language" value="en" lang="en">English</button>' in editor.get(reverse(page)).content.decode()


def test_so_does_the_page_for_signing_in(client):
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "zh-hans"
    assert 'lang="en">English</button>' in client.get(reverse("admin:login")).content.decode()


def test_a_change_is_kept_in_english_and_shown_in_chinese(editor):
    article = make_article(title="Tide gauges")
    save(editor, article, title="New gauges", body="New.")
    assert Change.objects.get().summary == "Changed title and body of “New gauges”"
    assert "更改“New gauges”的标题、正文" in history(editor, article)


def test_names_of_issues_are_kept_in_english_within_a_change(editor):
    article = make_article(issue=make_issue(number="7"))
    other = make_issue(publication=article.issue.publication, number="8")
    save(editor, article, issue=other.pk, section="")
    assert "No. 8" in Change.objects.get().after[f"article:{article.pk}"]["issue"]["name"]


def test_a_refusal_is_told_in_chinese(editor):
    page = upload(editor, ("page.md", b"\x89PNG\r\n\x1a\n" + bytes(999))).content.decode()
    assert "文件类型不受支持：PNG 图片" in page


def test_a_button_answers_in_chinese(editor):
    issue = make_article().issue
    assert "已发布" in told(press(editor, issue, "publish"))


def test_regions_go_by_their_chinese_names(editor):
    address = reverse("admin:articles_region_change", args=[Region.objects.get(code="CN-TJ").pk])
    assert "<h2>天津" in editor.get(address).content.decode()


def test_a_warning_that_no_translator_knows_is_marked_as_english(editor):
    warning = {"code": "new", "message": "Something new.", "line": None}
    issue = make_article(warnings=[warning]).issue
    page = editor.get(reverse("admin:articles_issue_review", args=[issue.pk])).content.decode()
    assert '<span lang="en">Something new.</span>' in page
