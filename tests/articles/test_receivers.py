"""Every change that the public could see is announced, inside the transaction that makes it."""

import pytest
from django.db import connection

from articles.models import Author, Caption, Region, Section, Topic
from articles.publishing import publish_article, publish_issue, unpublish_article, unpublish_issue
from articles.signals import articles_changed
from tests.builders import make_article, make_issue

pytestmark = pytest.mark.django_db


@pytest.fixture
def announced():
    """Collects what is announced from here on: clear it once the rows are made."""
    ids = set()

    def note(sender, **announcement):
        ids.update(announcement["ids"])

    articles_changed.connect(note)
    yield ids
    articles_changed.disconnect(note)


@pytest.fixture
def article(announced):
    made = make_article(
        make_issue(), section="Policy", authors=("LIU Heng",), topics=("quantum-technology",), regions=("DE",)
    )
    make_article()
    announced.clear()
    return made


@pytest.mark.parametrize(
    "change",
    [
        lambda article: article.save(),
        lambda article: article.issue.save(),
        lambda article: article.issue.publication.save(),
        lambda article: article.section.save(),
        lambda article: article.authors.get().save(),
        lambda article: Topic.objects.get(slug="quantum-technology").save(),
        lambda article: Region.objects.get(code="DE").save(),
        lambda article: Caption.objects.create(article=article, text="A crane."),
        lambda article: article.topic_tags.get().delete(),
        lambda article: article.authorships.get().delete(),
        lambda article: Author.objects.get().delete(),
        lambda article: Section.objects.get().delete(),
    ],
    ids=[
        "article",
        "issue",
        "publication",
        "section",
        "author",
        "topic",
        "region",
        "caption",
        "untagged",
        "unsigned",
        "author deleted",
        "section deleted",
    ],
)
def test_a_change_announces_the_articles_that_show_it(change, article, announced):
    change(article)
    assert article.pk in announced


def test_a_change_elsewhere_is_not_announced(article, announced):
    Topic.objects.exclude(slug="quantum-technology").first().save()
    Author.objects.create(name="WU Tong", slug="wu-tong")
    assert announced == set()


@pytest.mark.parametrize("change", [publish_issue, unpublish_issue])
def test_publishing_and_unpublishing_an_issue_announces_all_its_articles(change, article, announced):
    other = make_article(article.issue)
    announced.clear()
    change(article.issue)
    assert announced == {article.pk, other.pk}


@pytest.mark.parametrize("change", [publish_article, unpublish_article])
def test_publishing_and_unpublishing_an_article_announces_it(change, article, announced):
    change(article)
    assert article.pk in announced


def test_deleting_an_issue_announces_the_articles_that_go_with_it(article, announced):
    number = article.pk
    article.issue.delete()
    assert announced == {number}


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("change", [publish_issue, unpublish_issue])
def test_the_announcement_is_part_of_the_transaction(change):
    issue = make_article().issue
    seen = []

    def note(sender, **announcement):
        seen.append(connection.in_atomic_block)

    articles_changed.connect(note)
    change(issue)
    articles_changed.disconnect(note)
    assert seen
    assert all(seen)
