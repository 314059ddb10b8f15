"""An article that anything but the archive has changed is found by its checksum."""

import random

import pytest
from django.db import connection

from articles.inspecting.texts import texts
from articles.models import Article
from articles.state import catalogue_state
from tests.articles.inspecting.conftest import told
from tests.builders import make_article

pytestmark = pytest.mark.django_db

SEALED = ("title", "standfirst", "byline", "language", "source_note", "body", "body_html", "text")
FIELDS = dict.fromkeys(("title", "standfirst", "byline", "source_note"), "Something that is printed here")


@pytest.fixture
def articles():
    return [make_article(**FIELDS, body=f"Paragraph {number}.\n\n- item\n- item") for number in range(5)]


def write(article, column, value):
    """Past all of the archive's own code."""
    with connection.cursor() as cursor:
        cursor.execute(f'UPDATE articles_article SET "{column}" = %s WHERE id = %s', [value, article.pk])


def test_nothing_is_said_of_articles_as_they_were_saved(articles):
    assert told(texts) == []


@pytest.mark.parametrize("column", SEALED)
def test_every_changed_character_is_found(articles, column):
    rng = random.Random(column)
    for _ in range(30):
        article = rng.choice(articles)
        before = getattr(article, column)
        place = rng.randrange(len(before))
        write(article, column, before[:place] + chr(ord(before[place]) ^ 1) + before[place + 1 :])
        assert told(texts) == [("text-altered", f"article {article.pk}")]
        write(article, column, before)


@pytest.mark.parametrize(("column", "value"), [("date", "2001-01-01"), ("date_precision", "year"), ("checksum", "0")])
def test_a_changed_date_or_checksum_is_found(articles, column, value):
    write(articles[2], column, value)
    assert told(texts) == [("text-altered", f"article {articles[2].pk}")]


def test_articles_of_an_earlier_release_are_given_their_checksum(articles):
    before = {article.pk: (article.checksum, article.updated_at) for article in articles}
    Article.objects.update(checksum=None)
    assert told(texts) == []
    assert {article.pk: (article.checksum, article.updated_at) for article in Article.objects.all()} == before


def test_a_checksum_does_not_overwrite_what_an_editor_saves_meanwhile(articles, monkeypatch):
    Article.objects.update(checksum=None)

    def saved_meanwhile(article):
        Article.objects.filter(pk=article.pk).update(checksum="f" * 64)
        return "0" * 64

    monkeypatch.setattr("articles.inspecting.texts.checksum", saved_meanwhile)
    told(texts)
    assert set(Article.objects.values_list("checksum", flat=True)) == {"f" * 64}


@pytest.mark.skipif(connection.vendor != "sqlite", reason="elsewhere a transaction has no state of its own")
def test_what_an_inspection_notes_changes_no_page(articles):
    Article.objects.update(checksum=None)
    before = catalogue_state()
    told(texts)
    assert catalogue_state() == before
    articles[0].save()
    assert catalogue_state() != before


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL keeps no such date")
def test_a_row_that_cannot_be_read_is_found_and_hides_no_other(articles):
    write(articles[1], "date", "2023-13-45")
    write(articles[3], "title", "Altered")
    assert told(texts) == [
        ("row-unreadable", f"article {articles[1].pk}"),
        ("text-altered", f"article {articles[3].pk}"),
    ]
