"""Markdown and plain text, the formats that people read."""

from html import unescape

import pytest
from hypothesis import given
from markdown import markdown

from articles.exports import EXPORTERS
from articles.models import Access, Caption
from tests.articles.citable import TEXT, row_of, spaced
from tests.builders import make_article, make_issue, make_publication


def written(format, *rows):
    return b"".join(EXPORTERS[format].encode(rows)).decode()


ROW = row_of(
    standfirst="A plan.",
    byline="By CHEN Yu",
    captions=[{"text": "At dawn.", "credit": "LI Na", "anchor": None}],
    source_note="Coast Bureau",
    rights="CC BY",
    page="3",
)


def test_markdown_has_headline_source_body_captions_and_notes_in_this_order():
    assert written("md", ROW).split("\n\n") == [
        "# Tides",
        "**A plan.**",
        "By CHEN Yu",
        "*Harbour Science Daily, No. 12, 2023-03-10, p. 3*  \n<https://archive.example/articles/7/tides/>",
        "A body of one *sentence*.",
        "## Captions",
        "- At dawn. (LI Na)",
        "Coast Bureau",
        "CC BY\n",
    ]


def test_plain_text_has_the_same_without_marks():
    assert written("txt", ROW).split("\n\n") == [
        "Tides",
        "A plan.",
        "By CHEN Yu",
        "Harbour Science Daily, No. 12, 2023-03-10, p. 3\nhttps://archive.example/articles/7/tides/",
        "A body of one sentence.",
        "At dawn. (LI Na)",
        "Coast Bureau",
        "CC BY\n",
    ]


@given(title=TEXT)
def test_a_headline_with_marks_is_shown_unchanged(title):
    first = written("md", row_of(title=title)).partition("\n\n")[0]
    assert unescape(markdown(first).removeprefix("<h1>").removesuffix("</h1>")) == spaced(title)


@pytest.mark.parametrize("format", ["md", "txt"])
def test_several_articles_have_a_rule_between_them(format):
    assert written(format, ROW, ROW).count("\n---") == 1


@pytest.mark.django_db
@pytest.mark.parametrize(("format", "media_type"), [("md", "text/markdown"), ("txt", "text/plain")])
def test_an_article_can_be_read_in_the_browser(client, format, media_type):
    response = client.get(f"/articles/{make_article(title='Tides').pk}.{format}")
    assert response["Content-Type"] == f"{media_type}; charset=utf-8"
    assert "Content-Disposition" not in response
    assert "A body of one sentence." in response.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("format", ["md", "txt", "csl.json", "bib", "ris"])
def test_what_may_not_be_shown_is_in_none_of_them(client, format):
    article = make_article(make_issue(make_publication("Shut Gazette", access=Access.SUMMARY)), body="Secret tides.")
    Caption.objects.create(article=article, text="Secret dawn.")
    text = client.get(f"/articles/{article.pk}.{format}").content.decode()
    assert article.title in text
    assert "Secret" not in text
