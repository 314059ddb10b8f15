"""RIS line by line, and as rispy, a reader that is not ours, understands it."""

import pytest
import rispy
from hypothesis import given

from articles.exports import EXPORTERS
from articles.exports.rows import article_row
from articles.models import Topic
from tests.articles.citable import TEXT, row_of, spaced
from tests.builders import make_article, make_issue, make_publication, make_source

pytestmark = pytest.mark.django_db


def lines(*articles):
    rows = [article_row(article, "https://archive.example/") for article in articles]
    return b"".join(EXPORTERS["ris"].encode(rows)).decode().split("\r\n")


def test_a_record_says_what_appeared_where_and_when():
    issue = make_issue(make_publication("Harbour Science Daily"), number="12", date="2023-03-10")
    found = lines(make_article(issue, title="Tides", standfirst="A plan."))
    assert {"TI  - Tides", "T2  - Harbour Science Daily", "IS  - 12", "PY  - 2023", "DA  - 2023/03/10/"} <= set(found)
    assert "AB  - A plan." in found


def test_each_record_begins_with_its_type_and_ends_with_its_end():
    found = lines(make_article(), make_article())
    assert found[0] == "TY  - NEWS"
    assert found.count("TY  - NEWS") == found.count("ER  -") == 2


def test_each_author_and_each_topic_has_a_line():
    Topic.objects.create(slug="x-piers", name="Piers")
    found = lines(make_article(authors=("CHEN Chunyou", "欧阳明", "艾伦·图灵"), topics=("x-piers",)))
    assert [line for line in found if line[:2] in ("AU", "KW")] == [
        "AU  - Chen, Chunyou", "AU  - 欧阳, 明", "AU  - 艾伦·图灵", "KW  - Piers",
    ]  # fmt: skip


@pytest.mark.parametrize(("precision", "written"), [("month", "2022/12//"), ("year", "2022///")])
def test_a_date_is_as_precise_as_it_is_printed(precision, written):
    date = "2022-12-01" if precision == "month" else "2022-01-01"
    assert f"DA  - {written}" in lines(make_article(date=date, date_precision=precision))


def test_a_line_break_in_a_title_starts_no_new_field():
    assert "TI  - Tides ER - x" in lines(make_article(title="Tides\nER  - x"))


def test_an_article_has_its_record_at_an_address_of_its_own(client):
    article = make_article(title="Tides")
    response = client.get(f"/articles/{article.pk}.ris")
    assert response["Content-Type"].startswith("application/x-research-info-systems")
    assert b"TI  - Tides\r\n" in response.content


def read(row):
    """The record as rispy reads it."""
    (record,) = rispy.loads(b"".join(EXPORTERS["ris"].encode([row])).decode())
    return record


def test_another_reader_finds_a_newspaper_article_with_all_its_parts():
    issue = make_issue(make_publication("Harbour Science Daily"), number="12", date="2023-03-10")
    article = make_article(issue, title="Tides", section="Policy", authors=("CHEN Chunyou", "Martin Luther King Jr."))
    record = read(article_row(article, "https://archive.example/"))
    assert record["type_of_reference"] == "NEWS"
    assert record["authors"] == ["Chen, Chunyou", "King, Martin Luther, Jr."]
    assert (record["title"], record["secondary_title"], record["number"]) == ("Tides", "Harbour Science Daily", "12")
    assert (record["section"], record["date"], record["language"]) == ("Policy", "2023/03/10/", "en")
    assert record["urls"] == [f"https://archive.example/articles/{article.pk}/tides/"]


@given(title=TEXT, name=TEXT)
def test_titles_and_names_come_back_as_they_were(title, name):
    record = read(row_of(title=title, authors=[{"slug": "x", "name": f"Holst, {spaced(name)}"}]))
    assert record["title"] == spaced(title)
    assert record["authors"][0].startswith("Holst, ")


def test_the_page_that_the_source_prints_is_there(client):
    furniture = [{"kind": "page number", "lines": [3, 3], "text": "Page 5"}]
    issue = make_issue()
    source = make_source(issue, furniture=furniture)
    article = make_article(issue, source=source, spans=[[5, 9]])
    assert b"SP  - 5\r\n" in client.get(f"/articles/{article.pk}.ris").content
