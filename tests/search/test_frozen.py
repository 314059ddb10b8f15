"""A search that was frozen stays what it was, whatever becomes of its articles, and says what has become of them."""

import json
import shutil
import subprocess

import pytest
from django.core.management import call_command
from django.urls import reverse

from articles.exports import EXPORTERS
from articles.models import Article
from articles.publishing import publish_article, unpublish_article
from search.frozen import freezing
from search.index import apply_pending, rebuild
from search.models import FrozenSearch
from tests.builders import make_article
from tests.databases import committed
from tests.pages.kinds import FORM
from tests.pages.test_odd_addresses import VALUES

pytestmark = pytest.mark.usefixtures("search_index")


@pytest.fixture
def freeze(client):
    """Freezes a search over what is in the database now; gives the path of its page."""

    def frozen(query):
        rebuild()
        parameters = dict(pair.split("=", 1) for pair in query.split("&")) if query else {}
        response = client.post("/searches/", parameters)
        assert response.status_code == 302
        return response["Location"]

    return frozen


@pytest.fixture
def read(client):
    """The JSON of a frozen search, by the path of its page."""
    return lambda path: client.get(f"{path.rstrip('/')}.json").json()


@pytest.fixture
def tides():
    """Three articles on tides, the second of which says it most often."""
    bodies = ("One tide and much else besides.", "Tide, tide and tide.", "A tide.")
    return [make_article(title=f"Article {number}", body=body) for number, body in enumerate(bodies)]


def changes(row):
    return {name: row[name] for name in ("withdrawn", "added", "no_longer_found")}


NOTHING = {"withdrawn": [], "added": [], "no_longer_found": []}


def test_a_frozen_search_has_what_was_asked_and_what_was_found(freeze, read, tides):
    path = freeze("q=tide&op=any&sort=oldest&lang=en")
    row = read(path)
    assert row["url"] == f"http://testserver{path}"
    assert row["query"] == "q=tide&op=any&lang=en&sort=oldest"
    assert row["parameters"] == {"q": ["tide"], "op": ["any"], "lang": ["en"], "sort": ["oldest"]}
    assert sorted(row["ids"]) == [article.pk for article in tides]
    assert row["count"] == 3
    assert changes(row) == NOTHING


def test_the_articles_stand_in_the_order_in_which_they_were_found(freeze, read, client, tides):
    ids = read(freeze("q=tide"))["ids"]
    assert ids == [row["id"] for row in client.get("/api/v1/search?q=tide").json()["results"]]
    assert ids != sorted(ids)


def test_the_same_search_of_the_same_set_is_frozen_once_with_its_first_date(freeze, read, tides):
    first = freeze("q=tide")
    date = read(first)["frozen_at"]
    assert freeze("q=tide&page=1&size=50") == first
    assert read(first)["frozen_at"] == date
    assert FrozenSearch.objects.count() == 1


def test_another_query_or_another_set_is_frozen_apart(freeze, tides):
    paths = {freeze("q=tide"), freeze("q=tides"), freeze("q=tide&sort=newest")}
    make_article(body="A fourth tide.")
    assert len({*paths, freeze("q=tide")}) == 4


def test_what_finds_nothing_can_be_frozen(freeze, read):
    row = read(freeze("q=xylophone"))
    assert (row["ids"], row["count"]) == ([], 0)
    assert row["sha256"] == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"  # of no byte at all


def test_the_whole_archive_can_be_frozen(freeze, read, tides):
    row = read(freeze(""))
    assert (row["query"], row["count"]) == ("", 3)


def test_the_sha_256_is_that_of_the_exported_ids(freeze, read, client, tides):
    if not shutil.which("sha256sum"):
        pytest.skip("there is no sha256sum here")
    row = read(freeze("q=tide"))
    lines = client.get(f"/api/v1/export.ndjson?frozen={row['key']}").getvalue().splitlines()
    ids = "".join(f"{json.loads(line)['id']}\n" for line in lines)
    told = subprocess.run("sort -n | sha256sum", shell=True, input=ids, capture_output=True, text=True, check=True)
    assert told.stdout.split()[0] == row["sha256"]


def test_an_article_that_is_found_today_alone_was_added(freeze, read, tides):
    path = freeze("q=tide")
    before = read(path)
    fourth = make_article(body="A fourth tide.")
    rebuild()
    assert read(path) == before | {"added": [fourth.pk]}


@pytest.mark.parametrize("take_away", [unpublish_article, Article.delete])
@pytest.mark.parametrize("bring_up_to_date", [apply_pending, lambda: None])
def test_an_article_that_is_taken_away_is_withdrawn_at_once(freeze, read, tides, take_away, bring_up_to_date):
    path = freeze("q=tide")
    before, gone = read(path), tides[1].pk
    take_away(tides[1])
    bring_up_to_date()
    assert read(path) == before | {"withdrawn": [gone]}


def test_an_article_that_is_published_again_is_there_again(freeze, read, tides):
    path = freeze("q=tide")
    before = read(path)
    unpublish_article(tides[0])
    apply_pending()
    publish_article(tides[0])
    apply_pending()
    assert read(path) == before


def test_an_article_with_another_text_is_no_longer_found(freeze, read, tides):
    path = freeze("q=tide")
    before = read(path)
    tides[0].body = "All about mills."
    tides[0].save()
    rebuild()
    assert read(path) == before | {"no_longer_found": [tides[0].pk]}


def test_neither_a_new_title_nor_a_new_index_changes_a_set(freeze, read, tides):
    path = freeze("q=tide")
    before = read(path)
    Article.objects.filter(pk=tides[1].pk).update(title="Mills", body="A tide among mills and mills and mills.")
    rebuild()
    assert read(path) == before


