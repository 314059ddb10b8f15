"""Search and export as programs read them."""

import csv
import io
import json
import re
import shutil

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone
from haystack import connections

from articles.exports import EXPORTERS
from articles.models import Article
from search.index import rebuild
from tests.builders import make_article, make_issue

pytestmark = pytest.mark.usefixtures("search_index", "subjects")

EXPORTS = ["ndjson", "json", "csv", "bib", "ris"]


@pytest.fixture
def search(client):
    """Searches what is in the database now."""

    def found(query):
        rebuild()
        response = client.get(f"/api/v1/search?{query}")
        assert response.status_code == 200, response.content
        return response.json()

    return found


@pytest.fixture
def exported(client):
    """The titles that an export of what is in the database now holds."""

    def titles(query=""):
        rebuild()
        response = client.get(f"/api/v1/export.ndjson?{query}")
        return [json.loads(line)["title"] for line in response.getvalue().decode().split("\n")[:-1]]

    return titles


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


def follow(client, address, between=lambda: None, way="next"):
    """The ids that the pages of a search give, followed from one to the next."""
    found = []
    while address:
        response = client.get(address)
        assert response.status_code == 200, response.content
        found.append([row["id"] for row in response.json()["results"]])
        address = response.json()[way]
        between()
    return found


@pytest.mark.parametrize("sort", ["newest", "oldest", "title"])
def test_articles_that_come_meanwhile_neither_repeat_nor_hide_others(client, sort):
    there = [make_article(make_issue(date=f"2023-01-0{day}"), title=f"Tides {day}").pk for day in (1, 2, 3, 4, 5)]
    rebuild()

    def add():
        make_article(make_issue(date="2030-01-01"), title="A tide")
        make_article(make_issue(date="2001-01-01"), title="A tide")
        rebuild()

    pages = follow(client, f"/api/v1/search?q=tides+OR+tide&sort={sort}&size=2", between=add)
    found = [number for page in pages for number in page if number in there]
    assert sorted(found) == there


def test_a_search_can_be_followed_back_to_its_beginning(client):
    for day in (1, 2, 3, 4, 5):
        make_article(make_issue(date=f"2023-01-0{day}"), title="Tides")
    rebuild()
    forth = follow(client, "/api/v1/search?q=tides&size=2")
    last = client.get(f"/api/v1/search?q=tides&size=2&page=3&after={forth[1][-1]}").json()
    assert follow(client, last["previous"], way="previous") == [forth[1], forth[0]]


def test_a_search_goes_on_where_its_last_article_was_withdrawn(client):
    there = [make_article(make_issue(date=f"2023-01-0{day}"), title="Tides").pk for day in (4, 3, 2, 1)]
    rebuild()
    address = client.get("/api/v1/search?q=tides&sort=newest&size=2").json()["next"]
    Article.objects.filter(pk=there[1]).update(state="draft")
    rebuild()
    assert [row["id"] for row in client.get(address).json()["results"]] == there[2:]


@pytest.mark.parametrize("query", ["after=x", "after=0", "after=²"])
def test_what_a_search_cannot_go_on_from_is_refused(client, query):
    rebuild()
    response = client.get(f"/api/v1/search?q=tides&{query}")
    assert (response.status_code, response.json()["error"]["code"]) == (400, "bad-request")


@pytest.mark.parametrize("query", ["after=999", "before=999"])
def test_an_article_that_a_search_does_not_find_is_no_place_to_go_on_from(client, query):
    rebuild()
    assert client.get(f"/api/v1/search?q=tides&{query}").status_code == 404


def test_a_search_gives_what_lies_between_two_articles(search):
    there = [make_article(make_issue(date=f"2020-01-0{day}"), title="Tides").pk for day in (4, 3, 2, 1)]
    page = search(f"q=tides&sort=newest&after={there[0]}&before={there[3]}")
    assert [row["id"] for row in page["results"]] == there[1:3]


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


@pytest.mark.parametrize("name", EXPORTS)
def test_an_export_is_streamed_as_a_file(client, name):
    make_article()
    response = client.get(f"/api/v1/export.{name}")
    assert response.streaming
    today = timezone.localdate().isoformat()
    assert response["Content-Disposition"] == f'attachment; filename="articles-{today}.{name}"'


