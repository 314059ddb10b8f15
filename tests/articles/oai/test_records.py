"""What changes becomes known to whoever harvests next; what was withdrawn or deleted is told as such."""

import datetime

import pytest
from django.db import connection, transaction
from django.utils import timezone

from articles.models import Access, Article, ArticleTopic, Author, Publication, PublicRecord, Topic
from articles.publishing import publish_issue, unpublish_article, unpublish_issue
from articles.rearranging.merging import merge
from articles.records import date_changes
from tests.builders import make_article, make_issue

READ_ONLY = {
    "sqlite": ("PRAGMA query_only = 1", "PRAGMA query_only = 0"),
    "postgresql": ("SAVEPOINT a; SET TRANSACTION READ ONLY", "ROLLBACK TO SAVEPOINT a"),
}
pytestmark = pytest.mark.django_db

YESTERDAY = timezone.now() - datetime.timedelta(days=1)
LATELY = f"{timezone.now() - datetime.timedelta(hours=1):%Y-%m-%dT%H:%M:%SZ}"


@pytest.fixture
def article(topics):
    """An article that was harvested yesterday and has not changed since."""
    made = make_article(topics=("x-tidal",), authors=("CHEN Yu",), section="Policy")
    make_article(make_issue())
    PublicRecord.objects.update(changed_at=YESTERDAY)
    return made


@pytest.fixture
def changed(ask):
    """What a harvester that asks for what is new hears of."""
    return lambda **more: ask("ListIdentifiers", metadataPrefix="oai_dc", from_=LATELY, **more)


def test_what_has_not_changed_is_not_told_again(changed, article):
    assert changed().error == "noRecordsMatch"


def test_a_new_article_is_told(changed, article):
    assert changed().error == "noRecordsMatch"
    new = make_article()
    assert changed().numbers == [new.pk]


def _rename(model, **names):
    def change(article):
        row = model.objects.get(**names)
        row.name += " anew"
        row.save()

    return change


def _restrict(article):
    publication = Publication.objects.get()
    publication.access = Access.SUMMARY
    publication.save()


@pytest.mark.parametrize(
    "change",
    [
        lambda article: article.save(),
        lambda article: article.issue.save(),
        lambda article: article.section.delete(),
        lambda article: article.topic_tags.get().delete(),
        lambda article: ArticleTopic.objects.create(article=article, topic=Topic.objects.get(slug="x-sea")),
        _rename(Topic, slug="x-tidal"),
        _rename(Author, name="CHEN Yu"),
    ],
)
def test_a_change_to_what_a_record_says_is_told(changed, article, change):
    change(article)
    assert changed().numbers == [article.pk]


def test_what_a_publisher_lets_be_shown_concerns_all_its_articles(changed, article):
    _restrict(article)
    assert len(changed().numbers) == 2


def test_work_on_a_draft_is_told_to_nobody(changed, article):
    make_article(make_issue(state="draft"), state="draft").save()
    assert changed().error == "noRecordsMatch"


def test_a_change_that_is_undone_by_an_error_is_none(changed, article):
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        article.save()
        raise ZeroDivisionError
    assert changed().error == "noRecordsMatch"


def test_a_withdrawn_article_is_told_as_deleted(changed, article):
    unpublish_article(article)
    assert changed().deleted == [article.pk]


def test_a_withdrawn_issue_is_too(changed, article):
    unpublish_issue(article.issue)
    assert changed(set="topic:x-tidal").deleted == [article.pk]


def test_what_is_published_again_is_told_again(changed, article):
    unpublish_issue(article.issue)
    publish_issue(article.issue)
    assert (changed().numbers, changed().deleted) == ([article.pk], [])


def test_a_deleted_article_stays_known_with_its_sets(changed, ask, article):
    number = article.pk
    article.issue.delete()
    answer = changed(set="topic:x-sea")
    assert answer.deleted == answer.numbers == [number]
    assert answer.all("//oai:setSpec") == ["publication:harbour-science-daily", "topic:x-sea", "topic:x-tidal"]


