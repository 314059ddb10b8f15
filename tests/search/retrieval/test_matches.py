"""Sets of documents with scores, combined: the same as with plain dictionaries."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.retrieval.matches import Matches, difference, intersection, union

SIZE = 400
scores = st.dictionaries(st.integers(0, SIZE - 1), st.integers(0, 9).map(float), max_size=60)
crowds = st.integers(0, 3).map(lambda step: dict.fromkeys(range(0, SIZE, step), 2.0) if step else {})
sets = st.one_of(scores, crowds)


def matches(scored):
    documents = sorted(scored)
    return Matches(np.array(documents, np.int32), np.array([scored[n] for n in documents], np.float32))


def plain(found):
    if found.scores is None:
        return dict.fromkeys(found.documents.tolist(), 0.0)
    return dict(zip(found.documents.tolist(), found.scores.tolist(), strict=True))


@given(sets, sets)
def test_an_intersection_adds_the_scores_of_both(one, other):
    assert plain(intersection(matches(one), matches(other), SIZE)) == {n: one[n] + other[n] for n in one if n in other}


@given(sets, sets)
def test_a_difference_keeps_the_scores_of_the_first(one, other):
    assert plain(difference(matches(one), matches(other), SIZE)) == {n: one[n] for n in one if n not in other}


@given(st.lists(sets, max_size=4))
def test_a_union_adds_up_what_there_is(several):
    expected = {n: sum(one.get(n, 0) for one in several) for n in set().union(*several)}
    assert plain(union([matches(one) for one in several], SIZE)) == expected


@given(sets, sets)
def test_a_condition_without_scores_only_narrows(one, other):
    condition = matches(other)._replace(scores=None)
    expected = {n: score for n, score in one.items() if n in other}
    assert plain(intersection(matches(one), condition, SIZE)) == expected
    assert plain(intersection(condition, matches(one), SIZE)) == expected


@pytest.mark.parametrize("several", [[], [{}], [{}, {}]])
def test_nothing_together_is_nothing(several):
    assert plain(union([matches(one) for one in several], SIZE)) == {}
