"""ninjs 2.1 by the IPTC's own schema."""

import json

import pytest
from hypothesis import given, settings

from articles.exports import EXPORTERS, ninjs
from articles.exports.published import for_rows
from articles.exports.rows import article_row
from articles.models import Access, Caption, Topic
from tests.articles.nasty_rows import ROWS
from tests.articles.validated import faults
from tests.builders import make_article, make_issue, make_publication

pytestmark = pytest.mark.django_db

BASE = "https://archive.example/"


def as_ninjs(article):
    """The article's ninjs object, which is valid."""
    document = ninjs.document(article_row(article, BASE))
    assert not faults(document, "ninjs-2.1")
    return document


@settings(deadline=None)
@given(ROWS)
def test_whatever_an_article_holds_it_is_valid(row):
    assert not faults(ninjs.document(row), "ninjs-2.1")


def test_the_demo_issues_are_valid(demo):
    documents = [as_ninjs(article) for article in for_rows()]
    assert len(documents) > 20


def test_an_article_is_told_of_by_the_fields_of_the_standard():
    document = as_ninjs(
        make_article(title="Tides", standfirst="A plan.", byline="By ZHOU Min", body="Mills **turn**.", language="en")
    )
    assert document["headlines"] == [{"role": "main", "contenttype": "text/plain", "value": "Tides"}]
    assert document["descriptions"] == [{"role": "summary", "contenttype": "text/plain", "value": "A plan."}]
    assert {body["contenttype"]: body["value"] for body in document["bodies"]} == {
        "text/plain": "Mills turn.",
        "text/html": "<p>Mills <strong>turn</strong>.</p>",
    }
    assert document["bodies"][0]["wordcount"] == 2
    assert (document["type"], document["language"], document["by"]) == ("text", "en", "By ZHOU Min")
    assert document["standard"]["version"] == "2.1"


def test_what_it_is_about_is_named_with_its_address():
    Topic.objects.create(slug="x-tidal", name="Tidal power")
    document = as_ninjs(make_article(topics=("x-tidal",), regions=("CN-TJ",), institutions=("cas",)))
    assert document["subjects"] == [
        {"name": "Tidal power", "rel": "about", "uri": f"{BASE}topics/x-tidal/", "literal": "x-tidal"}
    ]
    assert document["places"][0]["literal"] == "CN-TJ"
    assert document["organisations"][0]["uri"] == f"{BASE}institutions/cas/"


def test_its_sources_are_the_publication_and_who_signs():
    issue = make_issue(make_publication("Ocean 海洋报", rights="© Ocean Press"))
    document = as_ninjs(make_article(issue, authors=("CHEN Yu",)))
    assert [source["name"] for source in document["infosources"]] == ["Ocean 海洋报", "CHEN Yu"]
    assert document["by"] == "CHEN Yu"
    assert document["copyrightnotice"] == "© Ocean Press"


def test_of_a_restricted_publication_there_is_no_text():
    article = make_article(make_issue(make_publication(access=Access.SUMMARY)), body="Mills turn.", standfirst="Plan.")
    Caption.objects.create(article=article, text="A mill.")
    document = as_ninjs(article)
    assert document["representationtype"] == "partial"
    assert "bodies" not in document
    assert [text["value"] for text in document["descriptions"]] == ["Plan."]
    assert "usageterms" in document


def test_its_identity_outlives_its_title():
    article = make_article(title="Tides")
    before = as_ninjs(article)
    article.title = "Mills"
    assert as_ninjs(article)["uri"] == before["uri"] == f"tag:localhost,2026:article/{article.pk}"


@pytest.mark.parametrize(
    ("date", "precision", "created"), [("2024-05-06", "day", "2024-05-06T00:00:00Z"), ("2024-05-01", "month", None)]
)
def test_a_date_that_has_no_day_is_left_out(date, precision, created):
    article = make_article(make_issue(date=date, date_precision=precision))
    assert as_ninjs(article).get("contentcreated") == created


def test_an_export_has_one_object_a_line():
    rows = [article_row(make_article(title="Tides\u2028mills"), BASE), article_row(make_article(), BASE)]
    lines = b"".join(EXPORTERS["ninjs"].encode(rows)).decode().splitlines()
    assert [json.loads(line)["title"] for line in lines] == [row["title"] for row in rows]


def test_an_article_has_an_address_for_it(client):
    article = make_article(title="潮汐")
    response = client.get(f"/articles/{article.pk}.ninjs.json")
    assert response["Content-Type"] == "application/json"
    assert response["Access-Control-Allow-Origin"] == "*"
    assert response.json()["title"] == "潮汐"
    assert not faults(response.json(), "ninjs-2.1")


def test_a_draft_has_none(client):
    assert client.get(f"/articles/{make_article(state='draft').pk}.ninjs.json").status_code == 404
