"""The measures of relevance, on examples worked out by hand."""

from math import log2

import pytest

from tests.bench.trec import average_precision, ndcg, recall


def test_the_best_ranking_has_a_gain_of_one():
    assert ndcg(["a", "b", "c"], {"a": 2, "b": 1}, 10) == 1


def test_a_relevant_document_in_second_place_is_worth_less():
    assert ndcg(["x", "a"], {"a": 1}, 10) == pytest.approx(1 / log2(3))


def test_gain_is_measured_against_the_best_order_of_the_grades():
    found = 1 / log2(2) + 2 / log2(3)
    best = 2 / log2(2) + 1 / log2(3)
    assert ndcg(["b", "a"], {"a": 2, "b": 1}, 10) == pytest.approx(found / best)


def test_gain_below_the_depth_does_not_count():
    assert ndcg(["x", "y", "a"], {"a": 1}, 2) == 0


def test_the_best_possible_gain_is_limited_by_the_depth_too():
    assert ndcg(["a"], {"a": 1, "b": 1, "c": 1}, 1) == 1


def test_average_precision_of_two_relevant_documents():
    assert average_precision(["a", "x", "b", "y"], {"a": 1, "b": 1}) == pytest.approx((1 / 1 + 2 / 3) / 2)


def test_a_relevant_document_that_is_not_found_counts_as_nothing():
    assert average_precision(["a"], {"a": 1, "b": 1}) == 0.5


def test_a_document_judged_irrelevant_is_none_of_the_relevant():
    assert average_precision(["x", "a"], {"x": 0, "a": 1}) == 0.5
    assert recall(["x"], {"x": 0, "a": 1}, 10) == 0


def test_recall_is_the_share_found_within_the_depth():
    assert recall(["a", "x", "b"], {"a": 1, "b": 1}, 2) == 0.5


def test_a_question_that_nothing_answers_scores_nothing():
    assert ndcg(["x"], {}, 10) == average_precision(["x"], {}) == recall(["x"], {}, 10) == 0
