"""A search that finds nothing says why, and what finds something."""

import pytest

from search.index import rebuild
from search.no_result import MOST_LEFT_OUT, explain
from tests.builders import make_article, make_issue

pytestmark = pytest.mark.usefixtures("subjects")


@pytest.fixture
def why(ask):
    """Indexes what is in the database, and explains why a search finds nothing."""

    def explanation(q="", parameters=""):
        rebuild()
        result = ask(q, parameters)
        assert result.count == 0
        return explain(result)

    return explanation


def labels(ways):
    return [(way.label, way.count) for way in ways]


def missing(explanation):
    return [part.text for part in explanation.missing]


def test_the_word_that_is_nowhere_is_named_and_what_is_found_without_it(why):
    make_article(body="carbon prices")
    make_article(body="carbon taxes")
    explanation = why("carbon xylophone")
    assert missing(explanation) == ["xylophone"]
    assert labels(explanation.ways) == [("Without “xylophone”", 2)]
    assert explanation.ways[0].url == "?q=carbon"


def test_words_that_are_all_there_but_not_together(why):
    make_article(body="carbon prices")
    make_article(body="tidal mills")
    explanation = why("carbon mills")
    assert explanation.together
    assert missing(explanation) == []
    assert labels(explanation.ways) == [
        ("Without “carbon”", 1),
        ("Without “mills”", 1),
        ("Any of the words instead of all", 2),
    ]


def test_a_misspelt_word_may_mean_the_nearest(why):
    make_article(body="biotechnology")
    make_article(body="quantum")
    (part,) = why("quantum biotecnology").missing
    assert labels(part.ways) == [("Did you mean “biotechnology”?", 1)]
    assert part.ways[0].url == "?q=biotechnology"  # both together would find nothing


def test_a_phrase_that_is_nowhere_may_be_found_as_words(why):
    make_article(body="research of a basic kind")
    (part,) = why('"basic research"').missing
    assert part.text == '"basic research"'
    assert labels(part.ways) == [("The words of the phrase anywhere in an article", 1)]


def test_the_word_of_a_phrase_that_is_nowhere_is_named(why):
    make_article(body="basic research")
    assert missing(why('"basic xylophone"')) == ['"basic xylophone"', "xylophone"]


def test_a_misspelt_word_of_a_phrase_is_corrected(why):
    make_article(body="on basic research")
    (part, _) = why('"basic reserch"').missing
    assert labels(part.ways)[0] == ("Did you mean “basic research”?", 1)


def test_what_is_not_in_one_field_may_be_in_another(why):
    make_article(title="Mills", body="tidal power")
    (part,) = why("title:tidal mills").missing
    assert labels(part.ways) == [("“tidal” in any field", 1)]
    assert part.ways[0].url == "?q=tidal+mills"


def test_chinese_text_is_judged_word_by_word(why):
    make_article(title="人工智能发展", language="zh")
    explanation = why("人工智能火星")
    assert missing(explanation) == ["火星"]
    assert labels(explanation.ways) == [("Without “火星”", 1)]


def test_the_limits_that_are_to_blame_are_taken_away_one_by_one(why):
    make_article(make_issue(date="2021-03-01"), body="carbon", topics=("energy",))
    make_article(make_issue(date="2022-03-01"), body="carbon")
    explanation = why("carbon", "topic=energy&year=2022&from=2021")
    assert explanation.limited
    assert labels(explanation.ways) == [
        ("Without “Topic: Energy”", 1),
        ("Without “Year: 2022”", 1),
        ("Without any of these limits", 2),
    ]


def test_limits_without_words_are_explained_as_well(why):
    make_article(topics=("energy",))
    assert labels(why("", "topic=energy&region=DE").ways) == [
        ("Without “Region: Germany”", 1),
        ("Without any of these limits", 1),
    ]


def test_a_value_that_is_kept_out_is_a_limit(why):
    make_article(body="carbon", topics=("energy",))
    assert labels(why("carbon", "topic=-energy").ways) == [("Without any of these limits", 1)]


def test_a_way_stays_within_the_limits_as_far_as_it_can(why):
    make_article(body="carbon mills", topics=("energy",))
    make_article(body="carbon")
    assert labels(why("carbon xylophone", "topic=energy").ways) == [("Without “xylophone”", 1)]
    assert labels(why("carbon xylophone", "topic=space").ways) == [("Without “xylophone” (without the limits)", 2)]


def test_any_of_the_words_that_finds_nothing_has_every_word_missing(why):
    make_article(body="carbon")
    assert missing(why("xylophone zither", "op=any")) == ["xylophone", "zither"]


def test_names_that_begin_like_a_missing_word_are_offered(why):
    make_article(body="carbon", topics=("energy",))
    (name,) = why("carbon energetics").names
    assert (name.label, name.url, name.count) == ("Energy (topic)", "/topics/energy/", 1)


def test_an_empty_archive_has_nothing_to_offer(why):
    explanation = why("carbon tax")
    assert missing(explanation) == ["carbon", "tax"]
    assert not explanation.ways
    assert not explanation.names


def test_the_index_is_asked_a_bounded_number_of_times(why, monkeypatch):
    words = [f"word{letter}" for letter in "abcdefghijklmnopqrstuvwxyzabcdef"]
    for word in words:
        make_article(body=word)
    explanation = why(" ".join(words))
    assert explanation.together
    assert len(explanation.ways) <= MOST_LEFT_OUT + 1


@pytest.mark.parametrize("q", ["-carbon", "(a OR b) -c", "year:1900", "zzz* yyy~", "body:(x y)", 'title:"x y"~3 zz'])
def test_any_query_that_finds_nothing_can_be_explained(why, q):
    assert why(q)
