"""Data that has not changed is not sent again, and scripts of any web site may ask for it."""

import pytest

from articles.models import Topic
from search.index import rebuild
from tests.builders import make_article
from tests.databases import committed

pytestmark = [committed, pytest.mark.usefixtures("search_index")]

ADDRESSES = [
    "articles",
    "articles/{article}",
    "articles/{article}?fields=id",
    "articles/{article}/related",
    "issues",
    "issues/{issue}",
    "publications",
    "topics",
    "regions",
    "institutions",
    "authors",
    "search?q=tides",
    "complete?q=tid",
    "export.ndjson",
    "export.csv?q=tides",
    "openapi.json",
]


@pytest.fixture(params=ADDRESSES)
def address(request):
    article = make_article(title="Tides", body="The tides rise. " * 40)
    rebuild()
    return "/api/v1/" + request.param.format(article=article.pk, issue=article.issue_id)


@pytest.mark.parametrize("method", ["get", "head"])
def test_what_has_not_changed_costs_a_304(client, address, method):
    first = client.get(address)
    assert first.status_code == 200
    again = getattr(client, method)(address, headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert (again["ETag"], again["Cache-Control"]) == (first["ETag"], first["Cache-Control"])
    assert again["Access-Control-Allow-Origin"] == "*"


def test_what_has_changed_is_sent(client, address):
    first = client.get(address)
    Topic.objects.filter(slug="energy").update(name="Power")
    assert client.get(address, headers={"If-None-Match": first["ETag"]}).status_code == 200


def test_the_headers_alone_are_those_of_the_whole(client, address):
    whole, head = client.get(address), client.head(address)
    assert (head.status_code, head.getvalue()) == (200, b"")
    assert {name: head[name] for name in ("ETag", "Content-Type")} == {
        name: whole[name] for name in ("ETag", "Content-Type")
    }


@pytest.mark.parametrize("headers", [{}, {"If-None-Match": "etag"}])
def test_a_store_keeps_packed_and_plain_answers_apart(client, address, headers):
    headers = headers and {"If-None-Match": client.get(address)["ETag"]}
    answer = client.get(address, headers=headers | {"Accept-Encoding": "gzip"})
    assert "Accept-Encoding" in answer["Vary"]
    assert "Cookie" not in answer["Vary"]


def test_an_error_has_no_tag(client):
    assert "ETag" not in client.get("/api/v1/articles?page=0")
    assert "ETag" not in client.get("/api/v1/articles/999")


def test_a_browser_that_asks_first_is_answered(client, address):
    asking = {"Origin": "https://tides.example", "Access-Control-Request-Method": "GET"}
    asking |= {"Access-Control-Request-Headers": "if-none-match"}
    answer = client.options(address, headers=asking)
    assert (answer.status_code, answer.content) == (204, b"")
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert answer["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"
    assert "If-None-Match" in answer["Access-Control-Allow-Headers"]
    assert int(answer["Access-Control-Max-Age"]) > 0


def test_a_script_sees_the_headers_that_matter(client, address):
    exposed = client.get(address)["Access-Control-Expose-Headers"].split(", ")
    assert exposed == ["ETag", "Link", "Content-Disposition", "Retry-After", "Content-Length"]


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_what_would_write_is_told_what_there_is(client, address, method):
    answer = getattr(client, method)(address)
    assert (answer.status_code, answer["Allow"]) == (405, "GET, HEAD, OPTIONS")
