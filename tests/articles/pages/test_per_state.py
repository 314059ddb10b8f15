import pytest

from articles.models import Article, Topic
from articles.pages import counted
from tests.builders import make_article

pytestmark = pytest.mark.django_db


@pytest.fixture
def sea():
    """A heading with two topics below it."""
    heading = Topic.objects.create(slug="sea", name="Sea matters")
    Topic.objects.create(slug="waves", name="Waves", parent=heading)
    Topic.objects.create(slug="tidal", name="Tidal power", parent=heading)


def headings():
    return [(heading.slug, heading.article_count) for heading, _ in counted.topic_branches()]


def test_the_catalogue_is_counted_once_while_nothing_changes(sea, django_assert_num_queries):
    counted.regions()
    with django_assert_num_queries(1):  # for the state
        counted.regions()


def test_a_change_is_seen_at_once(sea):
    assert headings() == []
    article = make_article(topics=("tidal",))
    assert headings() == [("sea", 1)]
    Article.objects.filter(pk=article.pk).update(state="draft")
    assert headings() == []


def test_a_heading_counts_an_article_on_two_of_its_topics_once(sea):
    make_article(topics=("tidal", "waves"))
    assert headings() == [("sea", 1)]


def test_an_article_on_the_heading_itself_counts_there(sea):
    make_article(topics=("sea",))
    make_article(topics=("tidal",))
    assert headings() == [("sea", 2)]


def test_the_extent_counts_only_what_is_published():
    make_article()
    make_article(state="draft")
    assert counted.extent()["articles"] == 1
