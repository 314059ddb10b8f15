import datetime

import pytest

from articles.exports.published import for_rows
from articles.exports.rows import article_address, article_row, article_rows, article_summary, utc
from articles.models import Article, Caption, Institution, Region, Topic
from tests.builders import make_article, make_issue, make_publication

pytestmark = pytest.mark.django_db

BASE = "https://archive.example/"


def test_a_row_has_the_published_fields_and_no_others():
    row = article_row(make_article(), BASE)
    assert set(row) == {
        "id", "url", "title", "standfirst", "section", "issue", "position", "byline", "authors", "date", "language",
        "topics", "regions", "institutions", "body", "text", "captions", "source_note", "word_count", "rights",
            "access",         "published_at", "updated_at",
    }  # fmt: skip


def test_a_row_names_the_issue_and_its_publication():
    issue = make_issue(make_publication("Harbour Science Daily"), number="4711")
    assert article_row(make_article(issue), BASE)["issue"] == {
        "id": issue.pk,
        "slug": issue.slug,
        "title": None,
        "url": f"https://archive.example{issue.get_absolute_url()}",
        "publication": {"slug": "harbour-science-daily", "name": "Harbour Science Daily"},
        "number": "4711",
        "date": "2023-03-10",
    }


def test_addresses_are_absolute():
    article = make_article(title="Tides")
    assert article_row(article, BASE)["url"] == f"https://archive.example/articles/{article.pk}/tides/"


def test_what_the_source_does_not_say_is_null():
    row = article_row(make_article(), BASE)
    assert [row[key] for key in ("standfirst", "section", "byline", "date", "source_note", "rights")] == [None] * 6


@pytest.mark.parametrize(("precision", "shown"), [("day", "2023-03-01"), ("month", "2023-03"), ("year", "2023")])
def test_a_date_is_as_precise_as_it_is_printed(precision, shown):
    article = make_article(date="2023-03-01", date_precision=precision)
    assert article_row(article, BASE)["date"] == shown


def test_times_are_given_in_utc():
    east = datetime.timezone(datetime.timedelta(hours=8))
    assert utc(datetime.datetime(2024, 5, 6, 7, 8, 9, tzinfo=east)) == "2024-05-05T23:08:09Z"


def test_authors_come_in_the_order_of_the_byline():
    article = make_article(authors=("ZHOU Min", "CHEN Chunyou"), byline="By ZHOU Min and CHEN Chunyou")
    assert [author["name"] for author in article_row(article, BASE)["authors"]] == ["ZHOU Min", "CHEN Chunyou"]


def test_tags_are_named_by_slug_or_code():
    topic = Topic.objects.create(slug="tide-pools", name="Tide pools")
    region = Region.objects.create(code="X-BAY", name="The Bay", kind="group")
    institution = Institution.objects.create(slug="bay-council", name="Bay Council")
    article = make_article(topics=(topic.slug,), regions=(region.code,), institutions=(institution.slug,))
    row = article_row(article, BASE)
    assert row["topics"] == [
        {"slug": "tide-pools", "name": "Tide pools", "evidence": "on tide-pools", "origin": "editor"}
    ]
    assert row["regions"] == [{"code": "X-BAY", "name": "The Bay", "evidence": "in X-BAY", "origin": "editor"}]
    why = {"evidence": "by bay-council", "origin": "editor"}
    assert row["institutions"] == [{"slug": "bay-council", "name": "Bay Council", **why}]


def test_a_caption_has_its_text_and_credit():
    article = make_article()
    Caption.objects.create(article=article, text="A pier at dusk.", credit="PHOTO: ZHOU Min")
    assert article_row(article, BASE)["captions"] == [
        {"text": "A pier at dusk.", "credit": "PHOTO: ZHOU Min", "anchor": None}
    ]


def test_rights_are_those_of_the_publication():
    publication = make_publication("Rights Weekly", rights="All rights reserved.")
    assert article_row(make_article(make_issue(publication)), BASE)["rights"] == "All rights reserved."


def test_a_summary_is_the_row_without_body_and_text():
    article = make_article()
    row = article_row(article, BASE)
    assert article_summary(article, BASE) == {key: row[key] for key in row if key not in ("body", "text")}


def test_a_summary_does_not_read_the_text_from_the_database(django_assert_num_queries):
    make_article()
    article = Article.objects.for_lists().get()
    with django_assert_num_queries(5):  # byline, captions and three kinds of tag
        article_summary(article, BASE)


def test_queries_do_not_grow_with_the_rows(django_assert_max_num_queries):
    topic = Topic.objects.create(slug="tide-pools", name="Tide pools")
    region = Region.objects.create(code="X-BAY", name="The Bay", kind="group")
    for _ in range(20):
        make_article(section="Policy", authors=("ZHOU Min",), topics=(topic.slug,), regions=(region.code,))
    with django_assert_max_num_queries(13):
        assert len(article_rows(for_rows(), BASE)) == 20


@pytest.mark.parametrize(
    "title", ["Tides & piers", "潮汐 政策", "Ünïcode – dash", "???", "A/B %2F", "ﬁ ligature", "́ accent", "x" * 300]
)
def test_the_address_of_an_article_is_the_one_that_its_page_has(title):
    article = make_article(title=title)
    assert article_address(article, BASE) == f"https://archive.example{article.get_absolute_url()}"


@pytest.mark.parametrize("access", ["full", "summary"])
def test_a_row_is_the_same_from_models_and_from_the_database(access):
    topic = Topic.objects.create(slug="tide-pools", name="Tide pools")
    issue = make_issue(make_publication("Same Weekly", access=access))
    article = make_article(issue, section="Policy", authors=("ZHOU Min", "陈 明"), topics=(topic.slug,))
    Caption.objects.create(article=article, text="A pier.")
    assert article_rows([Article.objects.get(pk=article.pk)], BASE) == [article_row(article, BASE)]
