"""Documents that no rule was written for, against what a careful reader finds in them (tests/sources/README.md).

The demo issues, which must be read without a fault, are compared field by field in tests/articles/test_demo_issues.py.
"""

from pathlib import Path

import pytest

from tests.articles.gold import documents, misses

SOURCES = documents(Path(__file__).parents[2] / "sources")


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.name)
def test_a_document_is_mostly_read_as_a_careful_reader_reads_it(path):
    count, missed = misses(path)
    assert len(missed) <= 0.25 * count, "\n".join(missed)


def test_nearly_all_that_careful_readers_find_is_found():
    results = [misses(path) for path in SOURCES]
    count = sum(count for count, _ in results)
    missed = [line for _, lines in results for line in lines]
    assert len(missed) <= 0.03 * count, f"{len(missed)} of {count} otherwise:\n" + "\n".join(missed)
