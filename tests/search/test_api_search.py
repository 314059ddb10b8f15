"""Search and export as programs read them."""

import shutil

import pytest
from haystack import connections

from articles.models import Article
from tests.builders import make_article, make_issue

pytestmark = pytest.mark.usefixtures("search_index", "subjects")

EXPORTS = ["ndjson", "json", "csv", "bib", "ris"]


def lose_the_index(folder):
    connections["default"].get_backend().close()
    shutil.rmtree(folder)


def test_a_search_says_what_was_asked_and_how_much_there_is(search):
    make_article(title="Tides")
    page = search("q=tides")
    assert set(page) == {
        "query", "op", "count", "page", "size", "next", "previous", "results", "facets", "histogram", "suggestion",
    }  # fmt: skip
    assert (page["query"], page["op"], page["count"], page["page"], page["size"]) == ("tides", "all", 1, 1, 20)


def test_a_found_article_is_the_article_without_its_text_plus_score_and_snippet(search, client):
    article = make_article(title="Tides", body="The tides rise.", authors=("ZHOU Min",), topics=("energy",))
    (found,) = search("q=tides")["results"]
    whole = client.get(f"/api/v1/articles/{article.pk}").json()
    assert found.pop("score") > 0
    assert "<mark>tides</mark>" in found.pop("snippet")
    for tag in whole["topics"]:
        del tag["evidence"], tag["origin"]
    assert found == {key: whole[key] for key in whole if key not in ("body", "text")}


def test_facets_and_years_are_counted_over_all_pages(search):
    for year in (2021, 2022, 2022):
        make_article(make_issue(date=f"{year}-05-01"), title="Tides", topics=("energy",))
    page = search("q=tides&size=1")
    assert page["facets"]["topic"] == [{"value": "energy", "name": "Energy", "count": 3}]
    assert page["histogram"] == [{"year": 2021, "count": 1}, {"year": 2022, "count": 2}]


def test_all_values_of_a_facet_are_counted(search):
    for number in range(30):
        make_article(title="Tides", section=f"Part {number}")
    assert len(search("q=tides")["facets"]["section"]) == 30


def test_pages_of_a_search_link_to_each_other(search):
    for _ in range(3):
        make_article(title="Tides")
    page = search("q=tides&size=1&page=2")
    (row,) = page["results"]
    assert page["next"] == f"http://testserver/api/v1/search?q=tides&size=1&page=3&after={row['id']}"
    assert page["previous"] == f"http://testserver/api/v1/search?q=tides&size=1&page=1&before={row['id']}"


def test_only_the_fields_that_are_named_come_of_what_is_found(search, client):
    article = make_article(title="Tides")
    assert search("q=tides&fields=title,id")["results"] == [{"id": article.pk, "title": "Tides"}]
    assert client.get("/api/v1/search?q=tides&fields=body").status_code == 400


def test_a_search_that_finds_nothing_is_an_answer(search):
    page = search("q=unheardof")
    assert (page["count"], page["results"], page["next"], page["previous"]) == (0, [], None, None)


@pytest.mark.parametrize("article", [{"state": "draft"}, {"issue_state": "draft"}])
def test_a_draft_is_neither_found_nor_counted(search, article):
    issue = make_issue(state=article.get("issue_state", "published"))
    make_article(issue, title="Tides", state=article.get("state", "published"), topics=("energy",))
    page = search("q=tides")
    assert (page["count"], page["facets"]["topic"]) == (0, [])


def test_an_article_unpublished_a_moment_ago_is_in_no_result(search, client):
    make_article(title="Tides")
    assert search("q=tides")["count"] == 1
    Article.objects.update(state="draft")
    assert client.get("/api/v1/search?q=tides").json()["results"] == []


def test_queries_to_the_database_do_not_grow_with_the_results(search, client, django_assert_max_num_queries):
    for _ in range(20):
        make_article(title="Tides", authors=("ZHOU Min",), topics=("energy", "ai"), regions=("DE",))
    search("q=tides")
    with django_assert_max_num_queries(8):
        assert len(client.get("/api/v1/search?q=tides").json()["results"]) == 20


@pytest.mark.parametrize(
    "query",
    ["q=%28open", "q=" + "x" * 600, "sort=best", "page=0", "size=101", "from=2024-13", "year=soon", "topics=ai"],
)
@pytest.mark.parametrize("address", ["search", *(f"export.{name}" for name in EXPORTS)])
def test_what_cannot_be_read_is_refused_with_a_sentence(client, address, query):
    response = client.get(f"/api/v1/{address}?{query}")
    assert response.status_code == 400
    error = response.json()["error"]
    assert error["code"] == "bad-request"
    assert error["message"].endswith((".", "?"))


@pytest.mark.parametrize("address", ["search", "export.csv"])
def test_a_missing_index_is_an_outage_and_not_an_empty_result(client, search_index, address):
    make_article(title="Tides")
    lose_the_index(search_index)
    response = client.get(f"/api/v1/{address}?q=tides")
    assert (response.status_code, response.json()["error"]["code"]) == (503, "service-unavailable")


def test_the_api_describes_search_and_export(client):
    paths = client.get("/api/v1/openapi.json").json()["paths"]
    names = [parameter["name"] for parameter in paths["/api/v1/search"]["get"]["parameters"]]
    assert {"q", "op", "topic", "from", "to", "lang", "sort", "page", "size"} <= set(names)
    assert "/api/v1/export.{format}" in paths
