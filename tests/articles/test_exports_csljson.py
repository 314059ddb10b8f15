"""CSL-JSON as citeproc-py, a reader that is not ours, understands it."""

import json

import pytest
from citeproc.source.json import CiteProcJSON
from hypothesis import given

from articles.exports import EXPORTERS
from articles.exports.rows import article_row
from articles.models import Topic
from tests.articles.citable import TEXT, row_of, spaced
from tests.builders import make_article, make_issue, make_publication, make_source

BASE = "https://archive.example/"


def items(*rows):
    return json.loads(b"".join(EXPORTERS["csljson"].encode(rows)))


@pytest.mark.django_db
def test_an_item_is_a_newspaper_article_with_all_that_is_known():
    Topic.objects.create(slug="x-piers", name="Piers")
    issue = make_issue(make_publication("Harbour Science Daily", rights="CC BY"), number="12", date="2023-03-10")
    fields = {"title": "Tides", "standfirst": "A plan.", "section": "Policy", "topics": ("x-piers",)}
    article = make_article(issue, authors=("CHEN Chunyou",), **fields)
    (item,) = items(article_row(article, BASE))
    assert item == {
        "id": f"stpa-{article.pk}",
        "type": "article-newspaper",
        "title": "Tides",
        "author": [{"family": "Chen", "given": "Chunyou"}],
        "container-title": "Harbour Science Daily",
        "issue": "12",
        "section": "Policy",
        "issued": {"date-parts": [[2023, 3, 10]]},
        "abstract": "A plan.",
        "keyword": "Piers",
        "language": "en",
        "license": "CC BY",
        "source": "Sci-Tech Policy Archive",
        "URL": f"{BASE}articles/{article.pk}/tides/",
    }


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("欧阳明远", {"family": "欧阳", "given": "明远"}),
        ("Staff Reporters", {"literal": "Staff Reporters"}),
        ("艾伦·图灵", {"literal": "艾伦·图灵"}),
        ("Martin Luther King Jr.", {"family": "King", "given": "Martin Luther", "suffix": "Jr."}),
        ("Ludwig van Beethoven", {"family": "van Beethoven", "given": "Ludwig"}),
    ],
)
def test_names_are_parted_and_bodies_are_not(name, written):
    assert items(row_of(authors=[{"slug": "x", "name": name}]))[0]["author"] == [written]


@pytest.mark.parametrize(("date", "parts"), [("2022-12", [2022, 12]), ("2022", [2022])])
def test_a_date_is_as_precise_as_it_is_printed(date, parts):
    assert items(row_of(date=date))[0]["issued"] == {"date-parts": [parts]}


def test_what_is_not_known_is_left_out():
    issue = row_of()["issue"] | {"number": None, "date": None}
    (item,) = items(row_of(issue=issue))
    assert set(item) == {"id", "type", "title", "container-title", "language", "source", "URL"}


def test_citeproc_reads_several_items():
    source = CiteProcJSON(items(row_of(), row_of(id=8, title="Ebb")))
    assert ["".join(source[key]["title"]) for key in ("stpa-7", "stpa-8")] == ["Tides", "Ebb"]
    assert source["stpa-7"]["issued"].year == 2023


def test_no_article_is_an_empty_array():
    assert items() == []


@given(title=TEXT)
def test_titles_come_back_as_they_were(title):
    assert items(row_of(title=title))[0]["title"] == spaced(title)


@pytest.mark.django_db
def test_an_article_has_its_item_at_an_address_of_its_own(client):
    issue = make_issue()
    source = make_source(issue, furniture=[{"kind": "page number", "lines": [1, 1], "text": "3"}])
    article = make_article(issue, source=source, spans=[[5, 9]])
    response = client.get(f"/articles/{article.pk}.csl.json")
    assert response["Content-Type"] == "application/vnd.citationstyles.csl+json"
    assert f"article-{article.pk}.csl.json" in response["Content-Disposition"]
    assert response.json()[0]["page"] == "3"
