import time

import markdown
import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.ingest.records import GAP
from articles.rendering import _plainly, body_html, plain_text, word_count


@pytest.mark.parametrize(
    ("body", "html"),
    [
        ("Tides *rise*.", "<p>Tides <em>rise</em>.</p>"),
        ("# Wind", "<h2>Wind</h2>"),
        ("### Wind", "<h3>Wind</h3>"),
        ("10<sup>9</sup>", "<p>10<sup>9</sup></p>"),
        ("1. one\n2. two", "<ol>\n<li>one</li>\n<li>two</li>\n</ol>"),
    ],
)
def test_markdown_becomes_html_below_the_headline(body, html):
    assert body_html(body) == html


def test_tables_keep_their_alignment():
    assert '<td align="right">1</td>' in body_html("| a |\n|--:|\n| 1 |")


def test_a_list_that_goes_on_below_a_paragraph_keeps_its_numbers():
    assert '<ol start="2">' in body_html("1. one\n\nSome text.\n\n2. two")


@pytest.mark.parametrize(
    "body",
    [
        "<script>alert(1)</script>",
        '<img src="x" onerror="alert(1)">',
        "[tide](javascript:alert(1))",
        '<p style="position:fixed" onclick="alert(1)">Tides</p>',
        "![](https://elsewhere.example/pixel.png)",
        '<iframe src="https://elsewhere.example"></iframe>',
    ],
)
def test_nothing_in_a_body_can_act_on_the_page(body):
    dangers = ("<script", "<img", "<iframe", "javascript:", "style=", "onerror", "onclick")
    assert not any(danger in body_html(body) for danger in dangers)


def test_lost_text_is_marked_so_that_a_reader_sees_it():
    assert body_html(f"The fund of the {GAP}") == f'<p>The fund of the <span class="gap">{GAP}</span></p>'


def test_plain_text_has_the_words_and_no_marks():
    body = f"**Tides** &amp; [ferries](https://harbour.example)\n\n- one\n- two\n\nLost {GAP}"
    assert plain_text(body_html(body)) == "Tides & ferries\n\none\n\ntwo\n\nLost"


def test_words_in_neighbouring_cells_stay_apart():
    assert plain_text(body_html("| tide | gauge |\n|---|---|\n| 1 | 2 |")) == "tide gauge\n\n1 2"


@pytest.mark.parametrize(
    ("text", "words"), [("The man's well-known gauge", 4), ("渔港验潮站", 5), ("AI 渔港", 3), ("— … 3.5", 1), ("", 0)]
)
def test_each_language_counts_its_length_in_its_own_way(text, words):
    assert word_count(text) == words


@pytest.mark.parametrize("marks", ["[a](" * 5000, "[" * 5000, "![a](b " * 5000, "> " * 3000 + "x", "- " * 3000 + "x"])
def test_a_body_of_nothing_but_marks_is_rendered_in_no_time(marks):
    began = time.monotonic()
    assert "a" in body_html(marks) or "x" in body_html(marks) or "[" in body_html(marks)
    assert time.monotonic() - began < 5


@given(st.lists(st.text("abZé测 .,:;-–—“’\"'#()1%/=~+@ \n", max_size=30), max_size=5))
def test_a_plain_body_is_rendered_as_the_converter_would(blocks):
    body = "\n\n".join(blocks)
    converted = markdown.markdown(body, extensions=["tables", "sane_lists"], output_format="html")
    if (plain := _plainly(body)) is not None:
        assert plain == converted


def test_most_bodies_need_no_converter():
    body = f"The plant opened in 2021, he said: “cheap power”. {GAP}\n\n### Who pays?\n\n天津的工厂已经开工。"
    assert _plainly(body)