def test_a_set_is_read_while_the_search_is_out_of_order(freeze, read, tides, search_index):
    path = freeze("q=tide")
    before = read(path)
    tides[0].delete()
    shutil.rmtree(search_index)
    assert read(path) == before | {"withdrawn": [min(before["ids"])], "added": None, "no_longer_found": None}


@pytest.mark.parametrize("query", ["q=%22tide", "q=tide&sort=no-such-order", "q=tide&year=then"])
def test_a_query_that_a_later_release_refuses_leaves_the_set(freeze, read, client, tides, query):
    path = freeze("q=tide")
    FrozenSearch.objects.update(query=query)
    row = read(path)
    assert (row["count"], row["added"]) == (3, None)
    assert client.get(path).status_code == 200


@pytest.mark.parametrize(
    "asked", [{"q": '"wind'}, {"q": "x" * 600}, {"q": "浪" * 513}, {"from": "2023-13"}, {"year": "x"}]
)
def test_what_cannot_be_read_is_said_as_by_the_search_page_and_not_kept(client, asked):
    response = client.post("/searches/", asked)
    assert response.status_code == 400
    assert response.context["error"] == client.get("/search/", asked).context["error"]
    assert not FrozenSearch.objects.exists()


def test_without_an_index_nothing_is_frozen(client, search_index):
    shutil.rmtree(search_index)
    response = client.post("/searches/", {"q": "tide"})
    assert response.status_code == 503
    assert "out of order" in response.text
    assert not FrozenSearch.objects.exists()


def test_a_set_that_is_too_large_is_refused_with_the_limit(client, monkeypatch, tides):
    monkeypatch.setattr(freezing, "MOST_IDS", 2)
    rebuild()
    response = client.post("/searches/", {"q": "tide"})
    assert response.status_code == 400
    assert "This search finds more than 2 articles, too many to be kept. Narrow it." in response.text
    assert not FrozenSearch.objects.exists()


def test_no_program_fills_the_disk_by_freezing(client, monkeypatch, tides):
    rebuild()
    first = client.post("/searches/", {"q": "tide"})["Location"]
    monkeypatch.setattr(freezing, "MOST_IDS_A_DAY", 2 * freezing.SET_COSTS)
    refused = client.post("/searches/", {"q": "tide -wind"})
    assert (refused.status_code, "Try again tomorrow" in refused.text) == (429, True)
    assert client.post("/searches/", {"q": "tide"})["Location"] == first


def test_a_search_of_every_kind_is_frozen_as_it_was_asked(holdings, client, read):
    asked = {
        "q": "浪" * 256 + " OR " + "wind " * 10,
        "op": "any",
        "topic": ["energy", "-ai"],
        "region": ["CN-TJ", "-DE"],
        "institution": "-cas",
        "section": "-policy",
        "publication": "harbour-science-daily",
        "author": "-li-wei",
        "year": ["2021", "2023"],
        "from": "2021-01",
        "to": "2023-12-31",
        "lang": "en",
        "sort": "title",
    }
    row = read(client.post("/searches/", asked)["Location"])
    assert row["count"] == 1
    assert row["parameters"]["topic"] == ["energy", "-ai"]
    again = client.get(f"/api/v1/search?{row['query']}").json()
    assert [each["id"] for each in again["results"]] == row["ids"]


@pytest.mark.parametrize("name", ["q", "op", "topic", "author", "year", "from", "to", "lang", "sort", "page", "size"])
def test_every_odd_form_has_an_answer(client, name):
    rebuild()
    for value in VALUES:
        response = client.post("/searches/", f"{name}={value}", content_type=FORM)
        assert response.status_code in (302, 400), value
        assert response.status_code == 400 or client.get(response["Location"]).status_code == 200, value


@pytest.mark.parametrize("key", ["a" * 16, "A" * 16, "a" * 15, "1" * 16, "%00" * 16, "%27%20OR%201=1--"])
def test_an_unknown_key_is_not_found(client, key):
    assert client.get(f"/searches/{key}/").status_code == 404
    response = client.get(f"/searches/{key}.json")
    assert response.status_code == 404
    assert "error" in response.json()


@committed
def test_the_data_may_be_read_from_any_site_and_costs_nothing_twice(freeze, client, tides):
    path = f"{freeze('q=tide').rstrip('/')}.json"
    first = client.get(path)
    assert first["Access-Control-Allow-Origin"] == "*"
    assert client.get(path, headers={"If-None-Match": first["ETag"]}).status_code == 304


@pytest.mark.parametrize("name", EXPORTERS)
def test_a_set_is_exported_in_every_format_without_what_was_withdrawn(freeze, client, tides, name):
    key = freeze("q=tide").strip("/").split("/")[1]
    make_article(title="Added later", body="A tide.")
    unpublish_article(tides[1])
    rebuild()
    text = client.get(f"{reverse('api:export', args=[name])}?frozen={key}").getvalue().decode()
    assert [f"Article {number}" in text for number in range(3)] == [True, False, True]
    assert "Added later" not in text


@pytest.mark.parametrize("query", ["frozen=nothing", "frozen=%00", "frozen={key}&q=tide"])
def test_an_export_says_what_is_wrong_with_the_set_that_is_named(freeze, client, tides, query):
    key = freeze("q=tide").strip("/").split("/")[1]
    response = client.get(f"/api/v1/export.ndjson?{query.format(key=key)}")
    assert response.status_code == 400
    assert "“frozen”" in response.json()["error"]["message"]


def test_the_command_exports_a_set(freeze, tides, capsys):
    key = freeze("q=tide").strip("/").split("/")[1]
    make_article(body="A fourth tide.")
    call_command("export", "--frozen", key)
    assert [json.loads(line)["id"] for line in capsys.readouterr().out.splitlines()] == [a.pk for a in tides]
