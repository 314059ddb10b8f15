"""Exports as programs read them."""

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
