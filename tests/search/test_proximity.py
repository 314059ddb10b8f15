from search.proximity import together


def test_words_of_a_phrase_follow_each_other():
    assert together([[3, 9], [4, 8], [5]]) == [(3, 4, 5)]


def test_near_words_may_come_in_any_order():
    assert together([[10], [6]], slop=5) == [(6, 10)]


def test_words_too_far_apart_are_not_together():
    assert together([[10], [16]], slop=5) == []


def test_all_words_must_be_near_each_other():
    assert together([[0], [4], [8]], slop=5) == []


def test_a_word_asked_for_twice_must_stand_there_twice():
    assert together([[4], [4]], slop=5) == []
    assert together([[4, 6], [4, 6]], slop=5) == [(4, 6)]


def test_more_words_than_the_slop_still_fit_side_by_side():
    assert together([[1], [2], [3], [4]], slop=2) == [(1, 2, 3, 4)]
