import pytest
from django.http import Http404

from articles.exports import published
from tests.builders import make_article, make_issue, make_publication

pytestmark = pytest.mark.django_db

BASE = "https://archive.example/"
WANTED = published.Wanted(BASE)


def test_every_row_comes_once_by_its_number(monkeypatch):
    monkeypatch.setattr(published, "BATCH", 2)
    articles = [make_article() for _ in range(5)]
    assert [row["id"] for row in published.every_row(WANTED)] == [article.pk for article in articles]


def test_queries_grow_by_the_batch_and_not_by_the_article(django_assert_max_num_queries):
    for _ in range(20):
        make_article(section="Policy", authors=("ZHOU Min",))
    with django_assert_max_num_queries(14):
        assert len(list(published.every_row(WANTED))) == 20


def test_nothing_is_read_before_it_is_asked_for(django_assert_num_queries):
    make_article()
    with django_assert_num_queries(0):
        published.every_row(WANTED)


@pytest.mark.parametrize("hide", [{"state": "draft"}, {"issue_state": "draft"}])
def test_drafts_are_left_out(hide):
    issue = make_issue(state=hide.pop("issue_state", "published"))
    article = make_article(issue, **hide)
    assert list(published.every_row(WANTED)) == []
    assert list(published.rows_of([article.pk], WANTED)) == []
    with pytest.raises(Http404):
        published.published_row(article.pk, BASE)


def test_rows_asked_for_by_number_come_in_order(monkeypatch):
    monkeypatch.setattr(published, "BATCH", 2)
    articles = [make_article() for _ in range(5)]
    wanted = [articles[4].pk, articles[0].pk, articles[2].pk]
    assert [row["id"] for row in published.rows_of(wanted, WANTED)] == sorted(wanted)


def test_rows_after_an_id_are_those_with_a_higher_one():
    first, second, third = (make_article() for _ in range(3))
    after = published.Wanted(BASE, after=first.pk)
    assert [row["id"] for row in published.every_row(after)] == [second.pk, third.pk]
    assert [row["id"] for row in published.rows_of([first.pk, third.pk], after)] == [third.pk]


def test_rows_asked_for_by_number_leave_out_those_between_them():
    first, _second, third = (make_article() for _ in range(3))
    assert [row["id"] for row in published.rows_of([first.pk, third.pk], WANTED)] == [first.pk, third.pk]


def test_rows_of_some_fields_have_those_alone():
    article = make_article(title="Tides", topics=())
    some = published.Wanted(BASE, fields=("id", "title"))
    assert list(published.every_row(some)) == [{"id": article.pk, "title": "Tides"}]


def test_texts_that_nobody_asks_for_are_not_read(django_assert_num_queries):
    make_article()
    with django_assert_num_queries(5) as queries:  # ids (twice), articles, issues, authors
        list(published.every_row(published.Wanted(BASE, fields=("id", "authors"))))
    assert not [query for query in queries if '"body"' in query["sql"]]


def test_withheld_texts_are_in_the_operators_own_copy_alone():
    article = make_article(make_issue(make_publication("Closed Weekly", access="summary")), body="Secret.")
    (public,) = published.every_row(WANTED)
    (own,) = published.every_row(published.Wanted(BASE, withheld=True))
    assert (public["id"], public["body"], own["body"], own["access"]) == (article.pk, None, "Secret.", "summary")
