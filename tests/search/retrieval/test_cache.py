"""A cache that stays within its size."""

import numpy as np

from search.retrieval.cache import ArrayCache


def arrays(size=1000):
    return (np.zeros(size, dtype=np.uint8),)


def test_what_is_kept_is_made_once():
    cache, made = ArrayCache(10_000), []
    for _ in range(3):
        cache.get("a", lambda: made.append(1) or arrays())
    assert made == [1]


def test_what_was_used_longest_ago_goes_first():
    cache, made = ArrayCache(4_000), []
    for key in "abacab":  # room for two
        cache.get(key, lambda key=key: made.append(key) or arrays())
    assert made == ["a", "b", "c", "b"]


def test_what_is_larger_than_the_cache_is_given_all_the_same():
    assert ArrayCache(10).get("a", lambda: arrays(5000))[0].size == 5000
