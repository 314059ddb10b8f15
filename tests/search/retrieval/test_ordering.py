"""The order of matches, and that slices of it fit together."""

import datetime
import random

import numpy as np
import pytest
from haystack.exceptions import SearchBackendError

from search.retrieval.matches import Matches
from search.retrieval.ordering import page
from tests.search.small_index import document, index_of

CHOICE = random.Random(11)
DATES = [CHOICE.choice([None, datetime.date(2020 + CHOICE.randint(0, 4), 1, 1)]) for _ in range(60)]
TITLES = [CHOICE.choice("abcde") for _ in range(60)]
SCORES = [float(CHOICE.randint(1, 5)) for _ in range(60)]


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory):
    documents = [document(pk, title=TITLES[pk], date=DATES[pk]) for pk in range(60)]
    return index_of(tmp_path_factory.mktemp("index"), documents[:25], documents[25:])


def newest_first(pk):
    return (DATES[pk] is None, -(DATES[pk] or datetime.date(1, 1, 1)).toordinal(), pk)


EXPECTED = {
    (): lambda pk: (-SCORES[pk], *newest_first(pk)),
    ("-date",): newest_first,
    ("date",): lambda pk: (DATES[pk] is None, (DATES[pk] or datetime.date(1, 1, 1)).toordinal(), pk),
    ("sort_title",): lambda pk: (TITLES[pk], *newest_first(pk)),
    ("-sort_title",): lambda pk: (-ord(TITLES[pk]), *newest_first(pk)),
}


@pytest.mark.parametrize("size", [1, 7, 20, 60, 100])
@pytest.mark.parametrize("sort_by", EXPECTED)
def test_slices_of_any_size_make_up_the_whole_order(snapshot, sort_by, size):
    found = Matches(np.arange(60, dtype=np.int32), np.array(SCORES, dtype=np.float32))
    slices = [page(found, sort_by, start, start + size, snapshot).tolist() for start in range(0, 60, size)]
    assert [pk for part in slices for pk in part] == sorted(range(60), key=EXPECTED[sort_by])


def test_without_scores_the_newest_come_first(snapshot):
    found = Matches(np.arange(60, dtype=np.int32))
    assert page(found, [], 0, None, snapshot).tolist() == sorted(range(60), key=newest_first)


@pytest.mark.parametrize("span", [(60, 80), (5, 5), (1000, None)])
def test_beyond_the_last_there_is_nothing(snapshot, span):
    found = Matches(np.arange(60, dtype=np.int32))
    assert page(found, [], *span, snapshot).tolist() == []


def test_an_unknown_order_is_refused(snapshot):
    with pytest.raises(SearchBackendError, match="cannot sort by “colour”"):
        page(Matches(np.arange(3, dtype=np.int32)), ["colour"], 0, 2, snapshot)
