"""How changes reach the index."""

from itertools import pairwise
from threading import Thread

import pytest
from django.core.management import call_command
from django_tasks_db.models import DBTaskResult
from haystack import connections

from articles.models import Article, State
from articles.signals import articles_changed
from search.index import apply_pending, ensure_index, rebuild
from search.models import PendingChange
from tests.builders import make_article


def change(*articles):
    articles_changed.send(Article, ids={article if isinstance(article, int) else article.pk for article in articles})


def titles(ask, query=""):
    return [hit.article.title for hit in ask(query).hits]


def held():
    return connections["default"].get_backend().ids()


def waiting_tasks():
    return DBTaskResult.objects.filter(status="READY").count()


def test_a_new_article_is_found_once_its_change_is_applied(ask):
    change(make_article(title="x"))
    assert apply_pending() >= 1
    assert titles(ask) == ["x"]
    assert not PendingChange.objects.exists()


def test_a_changed_article_is_found_by_its_new_words_only(ask):
    article = make_article(title="x", body="solar")
    rebuild()
    article.body = "wind"
    article.save()
    change(article)
    apply_pending()
    assert titles(ask, "wind") == ["x"]
    assert titles(ask, "solar") == []


def test_an_unpublished_article_leaves_the_index(search_index):
    article, other = make_article(), make_article()
    rebuild()
    Article.objects.filter(pk=article.pk).update(state=State.DRAFT)
    change(article)
    apply_pending()
    assert held() == {other.pk}


def test_a_deleted_article_leaves_the_index(search_index):
    article, other = make_article(), make_article()
    rebuild()
    number = article.pk
    article.delete()
    change(number)
    apply_pending()
    assert held() == {other.pk}


def test_the_last_article_can_leave_and_another_come(search_index):
    article = make_article()
    rebuild()
    number = article.pk
    article.delete()
    change(number)
    apply_pending()
    assert held() == set()
    another = make_article()
    change(another)
    apply_pending()
    assert held() == {another.pk}


def test_an_unpublished_article_is_not_shown_even_before_the_index_knows(ask):
    article = make_article()
    rebuild()
    Article.objects.filter(pk=article.pk).update(state=State.DRAFT)
    assert titles(ask) == []


def test_many_changes_wait_for_one_task(search_index):
    for _ in range(3):
        change(make_article())
    assert waiting_tasks() == 1


def test_a_change_during_a_task_asks_for_another(search_index):
    change(make_article())
    DBTaskResult.objects.update(status="RUNNING")
    change(make_article())
    assert waiting_tasks() == 1


def test_a_change_that_comes_while_others_are_applied_is_kept(search_index, monkeypatch):
    first, late = make_article(), make_article()
    PendingChange.objects.all().delete()
    change(first)
    backend = connections["default"].get_backend()
    write = backend.writer
    monkeypatch.setattr(backend, "writer", lambda *given: (change(late), write(*given))[1])
    apply_pending()
    assert list(PendingChange.objects.values_list("article_id", flat=True)) == [late.pk]


def test_changes_wait_until_a_failed_write_succeeds(search_index, monkeypatch):
    change(make_article())
    with monkeypatch.context() as patch:
        patch.setattr(connections["default"].get_backend(), "writer", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            apply_pending()
    assert PendingChange.objects.exists()
    apply_pending()
    assert len(held()) == 1


@pytest.mark.django_db(transaction=True)
def test_removals_from_several_threads_are_all_kept(search_index):
    articles = [make_article() for _ in range(24)]
    rebuild()

    def remove(some):
        for article in some:
            connections["default"].get_backend().remove(f"articles.article.{article.pk}")
        connections["default"].get_backend().close()

    threads = [Thread(target=remove, args=(articles[n:20:4],)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert held() == {article.pk for article in articles[20:]}


def test_updating_twice_keeps_one_entry(search_index):
    article = make_article()
    for _ in range(2):
        call_command("update_index", verbosity=0)
    assert held() == {article.pk}


def test_update_index_takes_out_what_is_not_published_any_more(search_index):
    article, other = make_article(), make_article()
    rebuild()
    Article.objects.filter(pk=article.pk).update(state=State.DRAFT)
    call_command("update_index")
    assert held() == {other.pk}


def test_rebuild_index_forgets_what_waited(search_index, capsys):
    change(make_article())
    call_command("rebuild_index", "--noinput")
    assert capsys.readouterr().out == "The search index holds 1 articles.\n"
    assert not PendingChange.objects.exists()


def test_a_rebuild_that_fails_leaves_the_old_index_in_use(ask, monkeypatch):
    make_article(title="x")
    rebuild()
    with monkeypatch.context() as patch:
        patch.setattr("search.index.IndexWriter.commit", lambda *_, **__: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            rebuild()
    assert titles(ask) == ["x"]


def test_a_rebuild_leaves_one_build_behind(search_index):
    rebuild()
    rebuild()
    assert len(list(search_index.glob("build-*"))) == 1


def test_a_reader_keeps_its_index_while_another_is_built(search_index):
    make_article()
    rebuild()
    snapshot = connections["default"].get_backend().snapshot()
    before = snapshot.living
    for _ in range(2):
        make_article()
        rebuild()
    assert before == len(snapshot.ids) == 1
    assert connections["default"].get_backend().snapshot().living == 3


def test_clearing_switches_to_an_empty_index(ask):
    make_article()
    rebuild()
    connections["default"].get_backend().clear()
    assert ask().count == 0


def test_ensure_index_applies_what_waits_without_a_word(ask):
    change(make_article(title="x"))
    ensure_index(pytest.fail)
    assert titles(ask) == ["x"]


def test_scores_and_order_survive_many_small_commits(ask):
    for number in range(12):
        change(make_article(title=f"x{number:02}", body="power " * (number + 1)))
        apply_pending()
    many = ask("power").hits
    rebuild()
    assert [hit.article.pk for hit in many] == [hit.article.pk for hit in ask("power").hits]
    assert all(a.score >= b.score for a, b in pairwise(many))
