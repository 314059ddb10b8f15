"""The index holds every published article as it is today, nothing else, and not a bit of it is another one."""

import random

import pytest
from django.db import connection
from haystack import connections

from articles.inspecting.findings import Looked
from articles.models import Article, ArticleTopic, Author, Caption, Institution, State, Topic
from search.documents import documents
from search.index import apply_pending, mend_index, rebuild
from search.inspecting import index
from search.models import PendingChange
from tests.builders import make_article, make_issue

COUNT = 12


@pytest.fixture
def holdings(search_index, subjects):
    """Twelve articles in two segments, the second with a deleted one."""
    issue = make_issue()
    for number in range(COUNT):
        article = make_article(
            issue, title=f"On {number}", authors=("Ann Bell",), topics=("energy",), regions=("DE",), section="News",
            institutions=("cas",), body=f"Says {number} " * 40,
        )  # fmt: skip
        Caption.objects.create(article=article, text="A picture", credit="Photo: Bell")
        if number == COUNT // 2:
            rebuild()
    apply_pending()
    article.save()
    apply_pending()
    return list(Article.objects.order_by("pk"))


def told():
    return [(finding.code, finding.subject) for finding in index(Looked())]


def execute(statement, *values):
    """Past all of the archive's own code."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def backend():
    return connections["default"].get_backend()


def build_files(folder):
    """All files that make the index what it is."""
    return [folder / "current", *(path for path in sorted(backend().folder.current().iterdir()))]


def test_nothing_is_said_of_an_index_that_is_up_to_date(holdings):
    assert told() == []


def test_nothing_is_said_of_what_waits_to_be_indexed(holdings):
    holdings[0].title = "Changed a moment ago"
    holdings[0].save()
    holdings[1].delete()
    make_article()
    assert told() == []


def test_every_flipped_bit_in_any_file_is_found(holdings, search_index):
    rng = random.Random(11)
    files = build_files(search_index)
    assert {path.suffix for path in files} == {"", ".postings", ".terms", ".columns", ".toc", ".sums"}
    for number in range(240):
        path = files[number % len(files)]
        before = path.read_bytes()
        changed = bytearray(before)
        changed[rng.randrange(len(changed))] ^= 1 << rng.randrange(8)
        path.write_bytes(changed)
        assert [code for code, _ in told()] in (["index-damaged"], ["index-missing"]), path
        assert backend().folder.is_distrusted
        path.write_bytes(before)
        (search_index / "damaged").unlink()
    assert told() == []


def test_every_truncated_or_deleted_file_is_found(holdings, search_index):
    rng = random.Random(12)
    for path in build_files(search_index):
        before = path.read_bytes()
        path.write_bytes(before[: rng.randrange(len(before))])
        assert told(), path
        path.unlink()
        assert told(), path
        path.write_bytes(before)
    assert told() == []


def test_a_missing_index_is_found(db, settings, tmp_path):
    settings.HAYSTACK_CONNECTIONS = {"default": settings.HAYSTACK_CONNECTIONS["default"] | {"PATH": str(tmp_path)}}
    connections.reload("default")
    assert [code for code, _ in told()] == ["index-missing"]


def test_a_damaged_index_is_built_anew_by_the_worker(holdings, search_index):
    path = next(path for path in build_files(search_index) if path.suffix == ".columns")
    path.write_bytes(path.read_bytes()[:-1] + b"?")
    assert told()
    mend_index()
    assert told() == []


STALE = {
    "title": "UPDATE articles_article SET title = 'Other' WHERE id = %s",
    "text": "UPDATE articles_article SET text = text || '.' WHERE id = %s",
    "standfirst": "UPDATE articles_article SET standfirst = 'Other' WHERE id = %s",
    "date": "UPDATE articles_article SET date = '1999-01-01' WHERE id = %s",
    "language": "UPDATE articles_article SET language = 'zh' WHERE id = %s",
    "caption": "UPDATE articles_caption SET credit = 'Other' WHERE article_id = %s",
    "tag taken off": "DELETE FROM articles_articleregion WHERE article_id = %s",
    "author taken off": "DELETE FROM articles_authorship WHERE article_id = %s",
}


@pytest.mark.parametrize("changed", STALE)
def test_an_article_that_is_not_what_was_indexed_is_found_and_then_mended(holdings, changed):
    statement = STALE[changed]
    article = random.Random(changed).choice(holdings)
    execute(statement, article.pk)
    assert told() == [("index-stale", f"article {article.pk}")]
    apply_pending()
    assert told() == []


def test_a_tag_that_was_added_to_the_table_is_found(holdings):
    topic = Topic.objects.get(slug="ai")
    execute(
        "INSERT INTO articles_articletopic (article_id, topic_id, evidence, origin) VALUES (%s, %s, '', 'editor')",
        holdings[3].pk,
        topic.pk,
    )
    assert told() == [("index-stale", f"article {holdings[3].pk}")]


@pytest.mark.parametrize(("model", "field"), [(Author, "name"), (Topic, "name_zh"), (Institution, "abbreviation")])
def test_a_name_that_was_changed_in_its_table_is_found_in_all_its_articles(holdings, model, field):
    model.objects.filter(pk__in=model.objects.filter(articles=holdings[0])).update(**{field: "Other"})
    assert [code for code, _ in told()] == ["index-stale"] * COUNT


def test_an_entry_that_is_gone_from_the_index_is_found_and_then_mended(holdings):
    writer = backend().writer(backend().folder.current())
    writer.remove([holdings[5].pk])
    writer.commit()
    assert told() == [("not-in-index", f"article {holdings[5].pk}")]
    apply_pending()
    assert told() == []


def test_an_entry_of_what_is_not_public_is_found_and_then_mended(holdings):
    Article.objects.filter(pk=holdings[5].pk).update(state=State.DRAFT)
    assert told() == [("index-orphan", f"article {holdings[5].pk}")]
    apply_pending()
    assert told() == []


def test_an_entry_that_was_left_of_an_article_that_is_gone_is_found(holdings):
    number = holdings[5].pk
    holdings[5].delete()
    PendingChange.objects.all().delete()
    assert told() == [("index-orphan", f"article {number}")]


def test_an_old_entry_that_came_back_is_found(holdings):
    (old,) = documents([holdings[2].pk])
    holdings[2].title = "Corrected"
    holdings[2].save()
    apply_pending()
    writer = backend().writer(backend().folder.current())
    writer.add(old)
    writer.commit()
    assert told() == [("index-stale", f"article {holdings[2].pk}")]


def test_a_tag_that_an_editor_sets_is_no_difference(holdings):
    ArticleTopic.objects.create(article=holdings[0], topic=Topic.objects.get(slug="space"))
    assert told() == []
    apply_pending()
    assert told() == []


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL keeps no such date")
def test_an_article_that_cannot_be_prepared_is_found(holdings, monkeypatch):
    execute("UPDATE articles_article SET date = '2023-13-45' WHERE id = %s", holdings[4].pk)
    monkeypatch.setattr("search.inspecting.time.sleep", lambda _: None)
    assert told() == [("cannot-be-indexed", f"article {holdings[4].pk}")]
