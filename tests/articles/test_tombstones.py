"""What was public once and is not any more answers 410 wherever it stood; what never was answers as nothing does."""

import pytest
from django.urls import get_resolver

from articles.bringing_back import bring_back
from articles.erasing import erase
from articles.models import Article, State
from articles.publishing import publish_issue, unpublish_article, unpublish_issue
from articles.removing import remove
from tests.builders import make_article, make_issue, make_publication

pytestmark = pytest.mark.django_db

SECRET = "Retracted tides"
DATA = (
    *("/articles/{}.json", "/articles/{}.md", "/articles/{}.txt", "/articles/{}.bib", "/articles/{}.ris"),
    *("/articles/{}.csl.json", "/articles/{}.ninjs.json", "/api/v1/articles/{}", "/api/v1/articles/{}/related"),
)
PAGES = ("/articles/{}/", "/articles/{}/anything/")


def withdrawn(article):
    unpublish_article(article)


def withdrawn_with_its_issue(article):
    unpublish_issue(article.issue)


def deleted(article):
    Article.objects.get(pk=article.pk).delete()


def deleted_with_its_issue(article):
    article.issue.delete()


def removed_with_its_issue(article):
    remove(article.issue, None)


def erased(article):
    erase([remove(article.issue, None)])


WAYS = (withdrawn, withdrawn_with_its_issue, deleted, deleted_with_its_issue, removed_with_its_issue, erased)
IN_ITS_ISSUE = (withdrawn, deleted)
"""The ways after which its issue is still public."""


@pytest.fixture
def article():
    return make_article(make_issue(number="13"), title=SECRET, body="A secret of the harbour.", topics=("energy",))


def test_every_address_of_an_article_as_data_is_among_those_that_are_tried():
    routes = {str(pattern.pattern) for pattern in get_resolver().url_patterns}
    files = {route for route in routes if route.startswith("articles/<int:article_id>.")}
    assert files == {path.format("<int:article_id>")[1:] for path in DATA if path.startswith("/articles")}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("path", DATA)
