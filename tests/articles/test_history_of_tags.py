"""Every tag that is set, taken off or changed is in the history of its issue: who, when and what, by whatever way."""

import json
from io import BytesIO, StringIO

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from articles.history import recorded, undo
from articles.importing.storing import store
from articles.models import Article, ArticleTopic, Change, Origin, Topic
from articles.rearranging.keeping import keep
from articles.vocabulary_sync import sync_vocabularies
from tests.articles.desk import review_data, sign_in
from tests.builders import make_article

pytestmark = pytest.mark.django_db

BODY = "Solid-state batteries are the subject of a new programme for energy storage in Tianjin."


@pytest.fixture
def editor(client):
    client.editor = sign_in(client)
    return client


@pytest.fixture
def article():
    made = make_article(body=BODY, topics=("quantum-technology",))
    assert not Change.objects.exists()
    return made


def tags(article):
    return sorted(ArticleTopic.objects.filter(article=article).values_list("topic__slug", "evidence", "origin"))


def told(article):
    """What the history says of the article's topics, from the latest change back to how they were at first."""
    now = tags(article)
    for change in Change.objects.filter(issue=article.issue):
        assert change.made_at <= timezone.now() and change.summary
        part = change.after[f"article:{article.pk}"]
        if "topics" in part:
            assert sorted((tag["key"], tag["evidence"], tag["origin"]) for tag in part["topics"]) == now
            before = change.before[f"article:{article.pk}"]["topics"]
            now = sorted((tag["key"], tag["evidence"], tag["origin"]) for tag in before)
    return now


def exported():
    """The only article there is, as an export has it."""
    out = StringIO()
    call_command("export", stdout=out)
    return json.loads(out.getvalue())


def by_form(client, article):
    address = reverse("admin:articles_article_change", args=[article.pk])
    page = client.get(address).context
    data = {name: value for name in page["adminform"].form.fields if (value := page["adminform"].form[name].value())}
    for inline in page["inline_admin_formsets"]:
        prefix, forms = inline.formset.prefix, inline.formset.initial_forms
        data |= {f"{prefix}-TOTAL_FORMS": len(forms), f"{prefix}-INITIAL_FORMS": len(forms)}
        for number, form in enumerate(forms):
            data |= {f"{prefix}-{number}-id": form.instance.pk, f"{prefix}-{number}-article": article.pk}
    data |= {"topic_tags-TOTAL_FORMS": 2, "topic_tags-0-DELETE": "on", "topic_tags-1-evidence": "on energy"}
    data |= {"topic_tags-1-topic": Topic.objects.get(slug="energy").pk, "topic_tags-1-article": article.pk}
    response = client.post(address, data)
    assert response.status_code == 302, response.context["errors"]


def by_review(client, article):
    address = reverse("admin:articles_issue_review", args=[article.issue_id])
    data = review_data(client, address, added_topic="energy")
    assert client.post(address, data).status_code == 302


def by_retag(client, article):
    ArticleTopic.objects.update(origin=Origin.RULE)
    call_command("retag", "--yes", stdout=StringIO())


def by_rearranging(client, article):
    ArticleTopic.objects.update(origin=Origin.RULE)
    with recorded(article.issue, client.editor):
        keep(Article.objects.get(pk=article.pk))


def by_import(client, article):
    row = exported()
    row["topics"] = [row["topics"][0] | {"slug": "energy", "name": "Energy", "evidence": "on energy"}]
    row["updated_at"] = "2999-01-01T00:00:00Z"
    outcome = store(BytesIO(json.dumps(row).encode() + b"\n"), lambda number: None)
    assert outcome["updated"] == 1


def by_undo(client, article):
    by_review(client, article)
    undo(Change.objects.first(), client.editor)


BY_COMMAND = {by_retag, by_import}


@pytest.mark.parametrize("way", [by_form, by_review, by_retag, by_rearranging, by_import, by_undo])
def test_every_way_is_told_with_who_and_what(editor, article, way):
    ways_before = tags(article)
    way(editor, article)
    if way is not by_undo:
        assert tags(article) != ways_before
    assert {change.user for change in Change.objects.all()} == {None if way in BY_COMMAND else editor.editor}
    assert [row[0] for row in told(article)] == [row[0] for row in ways_before]


def test_what_a_command_did_can_be_undone(editor, article):
    before = tags(article)
    by_import(editor, article)
    undo(Change.objects.get(), editor.editor)
    assert tags(article) == before


def test_an_import_that_changes_nothing_leaves_no_trace(editor, article):
    store(BytesIO(json.dumps(exported()).encode() + b"\n"), lambda number: None)
    assert not Change.objects.exists()


def test_the_vocabularies_take_no_tag_off(article):
    Topic.objects.create(slug="retired", name="Retired")
    ArticleTopic.objects.create(article=article, topic=Topic.objects.get(slug="retired"))
    before = tags(article)
    sync_vocabularies()
    assert tags(article) == before
