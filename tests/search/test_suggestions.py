from search.index import rebuild
from tests.builders import make_article


def suggestion(ask, query):
    rebuild()
    return ask(query).suggestion


def test_a_misspelt_word_is_exchanged_for_the_nearest(ask):
    make_article(body="Policies for Zhongguancun and biotechnology")
    assert suggestion(ask, "biotecnology polices") == "biotechnology policies"


def test_only_the_wrong_word_changes(ask):
    make_article(body="Policies for Zhongguancun")
    assert suggestion(ask, 'Policies "for" body:zhongguancan -x') == 'Policies "for" body:zhongguancun -x'


def test_a_search_that_finds_something_needs_none(ask):
    make_article(body="policy")
    assert suggestion(ask, "policy") is None


def test_what_would_find_nothing_is_not_suggested(ask):
    make_article(body="quantum")
    make_article(body="biotechnology")
    assert suggestion(ask, "quantum biotecnology") is None


def test_words_far_from_all_others_have_none(ask):
    make_article(body="policy")
    assert suggestion(ask, "xylophone") is None
