"""What threads and processes see of the index after a commit."""

from threading import Thread

from haystack import connections

from articles.models import Article
from search.index import apply_pending, rebuild
from search.models import PendingChange
from tests.builders import make_article


def snapshot():
    return connections["default"].get_backend().snapshot()


def test_threads_share_what_is_open(search_index):
    make_article()
    rebuild()
    seen = [snapshot()]
    thread = Thread(target=lambda: seen.append(snapshot()))
    thread.start()
    thread.join()
    assert seen[0] is seen[1]


def test_a_commit_makes_a_new_one_and_the_segments_stay_open(search_index):
    make_article()
    rebuild()
    before = snapshot()
    PendingChange.objects.create(article_id=make_article().pk)
    apply_pending()
    after = snapshot()
    assert (before.living, after.living) == (1, 2)
    assert after.readers[0][0] is before.readers[0][0]


def test_deleted_articles_are_not_alive(search_index):
    first, second = make_article(), make_article()
    rebuild()
    Article.objects.filter(pk=first.pk).delete()
    PendingChange.objects.create(article_id=first.pk)
    apply_pending()
    assert snapshot().ids[snapshot().alive].tolist() == [second.pk]
