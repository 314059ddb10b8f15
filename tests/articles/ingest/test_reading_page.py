"""What docs/reading.md says of the page that it shows."""

import re
from pathlib import Path

import pytest

from articles.ingest.pipeline import read_issue

DOC = Path(__file__).parents[3] / "docs" / "reading.md"


@pytest.fixture(scope="module")
def record():
    page = re.search(r"```markdown\n(.*?)\n```", DOC.read_text("utf-8"), re.S)[1]
    return read_issue(page.encode(), "page.md")


def test_the_first_article_is_the_one_shown(record):
    shown = re.search(r"> (Nine harbours .*)", DOC.read_text("utf-8"))[1]
    article = record.articles[0]
    assert article.body == shown
    assert (article.title, article.section, article.authors) == (
        "Harbours Share One Tide Table",
        "Policy",
        ("LIU Heng",),
    )
    assert article.spans == ((5, 6), (8, 8), (10, 10), (16, 16), (20, 20))


def test_its_caption_and_its_gap_are_where_the_table_says(record):
    (caption,), (gap,) = record.articles[0].captions, record.articles[0].warnings
    assert (caption.text, caption.credit, caption.lines) == ("Harbour masters in Xiamen.", "Lin Bo", (14, 14))
    assert (gap.code, gap.line) == ("gap", 20)


def test_the_second_article_has_a_byline_and_no_author(record):
    article = record.articles[1]
    assert (article.title, article.byline, article.authors) == (
        "Kelp Farmers Sell Carbon",
        "By Staff Reporters",
        (),
    )
    assert (article.source_note, article.spans) == ("Coast Bureau", ((22, 22), (24, 24), (26, 26), (28, 28)))


def test_the_furniture_is_what_the_table_says(record):
    assert [(piece.lines[0], piece.kind) for piece in record.furniture] == [
        (1, "masthead"),
        (3, "masthead"),
        (18, "page number"),
        (30, "navigation"),
        (32, "navigation"),
    ]
    assert (record.masthead.publication, record.masthead.number) == ("Coast Science Weekly", "77")