def test_as_data_it_is_gone_with_a_sentence(client, search_index, article, way, path):
    pk = article.pk
    way(article)
    response = client.get(path.format(pk))
    assert response.status_code == 410
    stood = f" It stood in the issue {article.issue.get_absolute_url()}." if way in IN_ITS_ISSUE else ""
    assert response.json()["error"] == {
        "code": "gone",
        "message": f"Article {pk} was public once and has been withdrawn.{stood}",
    }
    assert response["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("path", PAGES)
def test_as_a_page_it_is_gone_with_ways_on_and_neither_title_nor_text(client, article, way, path):
    pk = article.pk
    way(article)
    response = client.get(path.format(pk))
    assert response.status_code == 410
    assert "This article was withdrawn" in response.text
    assert 'href="/search/"' in response.text
    assert "noindex" in response.text
    assert not [word for word in (SECRET, "retracted-tides", "secret of the harbour") if word in response.text]


@pytest.mark.parametrize("path", (*DATA, *PAGES))
def test_a_head_tells_the_same(client, article, path):
    withdrawn(article)
    assert client.head(path.format(article.pk)).status_code == 410


@pytest.mark.parametrize("path", (*DATA, *PAGES))
def test_what_never_was_public_answers_as_what_never_was(client, search_index, path):
    deleted(make_article(pk=7_654_321, state=State.DRAFT))
    make_article(make_issue(state=State.DRAFT), pk=7_654_322, state=State.DRAFT)
    make_article(make_issue(state=State.DRAFT), pk=7_654_323)
    ids = range(7_654_321, 7_654_325)
    answers = {pk: client.get(path.format(pk)) for pk in ids}
    assert {response.status_code for response in answers.values()} == {404}
    texts = {response.text.replace(str(pk), "N") for pk, response in answers.items()}
    assert len(texts) == 1


def test_an_article_that_is_published_again_is_there_again(client, article):
    unpublish_issue(article.issue)
    publish_issue(article.issue)
    assert client.get(article.get_absolute_url()).status_code == 200


def test_a_deleted_article_leads_to_the_issue_that_it_stood_in(client, article):
    make_article(article.issue)
    other = make_article(make_issue(make_publication("Other Letters")))
    pk = article.pk
    deleted(article)
    text = client.get(f"/articles/{pk}/").text
    assert f'href="{article.issue.get_absolute_url()}"' in text
    assert other.issue.publication.name not in text


@pytest.mark.parametrize("way", [withdrawn_with_its_issue, deleted_with_its_issue, removed_with_its_issue, erased])
def test_without_its_issue_it_leads_to_the_publication(client, article, way):
    make_article(make_issue(number="14"))
    pk = article.pk
    way(article)
    text = client.get(f"/articles/{pk}/").text
    assert "/issues/?publication=harbour-science-daily" in text
    assert "It stood in Harbour Science Daily." in client.get(f"/api/v1/articles/{pk}").text


def test_an_article_that_was_withdrawn_before_it_was_deleted_leads_to_the_issue_too(client, article):
    make_article(article.issue)
    pk = article.pk
    withdrawn(article)
    deleted(article)
    assert f'href="{article.issue.get_absolute_url()}"' in client.get(f"/articles/{pk}/").text


def test_a_publication_that_is_no_longer_public_is_not_named(client, article):
    pk = article.pk
    deleted_with_its_issue(article)
    assert "Harbour Science Daily" not in client.get(f"/articles/{pk}/").text


def test_a_withdrawn_issue_is_gone_and_leads_to_the_others(client, article):
    make_issue(number="14")
    unpublish_issue(article.issue)
    response = client.get(article.issue.get_absolute_url())
    assert response.status_code == 410
    assert "This issue was withdrawn" in response.text
    assert "/issues/?publication=harbour-science-daily" in response.text
    assert "No. 13" not in response.text


def test_a_withdrawn_issue_is_gone_as_data_too(client, article):
    unpublish_issue(article.issue)
    response = client.get(f"/api/v1/issues/{article.issue.pk}")
    assert (response.status_code, response.json()["error"]["code"]) == (410, "gone")


@pytest.mark.parametrize("way", [removed_with_its_issue, erased])
@pytest.mark.parametrize("before", [lambda article: None, withdrawn, withdrawn_with_its_issue])
def test_a_deleted_issue_is_gone_at_its_address_and_as_data(client, article, before, way):
    make_article(make_issue(number="14"))
    path, pk = article.issue.get_absolute_url(), article.issue.pk
    before(article)
    way(Article.objects.get(pk=article.pk))
    page, data = client.get(path), client.get(f"/api/v1/issues/{pk}")
    assert (page.status_code, data.status_code) == (410, 410)
    assert "/issues/?publication=harbour-science-daily" in page.text
    assert "No. 13" not in page.text + data.text
    assert "It stood in Harbour Science Daily." in data.text


def test_a_deleted_issue_is_gone_while_its_address_belongs_to_a_draft(client, article):
    path, slug = article.issue.get_absolute_url(), article.issue.slug
    removed_with_its_issue(article)
    make_issue(state=State.DRAFT, slug=slug)
    assert client.get(path).status_code == 410


def test_what_was_brought_back_is_at_the_addresses_that_it_had(client, article):
    make_article(article.issue)
    paths = [article.get_absolute_url(), article.issue.get_absolute_url(), f"/api/v1/articles/{article.pk}"]
    before = [client.get(path).status_code for path in paths]
    removal = remove(article.issue, None)
    assert [client.get(path).status_code for path in paths] == [410, 410, 410]
    bring_back(removal, None)
    assert [client.get(path).status_code for path in paths] == before == [200, 200, 200]


def test_a_deleted_issue_that_never_was_public_answers_as_none(client):
    for article in (
        make_article(make_issue(state=State.DRAFT)),
        make_article(make_issue(state="draft"), state="draft"),
    ):
        path, pk = article.issue.get_absolute_url(), article.issue.pk
        removed_with_its_issue(article)
        assert client.get(path).status_code == client.get(f"/api/v1/issues/{pk}").status_code == 404


def test_an_issue_that_never_was_public_answers_as_none(client):
    for article in (
        make_article(make_issue(state=State.DRAFT)),
        make_article(make_issue(state="draft"), state="draft"),
    ):
        draft = client.get(article.issue.get_absolute_url())
        nothing = client.get("/issues/harbour-science-daily/no-such/")
        assert (draft.status_code, nothing.status_code) == (404, 404)
        assert draft.text.replace(article.issue.slug, "no-such") == nothing.text


def test_the_page_speaks_the_readers_language(client, article):
    unpublish_issue(article.issue)
    text = client.get(article.issue.get_absolute_url(), headers={"Accept-Language": "zh"}).text
    assert '<html lang="zh-Hans"' in text
