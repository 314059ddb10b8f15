from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.pages.line_charts import Frame, Tick, Values, heights, line_chart, marker, spread

FRAME = Frame(width=120, height=110, left=10, right=110, top=5, bottom=105, mark=4)


def chart(*lines, partial=frozenset()):
    values = [Values(number, f"line {number}", line) for number, line in enumerate(lines, 1)]
    ticks = [Tick(value, str(value)) for value in (0, 5, 10)]
    return line_chart(FRAME, values, ticks, [str(n) for n in range(len(lines[0]))], partial)


def test_a_line_starts_at_zero_and_spans_the_plot():
    (line,) = chart([0, 5, 10]).lines
    assert line.path == "M10 105L60 55L110 5"


def test_a_line_is_broken_where_there_is_no_value():
    (line,) = chart([0, None, 10, 10]).lines
    assert line.path.count("M") == 2
    assert len(line.points) == 3


def test_a_value_between_two_gaps_is_still_marked():
    (line,) = chart([1, None, 5, *[None] * 97]).lines
    assert line.markers.count("M") == 2


def test_many_values_are_marked_here_and_there():
    (line,) = chart([3] * 100).lines
    assert line.markers.count("M") == 34
    assert not line.points


def test_a_single_value_stands_in_the_middle():
    (line,) = chart([5]).lines
    assert line.path == "M60 55"


def test_a_value_of_a_part_of_its_period_has_a_hollow_mark():
    (line,) = chart([5, 5, 5], partial=frozenset({2})).lines
    assert line.markers.count("M") == 2
    assert line.hollow.count("M") == 1


def test_a_line_without_a_value_still_has_its_label():
    (line,) = chart([None, None]).lines
    assert (line.path, line.label_at) == ("", FRAME.bottom)


def test_labels_of_lines_that_end_together_stand_apart():
    lines = chart(*[[0, 10]] * 5).lines
    assert all(below - above >= 20 for above, below in pairwise(sorted(line.label_at for line in lines)))


def test_each_line_has_a_mark_of_its_own():
    assert len({marker(number, 0, 0) for number in range(1, 6)}) == 5


@given(st.lists(st.floats(0, 100), max_size=8), st.floats(1, 30))
def test_what_is_spread_keeps_its_order_and_its_distance(places, apart):
    spaced = spread(places, apart, 0, 100)
    order = sorted(range(len(places)), key=lambda number: places[number])
    assert all(-1e-9 <= place <= 100 + 1e-9 for place in spaced)
    room = min(apart, 100 / max(1, len(places) - 1))
    assert all(spaced[after] - spaced[before] >= room - 1e-6 for before, after in pairwise(order))


@given(st.just(0.0) | st.floats(1e-6, 1e7), st.sampled_from([0, 1]), st.integers(1, 6))
def test_heights_start_at_zero_and_reach_the_top(top, smallest, most):
    found = heights(top, smallest, most)
    assert found[0] == 0
    assert found[-1] >= top * (1 - 1e-6)
    assert 2 <= len(found) <= most + 1
    assert not smallest or all(value == round(value) for value in found)


@pytest.mark.parametrize(("top", "expected"), [(0, [0, 1]), (3, [0, 1, 2, 3]), (17, [0, 5, 10, 15, 20])])
def test_heights_of_counts_are_round(top, expected):
    assert heights(top, 1) == expected
