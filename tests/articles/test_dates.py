import datetime

import pytest

from articles.dates import DAY, MONTH, YEAR, format_iso, last_day, parse_iso

MAY_1 = datetime.date(2024, 5, 1)


@pytest.mark.parametrize(
    ("text", "first", "precision"),
    [
        ("2024-05-06", datetime.date(2024, 5, 6), DAY),
        ("2024-05", MAY_1, MONTH),
        (" 2024 ", datetime.date(2024, 1, 1), YEAR),
    ],
)
def test_a_date_is_read_as_precisely_as_it_is_written(text, first, precision):
    assert parse_iso(text) == (first, precision)


@pytest.mark.parametrize("text", ["2023-02-29", "2024-13", "0000", "2024-00-10"])
def test_a_date_that_does_not_exist_is_refused_with_a_sentence(text):
    with pytest.raises(ValueError, match="There is no such date"):
        parse_iso(text)


@pytest.mark.parametrize("text", ["", "6 May 2024", "2024-5-6", "2024-05-06T10:00", "２０２４", "24"])
def test_what_is_no_date_is_refused_with_the_right_way_to_write_it(text):
    with pytest.raises(ValueError, match="2024-05-06, 2024-05 or 2024"):
        parse_iso(text)


@pytest.mark.parametrize(("precision", "printed"), [(DAY, "2024-05-01"), (MONTH, "2024-05"), (YEAR, "2024")])
def test_a_date_is_written_as_precisely_as_it_is_known(precision, printed):
    assert format_iso(MAY_1, precision) == printed


def test_no_date_is_written_as_none():
    assert format_iso(None, DAY) is None


@pytest.mark.parametrize(
    ("precision", "last"),
    [(DAY, MAY_1), (MONTH, datetime.date(2024, 5, 31)), (YEAR, datetime.date(2024, 12, 31))],
)
def test_the_last_day_that_a_date_covers(precision, last):
    assert last_day(MAY_1, precision) == last


def test_february_ends_as_the_year_has_it():
    assert last_day(datetime.date(2024, 2, 1), MONTH).day == 29
