"""Every change of an issue is kept: who, when, what, as it was and as it became."""

import pytest
from django.contrib.auth.models import User

from articles.history import fingerprint, recorded
from articles.models import Article, Change, Section, State
from articles.publishing import publish_issue
from articles.snapshots import take
from tests.articles.changes import changed, deleted, make_middle_article
from tests.builders import make_article
from tests.databases import on_postgres

pytestmark = pytest.mark.django_db


@pytest.fixture
def user():
    return User.objects.create_superuser("editor")


@pytest.fixture
def article():
    return make_middle_article()


def test_a_change_says_who_when_and_what(article, user):
    change = changed(article, user, title="New gauges", body="New.")
    assert (change.user, change.summary) == (user, "Changed title and body of “New gauges”")
    assert Change.objects.get() == change


def test_only_the_fields_that_differ_are_kept(article):
    change = changed(article, title="New gauges")
    assert change.before == {f"article:{article.pk}": {"title": "Tide gauges"}}
    assert change.after == {f"article:{article.pk}": {"title": "New gauges"}}


def test_nothing_is_kept_where_nothing_differs(article):
    assert changed(article, title="Tide gauges") is None
    assert not Change.objects.exists()


def test_nothing_is_kept_of_a_change_that_fails(article):
    with pytest.raises(RuntimeError), recorded(article.issue, None):
        article.delete()
        raise RuntimeError
    assert Article.objects.filter(title="Tide gauges").exists()
    assert not Change.objects.exists()


def test_the_summary_can_be_set_on_the_way(article):
    with recorded(article.issue, None, "Worked on it") as recording:
        article.delete()
        recording.summary = "Cleared away"
    assert recording.change.summary == "Cleared away"


def test_a_recording_inside_another_joins_it(article):
    with recorded(article.issue, None, "Both") as outer:
        changed(article, title="New gauges")
        with recorded(article.issue, None, "Inner"):
            Article.objects.get(title="After it").delete()
    assert Change.objects.get() == outer.change
    assert len(outer.change.after) == 2


def test_two_issues_are_recorded_side_by_side(article):
    other = make_article()
    with recorded(article.issue, None):
        changed(other, title="Elsewhere")
        article.delete()
    assert Change.objects.count() == 2


def test_the_snapshot_of_an_issue_is_the_same_every_time(article):
    assert take(article.issue) == take(article.issue)


def test_a_renamed_section_is_no_change_of_its_articles(article):
    with recorded(article.issue, None) as recording:
        Section.objects.filter(pk=article.section_id).update(name="Politics")
    assert recording.change is None


def test_recording_needs_as_few_queries_for_many_articles_as_for_one(article, django_assert_max_num_queries):
    for _ in range(5):
        make_article(article.issue, authors=("LIN Yue",), topics=("quantum-technology",))
    with django_assert_max_num_queries(25 + on_postgres()), recorded(article.issue, None):
        pass


# The summaries


def test_the_summary_of_a_deletion_names_the_article_and_its_place(article):
    assert deleted(article).summary == "Deleted article 2, “Tide gauges”"


def test_the_summary_of_an_addition_names_the_article_and_its_place(article):
    with recorded(article.issue, None) as recording:
        make_article(article.issue, title="Late news")
    assert recording.change.summary == "Added article 4, “Late news”"


def test_the_summary_of_several_deletions_counts_them(article):
    with recorded(article.issue, None) as recording:
        article.issue.articles.all().delete()
    assert recording.change.summary == "Deleted 3 articles"


def test_the_summary_of_publishing_an_issue_does_not_list_its_articles(article):
    article.issue.articles.update(state=State.DRAFT)
    article.issue.state = State.DRAFT
    article.issue.save()
    with recorded(article.issue, None) as recording:
        publish_issue(article.issue)
    assert recording.change.summary == "Published the issue"


def test_the_summary_of_a_tag_taken_off_speaks_of_the_tag(article):
    with recorded(article.issue, None) as recording:
        article.region_tags.all().delete()
        Article.objects.filter(pk=article.pk).update(removed_tags=["region:DE", "region:FR"])
    assert recording.change.summary == "Changed regions of “Tide gauges”"


def test_the_summary_of_a_correction_of_the_issue_names_its_fields(article):
    with recorded(article.issue, None) as recording:
        article.issue.number, article.issue.date = "13", None
        article.issue.save()
    assert recording.change.summary == "Changed number and date of the issue"


def test_a_long_summary_is_cut(article):
    with recorded(article.issue, None, "word " * 100) as recording:
        article.delete()
    assert len(recording.change.summary) == 300


# Fingerprints


def test_a_fingerprint_tells_another_editors_correction(article):
    before = fingerprint(article)
    changed(article, body="New.")
    assert fingerprint(Article.objects.get(pk=article.pk)) != before


def test_a_fingerprint_does_not_mind_publishing(article):
    before = fingerprint(article)
    changed(article, state=State.DRAFT)
    assert fingerprint(Article.objects.get(pk=article.pk)) == before
