"""Words that a prefix, a slip or a misspelling stands for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import Levenshtein
from whoosh import query

from search.retrieval.expansion import expanded
from search.retrieval.spelling import nearest_word
from tests.search.small_index import document, index_of

WORDS = ["abc", "abd", "bbc", "ab", "abcd", "cab", "zabc", "ebc", "bc", "acb", "éab", "中abc", "xyz", "technology"]


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory):
    documents = [document(pk, word) for pk, word in enumerate(WORDS)]
    return index_of(tmp_path_factory.mktemp("index"), documents[:5], documents[5:])


def found(asked, snapshot):
    return {WORDS[pk] for pk in snapshot.ids[expanded(asked, snapshot)]}


@given(st.text("abcdz", min_size=3, max_size=5))
def test_one_letter_off_is_one_letter_off(snapshot, word):
    plain = {"éab": "eab", "中abc": "abc"}
    expected = {each for each in WORDS if Levenshtein.distance(plain.get(each, each), word) <= 1}
    assert found(query.FuzzyTerm("text", f"={word}"), snapshot) == expected


def test_a_prefix_stands_for_all_words_that_begin_with_it(snapshot):
    assert found(query.Prefix("text", "=abc"), snapshot) == {"abc", "abcd", "中abc"}
    assert found(query.Prefix("text", "=q"), snapshot) == set()


@pytest.mark.parametrize(
    ("start", "end", "excluded", "topics"),
    [("b", "c", False, {"b", "c"}), ("b", None, True, {"c", "d"}), (None, "b", True, {"a"}), ("c", "a", False, set())],
)
def test_a_range_holds_the_values_between_its_ends(tmp_path, start, end, excluded, topics):
    snapshot = index_of(tmp_path, [document(ord(topic), topics=[topic]) for topic in "abcd"])
    asked = query.TermRange("topic_exact", start, end, startexcl=excluded, endexcl=excluded)
    assert {chr(pk) for pk in snapshot.ids[expanded(asked, snapshot)]} == topics


@pytest.mark.parametrize(
    ("typed", "nearest"),
    [
        ("tecnology", "technology"),
        ("tecnologi", "technology"),
        ("technology", None),
        ("echnology", None),
        ("abx", None),
    ],
)
def test_a_misspelt_word_leads_to_the_nearest_that_begins_alike(snapshot, typed, nearest):
    assert nearest_word(typed, snapshot) == nearest
