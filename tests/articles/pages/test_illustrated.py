from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.ingest.pipeline import read_issue
from articles.pages.illustrated import illustrated
from articles.rendering import body_html


def photo(anchor):
    return SimpleNamespace(anchor=anchor)


def places(body, *anchors):
    """How many paragraphs stand above each caption; None for those without a place."""
    captions = [photo(anchor) for anchor in anchors]
    passages, homeless = illustrated(body_html(body), captions)
    found, above = dict.fromkeys(map(id, homeless)), 0
    for passage in passages:
        above += passage.html.count("<p>")
        found |= {id(caption): above for caption in passage.captions}
    return [found[id(caption)] for caption in captions]


BODY = "The harbour opened.\n\nShips came from *twelve* ports & left again.\n\nThe crane was govern&shy;ment property."


def test_a_caption_follows_the_paragraph_it_stood_below():
    assert places(BODY, "harbour opened.", "twelve ports & left again.") == [1, 2]


def test_a_caption_at_the_head_of_the_text_comes_before_it():
    assert places(BODY, "") == [0]


def test_a_caption_within_a_paragraph_that_was_mended_follows_the_whole_of_it():
    assert places("One sentence goes on behind the picture.\n\nAnother.", "One sentence goes") == [1]


def test_a_word_that_was_cut_and_mended_is_found_again():
    assert places("All government offices closed.", "All govern-") == [1]


@pytest.mark.parametrize("anchor", [None, "words that an editor has taken out", "…"])
def test_a_caption_whose_place_is_not_there_comes_last(anchor):
    assert places(BODY, anchor) == [None]


def test_an_article_without_a_body_has_its_captions_last():
    assert places("", "") == [None]


@given(st.text(alphabet="ab <>&*_#->\n|1.[]`", max_size=200), st.lists(st.text("ab ", max_size=5), max_size=3))
def test_nothing_of_a_body_is_lost_or_doubled(body, anchors):
    rendered = body_html(body)
    passages, homeless = illustrated(rendered, [photo(anchor) for anchor in anchors])
    assert "".join(passage.html for passage in passages).strip() == rendered.strip()
    assert sum(len(passage.captions) for passage in passages) + len(homeless) == len(anchors)


def test_the_reading_of_a_page_notes_where_its_pictures_stood():
    page = (
        "# Cranes return to the delta\n\nBy LI Wei\n\nThe wetland was flooded again in March after two dry years.\n\n"
        "![](crane.jpg)\n\nCranes at the delta on 3 March. (Photo by WANG Fang)\n\n"
        "Researchers counted four hundred pairs, twice as many as before, and expect more next spring.\n"
    )
    (article,) = read_issue(page.encode(), "page.md").articles
    assert [caption.anchor for caption in article.captions] == [
        "The wetland was flooded again in March after two dry years."
    ]
