import pytest
from django.http import Http404

from articles.exports import published
from tests.builders import make_article, make_issue

pytestmark = pytest.mark.django_db

BASE = "https://archive.example/"


def test_every_row_comes_once_by_its_number(monkeypatch):
    monkeypatch.setattr(published, "BATCH", 2)
    articles = [make_article() for _ in range(5)]
    assert [row["id"] for row in published.every_row(BASE)] == [article.pk for article in articles]


def test_queries_grow_by_the_batch_and_not_by_the_article(django_assert_max_num_queries):
    for _ in range(20):
        make_article(section="Policy", authors=("ZHOU Min",))
    with django_assert_max_num_queries(14):
        assert len(list(published.every_row(BASE))) == 20


def test_nothing_is_read_before_it_is_asked_for(django_assert_num_queries):
    make_article()
    with django_assert_num_queries(0):
        published.every_row(BASE)


@pytest.mark.parametrize("hide", [{"state": "draft"}, {"issue_state": "draft"}])
def test_drafts_are_left_out(hide):
    issue = make_issue(state=hide.pop("issue_state", "published"))
    article = make_article(issue, **hide)
    assert list(published.every_row(BASE)) == []
    assert list(published.rows_of([article.pk], BASE)) == []
    with pytest.raises(Http404):
        published.published_row(article.pk, BASE)


def test_rows_asked_for_by_number_come_in_order(monkeypatch):
    monkeypatch.setattr(published, "BATCH", 2)
    articles = [make_article() for _ in range(5)]
    wanted = [articles[4].pk, articles[0].pk, articles[2].pk]
    assert [row["id"] for row in published.rows_of(wanted, BASE)] == sorted(wanted)
