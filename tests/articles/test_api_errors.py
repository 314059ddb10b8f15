import pytest
from django.urls import path

from archive.urls import urlpatterns as site
from articles.models import Article
from tests.builders import make_article, make_issue

pytestmark = pytest.mark.django_db

ADDRESSES = ["/api/v1/articles/{}", "/articles/{}.json"]


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("states", [("draft", "published"), ("published", "draft")])
def test_a_draft_is_as_unknown_as_an_article_that_never_was(client, address, states):
    article = make_article(make_issue(state=states[0]), state=states[1])
    response = client.get(address.format(article.pk))
    assert response.status_code == 404
    assert response.json()["error"]["code"] == "not-found"


@pytest.mark.parametrize("number", [0, 10**30])
def test_an_article_that_is_not_there_is_named_in_the_answer(client, number):
    response = client.get(f"/api/v1/articles/{number}")
    assert response.status_code == 404
    assert response.json()["error"]["message"] == f"There is no published article with the number {number}."


@pytest.mark.parametrize("address", ["/api/v1/", "/api/v1/articels", "/api/v1/articles/x", "/api/", "/articles/x.json"])
def test_an_unknown_address_is_answered_in_json(client, address):
    response = client.get(address)
    assert response.status_code == 404
    assert response.json()["error"] == {
        "code": "not-found",
        "message": "There is nothing at this address. /api/v1/docs lists what there is.",
    }


@pytest.mark.parametrize("address", ["/api/v1/articles", *ADDRESSES])
@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_nothing_can_be_written(client, address, method):
    article = make_article()
    response = getattr(client, method)(address.format(article.pk))
    assert (response.status_code, response.json()["error"]["code"]) == (405, "method-not-allowed")
    assert "GET" in response["Allow"]
    assert Article.objects.count() == 1


@pytest.mark.parametrize("address", ["/api/v1/articles", *ADDRESSES])
def test_the_headers_alone_can_be_asked_for(client, address):
    response = client.head(address.format(make_article().pk))
    assert (response.status_code, response.content) == (200, b"")


@pytest.mark.parametrize("address", ["/api/v1/articles", "/api/v1/nothing", *ADDRESSES])
def test_a_script_on_another_web_site_may_read(client, address):
    response = client.get(address.format(make_article().pk))
    assert response["Access-Control-Allow-Origin"] == "*"


def test_pages_for_people_are_not_opened_to_scripts(client):
    assert "Access-Control-Allow-Origin" not in client.get("/admin/login/")


def fail(request):
    raise RuntimeError("the shelf fell down in /srv/secret")


urlpatterns = [path("api/v1/fails", fail), *site]


@pytest.mark.urls(__name__)
def test_a_failure_of_ours_is_admitted_without_its_details(client, caplog):
    client.raise_request_exception = False
    response = client.get("/api/v1/fails")
    assert response.status_code == 500
    assert response.json()["error"]["code"] == "internal-server-error"
    assert b"secret" not in response.content
    assert "the shelf fell down" in caplog.text
