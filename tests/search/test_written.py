import pytest

from search.language import parse
from search.written import written


@pytest.mark.parametrize("op", ["all", "any"])
@pytest.mark.parametrize(
    "query",
    [
        "carbon neutrality",
        '"basic research"~5 -tax',
        "title:quantum (solar OR wind) storage",
        "solar AND wind OR tide",
        "-(tax OR levy) manufactur* Zhongguancun~",
        "year:2021..2024 date:2023-03..2023-06 year:..1999",
        'region:"Inner Mongolia" 人工智能政策',
        "sci-tech title:(a OR b)",
    ],
)
def test_what_is_written_is_read_as_the_same(query, op):
    once = written(parse(query, op), op)
    assert written(parse(once, op), op) == once


def test_a_query_is_written_as_somebody_types_it():
    query = 'title:quantum "basic research"~5 (solar OR wind) -tax manufactur* year:2021..2024'
    assert written(parse(query)) == query
