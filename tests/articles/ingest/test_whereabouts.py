"""The place behind the names in a byline."""

import pytest

from articles.ingest.bylines import read_bare_names, read_byline


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("By LIU Heng, Tianjin", ("LIU Heng",)),
        ("By Ana Reis, New Delhi", ("Ana Reis",)),
        ("By LIU Heng, Ana Reis, Shanghai", ("LIU Heng", "Ana Reis")),
        ("By LIU Heng, Ana Reis", ("LIU Heng", "Ana Reis")),
    ],
)
def test_a_city_behind_a_comma_is_no_author(line, authors):
    assert read_byline(line).authors == authors


@pytest.mark.parametrize("line", ["R. Okonjo Hyderabad", "LIU Heng Shanghai"])
def test_a_city_behind_a_whole_name_is_none_of_it(line):
    assert read_bare_names(line).authors == (line.rsplit(maxsplit=1)[0],)


def test_a_surname_may_be_a_city():
    assert read_bare_names("Ana Okonjo London").authors == ("Ana Okonjo London",)
