from search.proximity import together


def test_words_of_a_phrase_follow_each_other():
    assert together([[3, 9], [4, 8], [5]]) == [(3, 4, 5)]


def test_near_words_may_come_in_any_order():
    assert together([[10], [6]], slop=5) == [(10, 6)]


def test_words_too_far_apart_are_not_together():
    assert together([[10], [16]], slop=5) == []


def test_a_word_is_not_near_itself():
    assert together([[4], [4]], slop=5) == []


def test_a_farther_word_may_lead_to_the_next():
    assert together([[0], [-1, 5], [10]], slop=5) == [(0, 5, 10)]
