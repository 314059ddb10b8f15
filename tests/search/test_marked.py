import re
from html import unescape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.ingest.records import GAP
from articles.models import Caption
from articles.rendering import body_html
from search.marked import MarkedSearch
from search.records import SearchRequest
from tests.builders import make_article

SIGNS = [
    "a",
    "b",
    "an",
    "&",
    "<",
    ">",
    '"',
    "'",
    "*",
    "**",
    "_",
    "`",
    "[x](y)",
    "# ",
    "> ",
    "- ",
    "| a | b |",
    "|--|--|",
]
SIGNS += [" ", "\n", "\n\n", "碳", "中", "和", "é", "&amp;", "&#97;", GAP, "<i>", "\f", "\u00a0", "-"]


def marked(html, query, field="body", **request):
    return MarkedSearch(SearchRequest(q=query, **request)).mark(html, field)


@pytest.mark.parametrize(
    ("html", "query", "found"),
    [
        ("<p>Digital economies</p>", "economy", "<p>Digital <mark>economies</mark></p>"),
        ("<p>basic research</p>", '"basic research"', "<p><mark>basic research</mark></p>"),
        ("<p>实现碳中和目标</p>", "碳中和", "<p>实现<mark>碳中和</mark>目标</p>"),
        ("<p>manufacturing</p>", "manufact*", "<p><mark>manufacturing</mark></p>"),
        ("<p>solar tax</p>", "solar -tax", "<p><mark>solar</mark> tax</p>"),
        ("<p>R&amp;D plan</p>", "plan", "<p>R&amp;D <mark>plan</mark></p>"),
        (
            "<p>research &amp; development</p>",
            '"research development"',
            "<p><mark>research &amp; development</mark></p>",
        ),
        ("<p>Solar</p><p>Wind</p>", "wind", "<p>Solar</p><p><mark>Wind</mark></p>"),
    ],
)
def test_what_the_search_found_is_marked(html, query, found):
    assert marked(html, query) == found


def test_a_match_across_tags_is_marked_piece_by_piece():
    html = "<p>the <em>digital</em> economy</p>"
    assert marked(html, '"digital economy"') == ("<p>the <em><mark>digital</mark></em><mark> economy</mark></p>")


def test_part_of_a_word_in_other_type_is_part_of_the_word():
    assert marked("<p>nano<em>tube</em></p>", "nano") == "<p>nano<em>tube</em></p>"


def test_nothing_within_a_tag_is_marked():
    html = '<p><a href="/em/?a=1&amp;solar=>2" title="solar">power</a></p>'
    assert marked(html, "solar em href power") == html.replace("power", "<mark>power</mark>")


def test_the_words_that_stand_for_a_gap_are_not_the_articles():
    html = body_html(f"A source {GAP}")
    assert marked(html, "source").count("<mark>") == 1


def test_words_for_another_field_are_not_marked():
    assert marked("solar wind", "title:solar author:wind", "body") == "solar wind"
    assert marked("solar wind", "title:solar author:wind", "title") == "<mark>solar</mark> wind"


def test_a_search_knows_what_it_marked_and_the_way_back():
    search = MarkedSearch(SearchRequest(q='solar "wind farm" coal low-carbon', op="any", chosen={"topic": ("energy",)}))
    search.mark("Solar and wind farm, solar; low-carbon", "body")
    assert (search.words, search.count) == (["solar", "“wind farm”", "low-carbon"], 4)
    assert search.back == "q=solar+%22wind+farm%22+coal+low-carbon&op=any&topic=energy"


def test_the_first_mark_can_be_gone_to():
    search = MarkedSearch(SearchRequest(q="solar"))
    assert search.mark("a solar, solar", "body", "first") == 'a <mark id="first">solar</mark>, <mark>solar</mark>'


@settings(max_examples=300, deadline=None)
@given(
    st.lists(st.sampled_from(SIGNS), max_size=30).map("".join), st.sampled_from(["a b an", '"a b"', "碳中和", "an*"])
)
def test_marks_change_nothing_but_themselves(body, query):
    html = body_html(body)
    found = marked(html, query, op="any") if query != "an*" else marked(html, "ana* a")
    assert unescape(re.sub("</?mark>", "", found)) == unescape(html)
    assert re.findall(r"<[^>]*>", re.sub("</?mark>", "", found)) == re.findall(r"<[^>]*>", html)


def page(client, article, query):
    return client.get(f"{article.get_absolute_url()}?{query}").content.decode()


@pytest.mark.django_db
def test_the_page_marks_title_standfirst_text_and_captions(client):
    article = make_article(title="Solar roofs", standfirst="On solar power.", body="Solar pays.\n\nNo sun, no solar.")
    Caption.objects.create(article=article, text="A solar farm.")
    text = page(client, article, "q=solar&topic=energy")
    assert "<mark>Solar</mark> roofs</h1>".replace("<mark>", '<mark id="first-in-title">') in text
    assert "<strong>solar</strong> (5 places)" in text
    assert '<a href="#first-in-text">' in text
    assert 'href="/search/?q=solar&amp;topic=energy"' in text


@pytest.mark.django_db
@pytest.mark.parametrize("query", ["q=", "q=title:", "q=xylophone", "q=solar&page=none", "topic=energy", "q=%22"])
def test_a_page_is_as_usual_where_there_is_nothing_to_mark(client, query):
    article = make_article(body="Solar pays.")
    text = page(client, article, query)
    assert "<mark" not in text
    assert "Back to the results" not in text
