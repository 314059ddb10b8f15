import pytest

from articles.models import Article
from tests.builders import make_article, make_issue

pytestmark = pytest.mark.django_db


def test_an_article_of_a_draft_issue_is_not_public():
    make_article(make_issue(state="draft"))
    assert not Article.objects.published().exists()


def test_a_published_article_of_a_published_issue_is_public():
    article = make_article()
    assert list(Article.objects.published()) == [article]
    assert article.is_published
