"""Bylines in a form that only one publication uses, which an editor has told of."""

import pytest

from articles.ingest.bylines import names_in, own_form
from tests.articles.ingest.reading import article, read

TEXT = """The ferry now waits for the tide, the harbour office said on Monday. Two crossings a day fall away, and the
fare stays as it is until the end of the year."""
ONE = f"## Ferry waits for the tide\n\nWords: Mara Quist\n\n{TEXT}\n\n"
TWO = f"## Lighthouse is for sale\n\nWords: Jonas Tell & Mara Quist\n\n{TEXT}\n"


def names(line, form):
    return names_in(line, [own_form(form)])


@pytest.mark.parametrize(
    ("form", "line"),
    [
        ("Words: {names}", "Words: Mara Quist"),
        ("Words: {names}", "**WORDS：Mara Quist.**"),
        ("Words {names}", "(Words  Mara Quist)"),
        ("{names} reports", "Mara Quist reports"),
        ("Our writer {names} was there", "Our writer Mara Quist was there"),
        ("→ {names}", "→ Mara Quist"),
    ],
)
def test_the_names_stand_where_the_form_has_them(form, line):
    assert names(line, form) == "Mara Quist"


def test_chinese_names_are_found_too():
    assert names("图文：白鹭、木兰", "图文: {names}") == "白鹭、木兰"


@pytest.mark.parametrize(
    "line",
    ["Words: a plan that failed", "Wordsmith Mara Quist", "Words: 12 May", "Mara Quist", "In other words: Mara Quist"],
)
def test_what_only_looks_like_the_form_is_no_byline(line):
    assert names(line, "Words {names}") == names(line, "Words: {names}") == ""


def test_a_papers_own_form_gives_byline_and_authors():
    signed = article(ONE, byline_forms=("Words: {names}",))
    assert (signed.title, signed.byline, signed.authors) == (
        "Ferry waits for the tide",
        "Words: Mara Quist",
        ("Mara Quist",),
    )
    assert "Words" not in signed.body


def test_every_article_of_a_page_is_signed_in_it():
    found = read(ONE + TWO, byline_forms=("Words: {names}",)).articles
    assert [one.authors for one in found] == [("Mara Quist",), ("Jonas Tell", "Mara Quist")]


def test_it_may_stand_right_above_wrapped_text():
    text = f"## Ferry waits for the tide\nWords: Mara Quist\n{TEXT}\n"
    assert article(text, byline_forms=("Words: {names}",)).authors == ("Mara Quist",)


def test_it_may_stand_at_the_end_of_the_text():
    text = f"## Ferry waits for the tide\n\n{TEXT}\n\n*– Mara Quist –*\n"
    assert article(text, byline_forms=("– {names} –",)).authors == ("Mara Quist",)


def test_it_is_a_byline_even_where_others_set_credits():
    text = f"## Ferry waits for the tide\n\nPhotos and words: Mara Quist\n\n{TEXT}\n"
    assert article(text, byline_forms=("Photos and words: {names}",)).authors == ("Mara Quist",)


def test_without_the_form_the_line_is_no_byline():
    text = f"## Ferry waits for the tide\n\nTold at the quay to Mara Quist\n\n{TEXT}\n"
    assert not article(text).authors
    assert article(text, byline_forms=("Told at the quay to {names}",)).authors == ("Mara Quist",)


def test_a_line_of_that_form_within_a_text_stays_as_printed():
    text = "\n\n".join(["## Ferry waits for the tide", TEXT, TEXT, "Words: Mara Quist", *[TEXT] * 4])
    assert "Words: Mara Quist" in article(text, byline_forms=("Words: {names}",)).body
