"""What was public once and is not any more answers 410 wherever it stood; what never was answers as nothing does."""

import pytest
from django.urls import get_resolver

from articles.models import Article, State
from articles.publishing import publish_issue, unpublish_article, unpublish_issue
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


WAYS = (withdrawn, withdrawn_with_its_issue, deleted, deleted_with_its_issue)


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
    assert response.json()["error"] == {
        "code": "gone",
        "message": f"Article {pk} was public once and has been withdrawn.",
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


def test_a_deleted_article_leads_to_the_publication_that_it_stood_in(client, article):
    make_article(article.issue)
    other = make_article(make_issue(make_publication("Other Letters")))
    pk = article.pk
    deleted(article)
    text = client.get(f"/articles/{pk}/").text
    assert "/issues/?publication=harbour-science-daily" in text
    assert other.issue.publication.name not in text


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
