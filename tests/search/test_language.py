import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.language import LONGEST_QUERY, QueryError, parse
from search.syntax import Dates, Either, Every, Fuzzy, Not, Phrase, Prefix, Word


def test_words_side_by_side_are_all_wanted():
    assert parse("carbon neutrality") == Every((Word("carbon", 1), Word("neutrality", 8)))


def test_any_wants_one_of_the_words_and_still_excludes():
    assert parse("solar wind -tax", "any") == Every((Not(Word("tax", 13)), Either((Word("solar", 1), Word("wind", 7)))))


def test_and_binds_closer_than_or():
    assert parse("a AND b OR c") == Either((Every((Word("a", 1), Word("b", 7))), Word("c", 12)))


def test_parentheses_group():
    assert parse("a (b OR c)") == Every((Word("a", 1), Either((Word("b", 4), Word("c", 9)))))


@pytest.mark.parametrize("query", ["-tax", "NOT tax", "－tax"])
def test_a_minus_or_not_excludes(query):
    assert isinstance(parse(query), Not)


def test_excluding_an_exclusion_wants_it():
    assert parse("NOT -tax") == Word("tax", 6)


def test_a_hyphen_inside_a_word_excludes_nothing():
    assert parse("sci-tech") == Word("sci-tech", 1)


def test_quotes_make_a_phrase():
    assert parse('"basic research"') == Phrase("basic research", 1)


def test_curly_quotes_make_a_phrase():
    assert parse("“basic research”") == Phrase("basic research", 1)


def test_a_number_loosens_a_phrase():
    assert parse('"basic research"~5') == Phrase("basic research", 1, 5)


def test_a_star_shortens_a_word():
    assert parse("Manufactur*") == Prefix("manufactur", 1)


def test_a_tilde_allows_for_a_slip():
    assert parse("Zhongguancun~") == Fuzzy("zhongguancun", 1)


def test_a_field_narrows_a_word():
    assert parse("title:carbon") == Word("carbon", 7, "title")


def test_a_field_narrows_a_group():
    assert parse("title:(a OR b)") == Either((Word("a", 8, "title"), Word("b", 13, "title")))


def test_a_span_of_years_covers_its_ends():
    assert parse("year:2021..2024") == Dates(datetime.date(2021, 1, 1), datetime.date(2024, 12, 31), 6)


def test_a_span_of_months_ends_on_the_last_day():
    assert parse("date:2024-01..2024-02") == Dates(datetime.date(2024, 1, 1), datetime.date(2024, 2, 29), 6)


def test_a_span_may_be_open():
    assert parse("date:2023..") == Dates(datetime.date(2023, 1, 1), None, 6)


def test_signs_between_words_are_passed_over():
    assert parse("research & development -") == Every((Word("research", 1), Word("development", 12)))


def test_an_address_or_a_time_is_no_field():
    assert parse("http://x.org 10:30") == Every((Word("http://x.org", 1), Word("10:30", 14)))


def test_full_width_signs_mean_the_same():
    assert parse("（ａ　ＯＲ　ｂ）") == Either((Word("a", 2), Word("b", 7)))


@pytest.mark.parametrize("query", ["", "  ", "\u3000"])
def test_a_blank_query_asks_for_nothing(query):
    assert parse(query) is None


ERRORS = [
    ('solar "wind power', 7, "quote at character 7 is never closed"),
    ("(solar wind", 1, "parenthesis at character 1 is never closed"),
    ("solar) wind", 6, "closes nothing"),
    ("solar ()", 7, "are empty"),
    ("titel:solar", 1, "Did you mean title:?"),
    ("zzz:solar", 1, "The fields are title"),
    ("title:", 1, "nothing to look for in “title:”"),
    ("title:-solar", 1, "goes before the field"),
    ("solar OR", 7, "OR at character 7 needs a word before and after it"),
    ("OR solar", 1, "OR at character 1"),
    ("solar AND OR wind", 11, "OR at character 11"),
    ("NOT", 1, "NOT at character 1 needs a word after it"),
    ("solar NOT", 7, "NOT at character 7"),
    ("so*", 1, "at least 3 letters before the star"),
    ("so*lar", 1, "only at the end"),
    ("*lar*", 1, "only at the end"),
    ("technology~9", 1, "Write technology~"),
    ("ab~", 1, "at least 3 letters"),
    ('"a b"~500', 1, "too wide"),
    ("date:2023-13", 6, "no such date"),
    ("date:soon", 6, "Write date:2023-03"),
    ("year:2024..2021", 6, "ends before it begins"),
    ("year:2023*", 6, "is no year"),
    ("&", 1, "no letter or digit"),
    ('""', 1, "no letter or digit"),
    ("solar OR &", 10, "no letter or digit"),
    ("x" * 600, LONGEST_QUERY + 1, "600 characters long; at most 512"),
    ("x " * 33, 65, "at most 32"),
    ("(" * 11 + "x" + ")" * 11, 11, "more than 10 deep"),
]


@pytest.mark.parametrize(("query", "position", "words"), ERRORS)
def test_what_cannot_be_read_is_explained(query, position, words):
    with pytest.raises(QueryError) as caught:
        parse(query)
    assert caught.value.position == position
    assert words in caught.value.message


def test_ten_levels_of_parentheses_are_read():
    assert parse("(" * 10 + "x" + ")" * 10) == Word("x", 11)


PIECES = st.sampled_from(
    ["(", ")", '"', " ", "-", "OR", "AND", "NOT", "title:", "year:", "..", "2023", "*", "~", "碳中和", "a"]
)


@given(st.one_of(st.text(max_size=60), st.lists(PIECES, max_size=30).map("".join)), st.sampled_from(["all", "any"]))
def test_any_text_is_read_or_explained(query, op):
    try:
        parse(query, op)
    except QueryError as error:
        assert error.message
        assert error.position >= 1
