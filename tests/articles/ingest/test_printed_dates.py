import pytest

from articles.ingest.printed_dates import find_dates


@pytest.mark.parametrize(
    ("printed", "iso"),
    [
        ("2024-05-06", "2024-05-06"),
        ("2024/5/6", "2024-05-06"),
        ("2024.05.06", "2024-05-06"),
        ("6 May 2024", "2024-05-06"),
        ("6th of May, 2024", "2024-05-06"),
        ("May 6, 2024", "2024-05-06"),
        ("Sept. 6 2024", "2024-09-06"),
        ("May 6-8, 2024", "2024-05-06"),
        ("6–8 May 2024", "2024-05-06"),
        ("May 2024", "2024-05"),
        ("2024年5月6日", "2024-05-06"),
        ("2024 年 5 月", "2024-05"),
        ("二〇二四年五月六日", "2024-05-06"),
        ("二○二四年十二月三十一日", "2024-12-31"),
        ("二〇二四年十月", "2024-10"),
    ],
)
def test_a_printed_date_becomes_an_iso_date(printed, iso):
    assert [date.iso for date in find_dates(f"on {printed} in Tianjin")] == [iso]


@pytest.mark.parametrize("printed", ["2024-02-30", "31 April 2023", "2023年13月1日", "February 29, 2023"])
def test_a_day_that_does_not_exist_is_found_without_a_date(printed):
    assert [date.iso for date in find_dates(printed)] == [None]


@pytest.mark.parametrize("text", ["in 2024", "on 6 May", "version 3.2024.05.06", "12024-05-06", "may 20 of them"])
def test_what_names_no_month_and_year_is_no_date(text):
    assert find_dates(text) == []


def test_dates_come_in_the_order_printed_and_with_their_place():
    text = "from 6 May 2024 to 2024-05-09"
    assert [text[date.start : date.end] for date in find_dates(text)] == ["6 May 2024", "2024-05-09"]
