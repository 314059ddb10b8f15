import re
from itertools import chain
from pathlib import Path

import pytest

from articles.ingest.wording import (
    CREDITS,
    FURNITURE,
    FURNITURE_ANYWHERE,
    contents_key,
    ends_sentence,
    find_forms,
    in_both_scripts,
    is_department,
    is_kicker,
    is_only_links,
    plain,
    word_length,
)

SOURCES = Path(__file__).parents[2] / "sources"


@pytest.mark.parametrize(
    "text",
    [
        "Tides rise.",
        "Do they?",
        "“They do.”",
        "他们来了。",
        "他说：“来了。”",
        "three kinds:",
        "It did.<sup>3</sup>",
        "It did.[2]",
    ],
)
def test_a_text_ends_as_a_sentence_does(text):
    assert ends_sentence(text)


@pytest.mark.parametrize("text", ["Tides rise", "the rise of", "他们来", "rise,", "a com-", ""])
def test_a_text_does_not_end_as_a_sentence_does(text):
    assert not ends_sentence(text)


@pytest.mark.parametrize(
    ("text", "words"), [("two words", 2), ("渔港改造", 2), ("well-known man's", 2), ("AI 渔港", 2), ("", 0)]
)
def test_two_chinese_characters_count_as_a_word(text, words):
    assert word_length(text) == words


@pytest.mark.parametrize(
    ("text", "seen"),
    [("**bold** `code` _i_", "bold code i"), ("[tide](https://x.example) gauge", "tide gauge"), ("a_b", "a_b")],
)
def test_a_reader_sees_no_marks(text, seen):
    assert plain(text) == seen


@pytest.mark.parametrize("text", ["Opinion", "CASE STUDY", "[Focus]", "**观点**", "观点 / Opinion", "Policy:"])
def test_section_labels_are_known_in_both_languages(text):
    assert is_kicker(text)


@pytest.mark.parametrize("text", ["Opinion polls differ", "Tides", "观点 / Tides", ""])
def test_other_lines_are_no_section_label(text):
    assert not is_kicker(text)


def test_a_line_of_the_contents_is_the_headline_whatever_its_numbers():
    assert contents_key("3. Tide Gauges Report ..... 12") == contents_key("Tide gauges report")


def test_a_line_of_links_is_told_from_a_sentence_with_a_link():
    assert is_only_links("[Home](/) | [News](/news)")
    assert not is_only_links("See [the news](/news)")


@pytest.mark.parametrize("repeated", ["A ", "+", "字号大", "#", "# ", "[", "记者 ", "- "])
def test_no_form_of_furniture_is_stuck_on_a_line_that_repeats(repeated):
    line = repeated * (600 // len(repeated)) + "rest"
    assert not any(form.match(line) for form in FURNITURE.values())
    assert not any(find_forms(chain(*FURNITURE_ANYWHERE.values()), line))


def test_each_form_fits_only_lines_that_have_one_of_its_words():
    lines = [line for page in SOURCES.glob("*.md") for line in page.read_text("utf-8").splitlines()]
    for words, form in (*CREDITS, *chain(*FURNITURE_ANYWHERE.values())):
        assert all(any(word in line.lower() for word in words) for line in lines if form.search(line))


@pytest.mark.parametrize("text", ["■ 记者观察", "國際合作", "科 技", "交流 / EXCHANGES"])
def test_a_label_may_be_ornamented_spaced_traditional_or_in_two_languages(text):
    assert is_kicker(text)


def test_what_is_written_in_simplified_characters_fits_traditional_ones():
    assert re.fullmatch(in_both_scripts("[记]者报导"), "記者報導")


def test_a_department_is_a_label_with_a_text_of_its_own():
    assert is_department("IN BRIEF") and is_department("簡訊") and not is_department("Policy")
