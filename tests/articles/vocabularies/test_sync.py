"""The vocabularies in the database, as `migrate` leaves them."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.models import Institution, Region, Topic
from articles.vocabulary_sync import sync_vocabularies
from search.models import PendingChange
from tests.builders import make_article

pytestmark = pytest.mark.django_db


def test_migrate_brings_the_vocabularies_in():
    assert Topic.objects.get(slug="quantum-technology").parent.slug == "digital-technology"
    assert Region.objects.get(code="CN-TJ").name_zh == "天津"
    assert Institution.objects.get(slug="csiro").region.code == "AU"


def test_a_group_knows_its_members():
    members = Region.objects.get(code="X-BTH").members.values_list("code", flat=True)
    assert set(members) == {"CN-BJ", "CN-TJ", "CN-HE"}


def test_a_second_run_writes_nothing():
    with CaptureQueriesContext(connection) as queries:
        sync_vocabularies()
    assert len(queries) < 15
    assert not [query for query in queries if query["sql"].startswith(("INSERT", "UPDATE", "DELETE"))]


def test_a_changed_row_is_put_right_and_keeps_its_key():
    before = Topic.objects.get(slug="space")
    Topic.objects.filter(slug="space").update(name="Rockets", parent=None)
    sync_vocabularies()
    after = Topic.objects.get(slug="space")
    assert (after.pk, after.name, after.parent_id) == (before.pk, before.name, before.parent_id)


def test_articles_with_a_renamed_topic_are_announced():
    article = make_article(topics=("space",))
    Topic.objects.filter(slug="space").update(name="Rockets")
    PendingChange.objects.all().delete()
    sync_vocabularies()
    assert {change.article_id for change in PendingChange.objects.all()} == {article.pk}


def test_what_an_editor_added_stays():
    own = Region.objects.create(code="X-HARBOUR", name="Harbour cities", kind=Region.Kind.GROUP)
    own.members.add(Region.objects.get(code="CN-TJ"))
    Topic.objects.create(slug="tea", name="Tea")
    sync_vocabularies()
    assert own.members.get().code == "CN-TJ"
    assert Topic.objects.filter(slug="tea").exists()


def test_a_member_that_left_its_group_leaves_it():
    group = Region.objects.get(code="X-G7")
    group.members.add(Region.objects.get(code="ES"))
    sync_vocabularies()
    assert not group.members.filter(code="ES").exists()
