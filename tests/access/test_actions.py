"""Who may do what at the desk: each attempt of each kind of person, on what the public sees and on drafts."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from articles.models import Issue, Removal
from tests.access.attempts import EVERYBODY, PAIRS, SINGLE
from tests.access.desk import everything, make_desk
from tests.access.people import DECIDING, ROLES, browser

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media_folder")]

TRIED = [
    *((name, attempt, roles, True) for name, (attempt, roles, _) in PAIRS.items()),
    *((name, attempt, roles, False) for name, (attempt, _, roles) in PAIRS.items()),
    *((name, attempt, roles, public) for name, (attempt, roles, public) in SINGLE.items()),
]
NAMES = [f"{name}, {'public' if public else 'draft'}" for name, _, _, public in TRIED]


@pytest.fixture
def desk():
    return make_desk()


def was_refused(role, response):
    if role == "visitor":
        return response.status_code == 302 and response.url.startswith(reverse("admin:login"))
    return response.status_code == 403 and "This page is not open to you" in response.content.decode()


@pytest.mark.parametrize(("name", "attempt", "roles", "public"), TRIED, ids=NAMES)
@pytest.mark.parametrize("role", ROLES)
def test_what_is_not_allowed_is_refused_and_changes_nothing(role, name, attempt, roles, public, desk):
    before = everything()
    response = attempt(browser(role), desk, desk.public if public else desk.draft)
    if role in roles:
        assert response.status_code in (200, 302)
        assert everything() != before
    else:
        assert was_refused(role, response)
        assert everything() == before


@pytest.mark.parametrize(("what", "roles"), [("public", DECIDING), ("draft", EVERYBODY)])
def test_what_readers_saw_is_brought_back_by_reviewers_alone(what, roles, desk):
    issue = getattr(desk, what).issue
    for role in ROLES:
        browser("operator").post(reverse("admin:articles_issue_delete", args=[issue.pk]), {"post": "yes"})
        browser(role).post(reverse("admin:articles_removal_bring_back", args=[Removal.objects.latest("pk").pk]))
        assert Issue.objects.filter(pk=issue.pk).exists() == (role in roles)
        if role not in roles:
            browser("operator").post(
                reverse("admin:articles_removal_bring_back", args=[Removal.objects.latest("pk").pk])
            )


def seen(desk):
    """What the public gets of the archive: pages, data, feeds, harvests and the file itself."""
    issue, article = desk.public.issue, desk.public.articles[0]
    source = reverse("source", args=[issue.publication.slug, issue.slug, desk.public.source.pk])
    addresses = [article.get_absolute_url(), issue.get_absolute_url(), "/issues/", "/authors/", "/topics/", source]
    addresses += [
        "/api/v1/articles?fields=body,topics",
        "/api/v1/issues",
        "/feeds/latest.atom",
        "/sitemap-articles-1.xml",
    ]
    addresses += [f"/articles/{article.pk}.{format}" for format in ("json", "md", "bib")]
    addresses += ["/oai?verb=ListRecords&metadataPrefix=oai_dc"]
    return {address: readable(Client().get(address)) for address in addresses}


def readable(response):
    content = b"".join(response) if response.streaming else response.content
    return response.status_code, re.sub(rb"<responseDate>.*?</responseDate>", b"", content)


def test_the_public_sees_the_same_after_an_editor_tried_everything(desk):
    desk.draft_in_public.source.delete()
    desk.draft_in_public.delete()
    before = seen(desk)
    for attempt, *_ in [*PAIRS.values(), *SINGLE.values()]:
        if attempt is not PAIRS["add a page"][0]:
            attempt(browser("editor"), desk, desk.public)
    assert seen(desk) == before


def test_an_editor_works_on_a_draft_in_a_published_issue(desk):
    editor, article = browser("editor"), desk.draft_in_public
    address = reverse("admin:articles_issue_review", args=[article.issue_id]) + f"?source={article.source_id}"
    prefix = f"article-{article.pk}"
    editor.post(address, {f"{prefix}-title": "Better", f"{prefix}-language": "en", f"{prefix}-body": "Text."})
    article.refresh_from_db()
    assert article.title == "Better"


def test_the_review_shows_an_editor_no_button_that_would_be_refused(desk):
    page = browser("editor").get(reverse("admin:articles_issue_review", args=[desk.public.issue.pk])).content.decode()
    assert "a reviewer changes it" in page
    for word in ("publish", "unpublish", "undo", "merge", "earlier"):
        assert f'name="do" value="{word}' not in page
    page = browser("editor").get(reverse("admin:articles_issue_review", args=[desk.draft.issue.pk])).content.decode()
    assert "A reviewer publishes this." in page
    assert 'value="merge' in page
