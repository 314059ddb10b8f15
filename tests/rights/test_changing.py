"""A change of what may be shown holds at once, everywhere, and whoever keeps copies is told."""

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse

from articles.bringing_back import bring_back
from articles.models import Access, Publication, PublicRecord
from articles.removing import remove
from search.index import apply_pending
from tests.databases import only_on_sqlite
from tests.rights.addresses import patterns
from tests.rights.fetching import get
from tests.rights.texts import IN_FULL

pytestmark = pytest.mark.django_db


@pytest.fixture
def paper(archive):
    """The publication that may be shown in full, until `change` says otherwise."""
    return Publication.objects.get(access=Access.FULL)


def change(paper, access):
    """As an editor does it."""
    client = Client()
    client.force_login(get_user_model().objects.create_superuser(f"editor-{access}"))
    form = {name: getattr(paper, name) for name in ("name", "slug", "language", "description", "rights")}
    form |= {"kickers": "", "mastheads": "", "running_heads": "", "byline_forms": "", "access": access}
    response = client.post(reverse("admin:articles_publication_change", args=[paper.pk]), form)
    assert response.status_code == 302, response.context["errors"]


def places(archive):
    """One address of each pattern's for each thing that it can be about."""
    return [path for one in patterns() for path in one.paths(archive)]


def test_what_is_withdrawn_from_view_is_gone_at_once_everywhere(archive, paper):
    words = archive.words(Access.FULL, (*IN_FULL, "source"))
    gave = [page for page in map(get, places(archive)) if any(word in page.text for word in words)]
    assert len(gave) > 20
    change(paper, Access.SUMMARY)
    for before in gave:
        after = get(before.address, {"If-None-Match": before.headers.get("ETag", '"none"')})
        assert after.status in (200, 404), before.address
        assert not [where for word, where in words.items() if word in after.text], before.address


@only_on_sqlite("within a transaction, as this test is, PostgreSQL gives a page no tag")
def test_no_copy_with_a_text_may_be_shown_again_unasked(archive, paper):
    """What a browser or a proxy keeps, it asks about before it shows it again."""
    words = archive.words(Access.FULL, (*IN_FULL, "source"))
    gave = [page for page in map(get, places(archive)) if any(word in page.text for word in words)]
    assert not [page.address for page in gave if "no-cache" not in page.headers["Cache-Control"]]


def test_what_may_be_shown_again_is_there_at_once(archive, paper):
    closed = Publication.objects.get(access=Access.SUMMARY)
    article = closed.issues.get().articles.first()
    address = article.get_absolute_url()
    assert article.captions.get().text not in Client().get(address).content.decode()
    change(closed, Access.FULL)
    assert article.captions.get().text in Client().get(address).content.decode()


def test_every_article_counts_as_changed_then(archive, paper):
    articles = paper.issues.get().articles
    before = set(articles.values_list("updated_at", flat=True))
    change(paper, Access.SUMMARY)
    assert before.isdisjoint(articles.values_list("updated_at", flat=True))


def test_another_change_of_a_publication_changes_no_article(archive, paper):
    articles = paper.issues.get().articles
    before = set(articles.values_list("updated_at", flat=True))
    paper.rights = "All rights reserved."
    change(paper, Access.FULL)
    assert before == set(articles.values_list("updated_at", flat=True))


def test_harvesters_are_told_of_every_article(archive, paper):
    ids = set(paper.issues.get().articles.values_list("pk", flat=True))
    Client().get("/oai?verb=ListIdentifiers&metadataPrefix=oai_dc")
    before = dict(PublicRecord.objects.filter(pk__in=ids).values_list("pk", "changed_at"))
    assert before.keys() == ids
    change(paper, Access.SUMMARY)
    after = dict(PublicRecord.objects.filter(pk__in=ids).values_list("pk", "changed_at"))
    assert not {pk for pk in ids if after[pk] == before[pk]}


def test_the_search_finds_the_same_as_before(archive, paper, client):
    (word,) = [word for word, where in archive.words(Access.FULL, ["end"]).items() if where.startswith("short")]
    change(paper, Access.SUMMARY)
    apply_pending()
    assert client.get("/api/v1/search", {"q": word}).json()["count"] == 1


def test_a_deleted_issue_is_nowhere_public_until_it_is_brought_back(archive, paper):
    words = archive.words(Access.FULL, (*IN_FULL, "source"))
    gave = [page for page in map(get, places(archive)) if any(word in page.text for word in words)]
    removal = remove(paper.issues.get(), None)
    apply_pending()
    for before in gave:
        after = get(before.address, {"If-None-Match": before.headers.get("ETag", '"none"')})
        assert after.status in (200, 404, 410), before.address
        assert not [where for word, where in words.items() if word in after.text], before.address
    bring_back(removal, None)
    apply_pending()
    again = [
        page.address for page in gave if not page.address.endswith("/related")
    ]  # of equals, any may be the nearest
    assert not [address for address in again if not any(word in get(address).text for word in words)]
