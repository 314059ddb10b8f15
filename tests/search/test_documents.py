"""What the index gets of an article."""

from collections import Counter

import pytest
from django.db import OperationalError, connection

from articles.models import Caption, State
from search import documents as module
from search.analysis import PART_BREAK
from search.documents import documents
from search.search_indexes import ArticleIndex
from tests.builders import make_article, make_issue
from tests.databases import only_on_sqlite

pytestmark = pytest.mark.django_db


@pytest.fixture
def full_article(subjects):
    """An article that has everything, and several of what it can have several of."""
    article = make_article(
        make_issue(date="2023-03-10"),
        title="“Énergie” for Tianjin",
        standfirst="What it says first.",
        byline="By LI Wen and Ana Ruiz",
        body="A **body**.\n\nWith two paragraphs.",
        date="2022-12-31",
        language="zh",
        section="Case Study",
        authors=("LI Wen", "Ana Ruiz"),
        topics=("space", "energy"),
        regions=("DE", "CN-TJ"),
        institutions=("cas",),
    )
    Caption.objects.create(article=article, position=2, text="The second picture.")
    Caption.objects.create(article=article, position=1, text="The first picture.", credit="PHOTO: XINHUA")
    return article


@pytest.fixture
def bare_article(db):
    """An article of which the source says nothing but a title."""
    return make_article(make_issue(date=None), title="No more", body="")


def only(article):
    (document,) = documents([article.pk])
    return document


def by_haystack(article):
    """What Haystack prepares, as lists."""
    index = ArticleIndex()
    prepared = index.full_prepare(index.index_queryset().get(pk=article.pk))
    lists = {name: value if isinstance(value, list) else [value] for name, value in prepared.items()}
    lists["text"] = lists["text"][0].split(PART_BREAK)
    return {name: [value for value in values if value not in {None, ""}] for name, values in lists.items()}


def as_lists(document):
    dates = [document.date] if document.date else []
    return document.texts | document.values | {"date": dates, "sort_title": [document.sort_title]}


@pytest.mark.parametrize("kind", ["full_article", "bare_article"])
def test_a_document_says_what_other_engines_get_through_haystack(kind, request):
    article = request.getfixturevalue(kind)
    expected, found = by_haystack(article), as_lists(only(article))
    assert set(expected) - set(found) == {"id", "django_ct", "django_id"}
    for name, values in found.items():  # names are so many strings that no phrase may span, in whatever order
        assert Counter(values) == Counter(expected.get(name, [])), name


def test_the_running_text_is_standfirst_body_and_captions_in_this_order(full_article):
    assert only(full_article).texts["text"] == [
        "What it says first.",
        "A body.\n\nWith two paragraphs.",
        "The first picture. PHOTO: XINHUA",
        "The second picture.",
    ]


def test_what_an_article_does_not_have_is_an_empty_list(bare_article):
    document = only(bare_article)
    empty = {name for name, values in (document.texts | document.values).items() if not values}
    assert empty >= {"text", "author", "topic_exact", "section", "section_exact", "year"}
    assert document.date is None


def test_an_article_without_a_date_bears_that_of_its_issue():
    document = only(make_article(make_issue(date="2021-05-01")))
    assert document.date.isoformat() == "2021-05-01"
    assert document.values["year"] == ["2021"]


def test_titles_are_ordered_without_their_opening_quotation_marks(full_article):
    assert only(full_article).sort_title == "energie” for tianjin"


def test_only_what_is_published_has_a_document():
    draft = make_article(state=State.DRAFT)
    of_draft_issue = make_article(make_issue(state=State.DRAFT))
    public = make_article()
    found = documents([draft.pk, of_draft_issue.pk, public.pk, 99_999])
    assert [document.pk for document in found] == [public.pk]


def test_documents_come_in_the_order_asked_for_across_batches(monkeypatch):
    monkeypatch.setattr(module, "_BATCH", 2)
    issue = make_issue()
    ids = [make_article(issue).pk for _ in range(5)]
    asked = [ids[3], ids[0], ids[4], ids[1], ids[2]]
    assert [document.pk for document in documents(asked)] == asked


def test_a_batch_takes_as_many_queries_as_one_article(full_article, django_assert_num_queries):
    ids = [make_article(full_article.issue, authors=("LI Wen",), topics=("ai",)).pk for _ in range(20)]
    for asked in (ids[:1], ids):
        with django_assert_num_queries(11):
            list(documents(asked))


def test_bodies_are_not_read(full_article, django_assert_num_queries):
    with django_assert_num_queries(11) as queries:
        only(full_article)
    assert not [query for query in queries.captured_queries if '"body' in query["sql"]]


def spoil(article):
    with connection.cursor() as cursor:
        cursor.execute("UPDATE articles_article SET date = '2023-13-45' WHERE id = %s", [article.pk])


@only_on_sqlite("PostgreSQL takes no date that is none")
def test_a_bad_row_does_not_keep_the_others_out():
    issue = make_issue()
    articles = [make_article(issue) for _ in range(7)]
    spoil(articles[2])
    bad = []
    found = documents([article.pk for article in articles], lambda pk, error: bad.append((pk, type(error))))
    assert [document.pk for document in found] == [article.pk for article in articles if article != articles[2]]
    assert bad == [(articles[2].pk, ValueError)]


@only_on_sqlite("PostgreSQL takes no date that is none")
def test_a_bad_row_raises_where_nobody_takes_it():
    article = make_article()
    spoil(article)
    with pytest.raises(ValueError, match="month"):
        list(documents([article.pk]))


def test_a_database_that_fails_is_no_bad_row():
    def fail(*_):
        raise OperationalError("gone")

    with connection.execute_wrapper(fail), pytest.raises(OperationalError):
        list(documents([1, 2], lambda *_: pytest.fail("taken for a bad row")))
