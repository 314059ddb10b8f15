import datetime

import pytest
from django.db import transaction

from articles.models import Publication, State, Topic
from articles.publishing import unpublish_article
from search.index import apply_pending, rebuild
from tests.builders import make_article, make_issue
from tests.databases import committed

pytestmark = [committed, pytest.mark.usefixtures("search_index")]


@pytest.fixture
def article():
    made = make_article(title="Tides", topics=("energy",))
    rebuild()
    return made


def again(client, path, first, **headers):
    return client.get(path, headers={"If-None-Match": first.headers["ETag"]} | headers)


@pytest.mark.parametrize("path", ["/", "/issues/", "/topics/energy/", "/regions/", "/search/?q=tides", "/about/"])
def test_a_second_visit_costs_a_304_without_a_body(client, article, path):
    first = client.get(path)
    second = again(client, path, first)
    assert (first.status_code, second.status_code, second.content) == (200, 304, b"")
    assert second.headers["ETag"] == first.headers["ETag"]


def test_a_304_asks_the_database_for_the_state_alone(client, article, django_assert_num_queries):
    first = client.get(article.get_absolute_url())
    with django_assert_num_queries(1):
        assert again(client, article.get_absolute_url(), first).status_code == 304


def test_pages_are_kept_but_asked_about_each_time(client, article):
    headers = client.get("/").headers
    assert {"no-cache", "public"} == {part.strip() for part in headers["Cache-Control"].split(",")}
    assert {"Cookie", "Accept-Language"} <= {part.strip() for part in headers["Vary"].split(",")}


def test_whatever_is_written_changes_the_tag(client, article):
    other = make_article(article.issue)
    changes = (
        lambda: Topic.objects.filter(slug="energy").update(description="About watts."),
        lambda: Publication.objects.update(rights="All rights reserved."),
        lambda: article.captions.create(text="A dam."),
        lambda: unpublish_article(other),
        article.delete,
    )
    for change in changes:
        first = client.get("/")
        change()
        assert again(client, "/", first).status_code == 200


def test_work_on_drafts_changes_no_page(client, article):
    first = client.get("/")
    draft = make_article(make_issue(state=State.DRAFT), state=State.DRAFT, topics=("energy",), authors=("LI Wei",))
    draft.captions.create(text="A dam.")
    draft.delete()
    assert again(client, "/", first).status_code == 304


def test_a_change_of_the_index_changes_the_tag(client, article):
    make_article(title="Tides again")
    first = client.get("/search/?q=tides")
    apply_pending()
    assert "Tides again" in again(client, "/search/?q=tides", first).text


def test_a_change_that_is_taken_back_leaves_the_tag(client, article):
    first = client.get("/")
    with pytest.raises(RuntimeError), transaction.atomic():
        article.captions.create(text="A dam.")
        raise RuntimeError
    assert again(client, "/", first).status_code == 304


def test_another_language_and_other_colours_are_another_page(client, article):
    first = client.get("/")
    assert again(client, "/", first, **{"Accept-Language": "zh-CN"}).status_code == 200
    client.cookies["theme"] = "dark"
    assert again(client, "/", first).status_code == 200


def test_errors_and_the_editors_pages_have_no_tag(client, article):
    for path in ("/topics/no-such-topic/", "/admin/login/", "/healthz", "/search/?q=%22"):
        assert "ETag" not in client.get(path).headers


def test_without_an_index_pages_are_made_anew(client, article, search_index):
    first = client.get("/")
    search_index.rename(search_index.with_name("elsewhere"))
    second = again(client, "/", first)
    assert second.status_code == 200
    assert "ETag" not in second.headers


def test_a_draft_in_a_public_issue_changes_the_page_that_counts_it(client, article):
    path = article.issue.get_absolute_url()
    first = client.get(path)
    make_article(article.issue, state=State.DRAFT)
    assert "1 article" in again(client, path, first).text


def test_what_is_shown_of_a_day_is_shown_again_on_the_next(client, article, monkeypatch):
    first = client.get("/trends/")
    monkeypatch.setattr("archive.conditional.timezone.localdate", lambda: datetime.date(2030, 1, 1))
    assert again(client, "/trends/", first).status_code == 200
