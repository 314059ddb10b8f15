import pytest

from articles.models import Article
from articles.publishing import publish_article, publish_issue, unpublish_article, unpublish_issue
from tests.builders import make_article, make_issue

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft_issue():
    issue = make_issue(state="draft")
    make_article(issue, state="draft")
    make_article(issue, state="draft")
    return issue


def public():
    return Article.objects.published().count()


def test_publishing_an_issue_publishes_all_its_articles(draft_issue):
    assert publish_issue(draft_issue) == 2
    assert public() == 2


def test_publishing_again_shows_nothing_new(draft_issue):
    publish_issue(draft_issue)
    assert publish_issue(draft_issue) == 0


def test_an_article_keeps_the_time_of_its_first_publication(draft_issue):
    publish_issue(draft_issue)
    first = draft_issue.articles.first().published_at
    unpublish_issue(draft_issue)
    publish_issue(draft_issue)
    assert draft_issue.articles.first().published_at == first


def test_unpublishing_an_issue_takes_its_articles_back_and_deletes_nothing(draft_issue):
    publish_issue(draft_issue)
    unpublish_issue(draft_issue)
    assert (public(), draft_issue.articles.count()) == (0, 2)


def test_publishing_one_article_publishes_its_issue_but_not_its_neighbours(draft_issue):
    article = draft_issue.articles.first()
    publish_article(article)
    assert list(Article.objects.published()) == [article]


def test_unpublishing_one_article_leaves_the_others_public(draft_issue):
    publish_issue(draft_issue)
    unpublish_article(draft_issue.articles.first())
    assert public() == 1
