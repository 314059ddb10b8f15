"""Numbers packed into few bytes."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.codec.packing import Runs, pack, run_indices, running_totals, slices, unpack, unpack_all

runs = st.lists(st.lists(st.one_of(st.just(1), st.integers(0, 300), st.integers(0, 2**32 - 1)), max_size=5), max_size=6)


def made(lists, ones_are_free=False):
    values = np.array([value for numbers in lists for value in numbers], dtype=np.uint32)
    return Runs(values, np.array([len(numbers) for numbers in lists], dtype=np.int64), ones_are_free)


@given(runs, st.booleans())
def test_what_was_packed_comes_out_again(lists, free):
    packed, starts, (codes,) = pack([made(lists, free)])
    for numbers, start, code in zip(lists, starts, codes, strict=False):
        assert unpack(packed.tobytes(), code, len(numbers), int(start)).tolist() == numbers
    values = unpack_all(packed, starts[:-1], np.array([len(numbers) for numbers in lists], dtype=np.int64), codes)
    assert values.tolist() == [value for numbers in lists for value in numbers]


@given(runs)
def test_the_parts_of_a_block_lie_side_by_side(lists):
    packed, starts, codes = pack([made(lists), made(lists[::-1])])
    for number, start in enumerate(starts[:-1]):
        first = unpack(packed.tobytes(), codes[0][number], len(lists[number]), int(start))
        second = unpack(packed.tobytes(), codes[1][number], len(lists[-1 - number]), int(start) + first.nbytes)
        assert (first.tolist(), second.tolist()) == (lists[number], lists[-1 - number])


@pytest.mark.parametrize(("largest", "size"), [(255, 2), (256, 4), (65535, 4), (65536, 8)])
def test_a_run_takes_as_many_bytes_a_number_as_its_largest_needs(largest, size):
    assert len(pack([made([[1, largest]])])[0]) == size


def test_ones_alone_take_no_bytes_where_they_are_free():
    assert len(pack([made([[1, 1, 1]], ones_are_free=True)])[0]) == 0
    assert len(pack([made([[1, 1, 1]])])[0]) == 3


def test_indices_of_runs_and_slices():
    assert run_indices(np.array([2, 0, 3])).tolist() == [0, 1, 0, 1, 2]
    assert slices(np.array([5, 9, 0]), np.array([2, 0, 3])).tolist() == [5, 6, 0, 1, 2]


def test_totals_begin_anew_with_each_run():
    assert running_totals(np.array([1, 2, 3, 4]), np.array([2, 2])).tolist() == [1, 3, 3, 7]