def test_an_export_holds_whole_articles(client):
    article = make_article(body="Tides **rise**.")
    (line,) = client.get("/api/v1/export.ndjson").getvalue().splitlines()
    assert json.loads(line) == client.get(f"/api/v1/articles/{article.pk}").json()


def test_every_format_holds_the_same_articles(client):
    numbers = [make_article().pk for _ in range(3)]
    read = {name: client.get(f"/api/v1/export.{name}").getvalue().decode("utf-8-sig") for name in EXPORTS}
    assert [json.loads(line)["id"] for line in read["ndjson"].splitlines()] == numbers
    assert [row["id"] for row in json.loads(read["json"])] == numbers
    assert [int(row["id"]) for row in csv.DictReader(io.StringIO(read["csv"], newline=""))] == numbers
    assert [int(number) for number in re.findall(r"^@article\{stpa-(\d+),$", read["bib"], re.M)] == numbers
    assert [int(number) for number in re.findall(r"^ID  - (\d+)\r$", read["ris"], re.M)] == numbers


def test_an_export_without_filters_needs_no_index(client, search_index):
    make_article()
    lose_the_index(search_index)
    assert len(client.get("/api/v1/export.ndjson").getvalue().splitlines()) == 1


def test_an_export_holds_what_a_search_finds_and_nothing_else(exported):
    make_article(title="Tides", topics=("energy",), language="en")
    make_article(title="More tides", topics=("space",))
    make_article(title="Piers", topics=("energy",))
    assert exported("q=tides&topic=energy") == ["Tides"]
    assert exported("topic=-energy") == ["More tides"]
    assert exported("lang=zh") == []


def test_an_export_is_not_cut_into_pages(exported):
    for _ in range(3):
        make_article(title="Tides")
    assert exported("q=tides&size=1&page=2&sort=newest") == ["Tides"] * 3


def test_an_export_holds_no_draft(exported):
    make_article(title="Secret tides", state="draft")
    make_article(make_issue(state="draft"), title="Secret tides")
    assert exported() == []
    assert exported("q=tides") == []


def test_an_export_leaves_out_what_was_unpublished_a_moment_ago(exported, client):
    make_article(title="Tides")
    assert exported("q=tides") == ["Tides"]
    Article.objects.update(state="draft")
    assert client.get("/api/v1/export.ndjson?q=tides").getvalue() == b""


def test_an_unknown_format_is_not_found(client):
    response = client.get("/api/v1/export.xlsx")
    assert response.status_code == 404
    assert response.json()["error"]["message"] == f"There is no export as xlsx. There are: {', '.join(EXPORTERS)}."


def test_the_command_writes_what_the_address_gives(client, capsys, settings):
    settings.ARCHIVE_URL = "http://testserver/"
    make_article(title="海洋政策", topics=("energy",))
    for name in EXPORTS:
        call_command("export", "--format", name)
        assert capsys.readouterr().out.encode() == client.get(f"/api/v1/export.{name}").getvalue()


def test_the_command_takes_the_filters_of_a_search(capsys):
    make_article(title="Tides", topics=("energy",))
    make_article(title="Tides in space", topics=("energy", "space"))
    make_article(title="Piers", topics=("ai",))
    rebuild()
    call_command("export", "--topic=energy", "--topic=-space", "--from=2023", "--q=tides")
    assert [json.loads(line)["title"] for line in capsys.readouterr().out.splitlines()] == ["Tides"]


@pytest.mark.parametrize("filters", [["--from=2024-13"], ["--q=(open"], ["--op=maybe"]])
def test_the_command_refuses_what_cannot_be_read(filters, capsys):
    with pytest.raises(CommandError):
        call_command("export", *filters)
    assert capsys.readouterr().out == ""


def test_the_api_describes_search_and_export(client):
    paths = client.get("/api/v1/openapi.json").json()["paths"]
    names = [parameter["name"] for parameter in paths["/api/v1/search"]["get"]["parameters"]]
    assert {"q", "op", "topic", "from", "to", "lang", "sort", "page", "size"} <= set(names)
    assert "/api/v1/export.{format}" in paths
