import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from wordfreq import top_n_list

from search.analysis import phrase_terms, plain_word
from search.candidates import Candidates, side_by_side
from search.language import parse
from search.marking import Marker
from search.syntax import Either, Fuzzy, Phrase, Prefix, Word

LETTERS = [
    "a",
    "n",
    "an",
    "anan",
    "polic",
    "y",
    "ies",
    "e",
    "ing",
    "bil",
    "ity",
    "tech",
    "sci",
    "A",
    "U",
    "S",
    "É",
    "ß",
]
LETTERS += ["e\u0301", "ａ", "ﬁ", "İ", "ı", "æ", "д", "Σ", "\u1100\u1161", "\u11a8", "Ⓐ", "½", "1", "20", "000", "５"]
LETTERS += ["碳", "中", "和", "㐀", "か", "⼀", "金"]
SIGNS = [
    " ",
    " ",
    "\n",
    "\n\n",
    "\f",
    "-",
    "–",
    "－",
    "'",
    "’s",
    ".",
    ",",
    ". ",
    "_",
    "/",
    "(",
    "，",
    "。",
    "\u3000",
    "“",
]
SIGNS += ["…", "—", "\u00a0", "°", "\u00ad", "\u200b", "\u0345"]


def found(text, query, field="body"):
    return [(text[mark.start : mark.end], mark.leaf) for mark in Marker(parse(query), field).marks(text)]


def test_each_mark_says_which_part_of_the_query_it_answers():
    assert found("Solar and wind, solar", "wind solar") == [("Solar", 1), ("wind", 0), ("solar", 1)]


@pytest.mark.parametrize(
    ("text", "query", "marked"),
    [
        ("Policies, policing", "policy", ["Policies"]),
        ("capability and capable", "capable", ["capability", "capable"]),
        ("They lie, it is dying", "die", ["dying"]),
        ("China’s plan", "china", ["China’s"]),
        ("the U.S. plan for us", "U.S.", ["U.S.", "us"]),
        ("1,000 or 1000", "1000", ["1,000", "1000"]),
        ("约3.4亿 but 13.4 or 3.45", "3.4", ["3.4"]),
        ("sci-tech, scitech", "scitech", ["sci-tech", "scitech"]),
        ("low-carbon", "carbon", ["carbon"]),
        ("a-nanana", "anana*", ["a-nanana"]),
        ("Ⓐtech", "tech", ["tech"]),
        ("\u1100\u1161", "가", ["\u1100\u1161"]),
        ("Ｃafé, cafe\u0301, CAFÉ", "cafe", ["Ｃafé", "cafe\u0301", "CAFÉ"]),
        ("inno\u00advation", "innovation", ["inno\u00advation"]),
        ("a straße", "strasse", ["straße"]),
        ("碳中\n和", '"中和"', ["中\n和"]),
        ("⼀带一路", '"一带"', ["⼀带"]),
        ("AI芯片 AI 芯片", "AI芯片", ["AI芯片", "AI 芯片"]),
    ],
)
def test_what_matches_is_marked(text, query, marked):
    assert [word for word, _ in found(text, query)] == marked


def test_a_phrase_reaches_over_signs_but_not_over_words_or_parts():
    text = "basic – research, basic applied research, basic\fresearch"
    assert found(text, '"basic research"') == [("basic – research", 0)]
    assert len(found("basic basic" + " –" * 100 + " research", '"basic research"')) == 1


def test_words_of_a_loose_phrase_are_marked_in_any_order_if_near():
    text = "research that is basic; one two three four five six; research"
    assert [word for word, _ in found(text, '"basic research"~4')] == ["research", "basic"]


@pytest.mark.parametrize("typed", ["tianjim~", "tianin~", "tianjinn~", "ianjin~", "xianjin~"])
def test_a_word_with_one_letter_off_is_marked(typed):
    assert found("In Tianjin", typed) == [("Tianjin", 0)]


def test_only_what_the_query_wants_in_this_field_is_marked():
    query = "solar title:wind author:li year:2021 -tax"
    assert found("Solar wind Li 2021 tax", query, "title") == [("Solar", 0), ("wind", 1)]
    assert found("Solar wind Li 2021 tax", query, "body") == [("Solar", 0)]


def test_nothing_is_marked_when_nothing_is_asked():
    assert Marker(None).marks("Solar") == []


@st.composite
def texts_with_queries(draw):
    text = "".join(draw(st.lists(st.sampled_from(LETTERS) | st.sampled_from(SIGNS), max_size=30)))
    leaves = []
    for _ in range(draw(st.integers(1, 3))):
        start = draw(st.integers(0, max(0, len(text) - 1)))
        asked = text[start : start + draw(st.integers(1, 8))] + draw(st.sampled_from(["", "", " ", *LETTERS]))
        slop = draw(st.sampled_from([1, 1, 2, 5]))
        kind = draw(st.sampled_from([Word, Phrase, Prefix, Fuzzy]))
        if kind in {Prefix, Fuzzy} and len(word := plain_word(asked)) > 1:
            leaves.append(kind(word, 1))
        elif phrase_terms(asked):
            leaves.append(Word(asked, 1) if kind is Word else Phrase(asked, 1, slop))
    return text, Either(tuple(leaves))


@settings(max_examples=400, deadline=None)
@given(texts_with_queries())
def test_marks_are_those_of_reading_the_whole_text(drawn):
    text, tree = drawn
    marker = Marker(tree)
    assert marker.marks(text) == marker.all_marks(text)


def test_no_word_is_overlooked_whose_stem_is_written_otherwise():
    words = [word for word in top_n_list("en", 10_000) if len(phrase_terms(word)) == 1]
    assert [word for word in words if not Candidates([side_by_side(phrase_terms(word))]).stretches(word)] == []


def test_no_sign_is_overlooked_over_which_the_analyser_joins_words():
    marker = Marker(Either((Word("ab", 1), Word("1000", 1))))
    signs = [chr(code) for code in range(0x10000) if unicodedata.category(chr(code))[0] in "CMPSZ"]
    texts = [f"a{sign}b 1{sign}000" for sign in signs]
    assert [text for text in texts if marker.marks(text) != marker.all_marks(text)] == []
