"""No page stays under a token that was given before what it shows was to be seen, whoever writes beside whom."""

import threading

import pytest
from django.db import connection, transaction

from articles.history import recorded
from articles.models import Article, State
from articles.publishing import publish_issue
from articles.rows import count_on
from articles.state import catalogue_state
from tests.builders import make_article, make_issue
from tests.databases import only_on_postgres

pytestmark = pytest.mark.django_db(transaction=True)

together = only_on_postgres("SQLite lets one transaction write at a time")


def beside(task):
    """What the task returns in a thread of its own, which has a connection of its own."""
    returned = []

    def run():
        try:
            returned.append(task())
        finally:
            connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    thread.join(60)
    assert not thread.is_alive(), "it waits for the transaction beside it"
    return returned[0]


@together
def test_a_correction_of_a_draft_that_is_published_meanwhile_changes_the_token():
    draft = make_article(make_issue(state=State.DRAFT), state=State.DRAFT)
    with transaction.atomic():
        Article.objects.filter(pk=draft.pk).update(standfirst="Corrected.")
        beside(lambda: draft.issue.__class__.objects.filter(pk=draft.issue_id).update(state=State.PUBLISHED))
        between = beside(catalogue_state)
    assert catalogue_state() != between


@together
def test_what_is_not_committed_is_in_no_token_and_lets_others_commit():
    article, other = make_article(), make_article()
    before = catalogue_state()
    with transaction.atomic():
        article.captions.create(text="A dam.")
        assert beside(catalogue_state) == before
        beside(lambda: other.captions.create(text="A weir."))
        between = beside(catalogue_state)
        assert catalogue_state() is None  # its own changes are in no token yet
    assert len({before, between, catalogue_state()}) == 3


@together
def test_an_editors_step_waits_for_the_one_before_it():
    article, order = make_article(), []

    def correct():
        with recorded(article.issue, None):
            order.append("second")
        connection.close()

    with recorded(article.issue, None):
        second = threading.Thread(target=correct)
        second.start()
        second.join(1)
        order.append("first")
    second.join(60)
    assert order == ["first", "second"]


def test_an_issue_of_many_articles_changes_the_token_once_and_for_all():
    issue = make_issue(state=State.DRAFT)
    for _ in range(5):
        make_article(issue, state=State.DRAFT)
    before = catalogue_state()
    publish_issue(issue)
    assert before is not None
    assert catalogue_state() != before


def test_ids_that_were_given_are_not_given_again_after_an_import_has_counted():
    first, last = make_article(), make_article()
    number = last.pk
    last.delete()
    count_on([Article])
    assert make_article(first.issue).pk > number