@pytest.mark.parametrize("prefix", ["oai_dc", "mods"])
def test_a_deleted_record_is_its_header_alone(ask, article, prefix):
    name = f"oai:archive.example.org:article/{article.pk}"
    Article.objects.filter(pk=article.pk).delete()
    answer = ask("GetRecord", identifier=name, metadataPrefix=prefix)
    assert answer.deleted and not answer.elements("//oai:metadata")
    assert ask("ListMetadataFormats", identifier=name).all("//oai:metadataPrefix")


def test_of_two_merged_articles_one_is_told_as_deleted_in_its_sets(changed, article):
    other = make_article(article.issue, topics=("x-sea",))
    PublicRecord.objects.update(changed_at=YESTERDAY)
    number = other.pk
    with transaction.atomic():
        merge(article, other)
    answer = changed(set="topic:x-sea")
    assert (answer.numbers, answer.deleted) == ([article.pk, number], [number])


def test_what_is_gone_and_what_never_was_stay_apart(ask, article):
    make_article(pk=900, state="draft").delete()
    assert not PublicRecord.objects.filter(pk=900).exists()


def test_a_date_is_never_before_the_moment_when_others_could_see_the_change(ask, article):
    seen_at = ask("ListRecords", metadataPrefix="oai_dc").one("//oai:responseDate")
    article.save()
    assert ask("ListIdentifiers", metadataPrefix="oai_dc", from_=seen_at).numbers == [article.pk]


def test_changes_are_dated_by_the_next_harvest_and_by_no_page_that_follows(ask, article):
    for _ in range(101):
        make_article()
    token = ask("ListRecords", metadataPrefix="oai_dc").token
    article.save()
    ask("ListRecords", resumptionToken=token)
    assert PublicRecord.objects.get(pk=article.pk).changed_at is None
    ask("ListRecords", metadataPrefix="oai_dc")
    assert PublicRecord.objects.get(pk=article.pk).changed_at is not None


def test_nothing_is_written_when_nothing_has_changed(article, django_assert_num_queries):
    with django_assert_num_queries(1):
        date_changes()


def test_an_archive_that_cannot_be_written_is_harvested_all_the_same(changed, article):
    article.save()
    with connection.cursor() as cursor:
        only_reading, writing_again = READ_ONLY[connection.vendor]
        cursor.execute(only_reading)
        try:
            answer = changed()
        finally:
            cursor.execute(writing_again)
    assert answer.numbers == [article.pk]
    assert answer.one("//oai:datestamp") == answer.one("//oai:responseDate")
    assert PublicRecord.objects.get(pk=article.pk).changed_at is None


@pytest.mark.parametrize(
    ("span", "is_told"),
    [
        ({"from_": "2024-05-06T07:08:09Z"}, True),
        ({"from_": "2024-05-06T07:08:10Z"}, False),
        ({"until": "2024-05-06T07:08:09Z"}, True),
        ({"until": "2024-05-06T07:08:08Z"}, False),
        ({"from_": "2024-05-06"}, True),
        ({"from_": "2024-05-07"}, False),
        ({"until": "2024-05-06"}, True),
        ({"until": "2024-05-05"}, False),
        ({"from_": "2024-05-06T07:08:09Z", "until": "2024-05-06T07:08:09Z"}, True),
        ({"from_": "0001-01-01", "until": "9999-12-31"}, True),
    ],
)
def test_a_harvest_takes_what_changed_within_its_dates_both_included(ask, span, is_told):
    make_article()
    PublicRecord.objects.update(changed_at=datetime.datetime(2024, 5, 6, 7, 8, 9, 987654, datetime.UTC))
    answer = ask("ListIdentifiers", metadataPrefix="oai_dc", **span)
    assert bool(answer.numbers) is is_told
    assert is_told or answer.error == "noRecordsMatch"
