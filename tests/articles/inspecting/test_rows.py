"""What rows point at is there, and they say nothing impossible."""

import pytest
from django.db import connection

from articles.inspecting.rows import rows
from articles.models import Article, ArticleTopic, PublicRecord, State, Topic
from tests.articles.inspecting.conftest import told
from tests.builders import make_article, make_issue, make_source

pytestmark = pytest.mark.django_db


@pytest.fixture
def article():
    issue = make_issue()
    source = make_source(issue, b"one line\n" * 20)
    return make_article(issue, source=source, spans=[[1, 4], [7, 7]])


def test_nothing_is_said_of_rows_that_hang_together(article):
    make_article(state=State.DRAFT)
    assert told(rows) == []


def test_a_published_article_that_harvesters_are_not_told_of_is_found(article):
    PublicRecord.objects.all().delete()
    assert told(rows) == [("no-public-record", f"article {article.pk}")]


@pytest.mark.parametrize("spans", [[[0, 3]], [[5, 4]], [[1, 182]], [[1]], [["1", 2]], {"1": 2}, "1-2", [7]])
def test_lines_that_a_source_cannot_have_are_found(article, spans):
    Article.objects.filter(pk=article.pk).update(spans=spans)
    assert told(rows) == [("lines-impossible", f"article {article.pk}")]


TAG = "INSERT INTO articles_articletopic (article_id, topic_id, evidence, origin) VALUES (%s, 99999, '', 'editor')"
CHANGE = (
    "INSERT INTO articles_change (issue_id, made_at, summary, before, after) VALUES (99990 + %s, '', '', '[]', '[]')"
)
ISSUE = "UPDATE articles_article SET issue_id = 99999 WHERE id = %s"
SOURCE = "DELETE FROM articles_sourcefile WHERE id IN (SELECT source_id FROM articles_article WHERE id = %s)"


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL lets nobody do this")
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("statement", "table"), [(TAG, "articletopic"), (ISSUE, "article"), (SOURCE, "article"), (CHANGE, "change")]
)
def test_a_reference_to_nothing_is_found(article, statement, table):
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA foreign_keys = OFF")
        cursor.execute(statement, [article.pk])
    try:
        broken = [subject for code, subject in told(rows) if code == "reference-broken"]
        assert any(f" of articles_{table}, " in subject for subject in broken)
    finally:
        with connection.cursor() as cursor:
            for name in ("articletopic", "change", "article"):
                cursor.execute(f"DELETE FROM articles_{name}")
            cursor.execute("PRAGMA foreign_keys = ON")


def test_a_tag_of_an_entry_that_is_there_is_whole(article):
    topic = Topic.objects.first()
    ArticleTopic.objects.create(article=article, topic=topic)
    assert told(rows) == []


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL keeps no such JSON")
def test_lines_that_are_no_json_are_found(article):
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA ignore_check_constraints = ON")
        cursor.execute("UPDATE articles_article SET spans = '[[1,'")
        cursor.execute("PRAGMA ignore_check_constraints = OFF")
    assert ("lines-impossible", f"article {article.pk}") in told(rows)
