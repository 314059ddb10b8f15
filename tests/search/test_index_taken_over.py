"""The release that serves keeps its index until the next one, whose index was built meanwhile, takes over."""

import pytest
from django.test import Client
from haystack import connections

from articles.models import Article
from search import engine
from search.index import apply_pending, rebuild
from search.models import PendingChange
from search.storage import IndexFolder, SearchUnavailable
from search.taking_over import begin_with_index
from tests.builders import make_article, make_issue

pytestmark = pytest.mark.django_db
OLD = "0/of the release before"


@pytest.fixture
def old_release(search_index, monkeypatch):
    """Builds an index as the release before did, and gives its folder as that release sees it."""
    (search_index / "current").unlink()
    make_article(make_issue(), title="Harbour soundings")
    monkeypatch.setattr(engine, "VERSION", OLD)
    connections.reload("default")
    rebuild()
    monkeypatch.undo()
    connections.reload("default")
    return IndexFolder(search_index, OLD)


def found(word):
    return Client().get("/api/v1/search", {"q": word}).json()["count"]


def said():
    lines = []
    begin_with_index(lines.append)
    return lines


def test_an_index_that_is_built_beside_takes_nothing_from_the_release_that_serves(old_release):
    before = old_release.current()
    rebuild()
    rebuild()
    assert old_release.current() == before
    assert before.is_dir()
    assert found("soundings") == 1


def test_it_takes_over_when_it_serves(old_release, search_index):
    rebuild()
    said()
    with pytest.raises(SearchUnavailable):
        old_release.current()
    assert found("soundings") == 1
    assert len([*search_index.glob("build-*")]) == 1
    assert sorted(path.name for path in search_index.glob("current*")) == ["current"]


def test_what_changed_after_it_was_built_is_caught_up(old_release):
    gone = make_article(make_issue(), title="Withdrawn currents")
    rebuild()
    Article.objects.filter(pk=gone.pk).delete()
    make_article(make_issue(), title="Later lighthouse")
    PendingChange.objects.all().delete()  # as the worker of the release before does when it has applied them
    assert "made beforehand" in said()[-1]
    apply_pending()
    assert (found("soundings"), found("lighthouse"), found("currents")) == (1, 1, 0)


def test_an_index_that_was_not_built_beforehand_is_built_at_the_start(old_release):
    assert said()[-1].startswith("The search index holds 1 ")
    assert not PendingChange.objects.exists()
    assert found("soundings") == 1


def test_one_that_is_left_to_the_worker_finds_the_place_empty(old_release, search_index):
    begin_with_index(print, at_most=0)
    assert not [*search_index.glob("current*")]
    rebuild()
    assert [path.name for path in search_index.glob("current*")] == ["current"]


def test_a_start_like_any_other_queues_nothing(old_release):
    said()
    assert said() == []
    assert not PendingChange.objects.exists()
