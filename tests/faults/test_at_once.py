"""What several people do at the same moment comes out as if they had done it one after the other."""

import pytest

from tests.faults.archives import Archive
from tests.faults.extent import EXTENT
from tests.served import manage

COUNT = 6


@pytest.fixture
def empty(tmp_path):
    """An archive without articles."""
    manage(tmp_path / "data", "migrate", "--verbosity=0")
    return Archive(tmp_path / "data")


def test_a_file_that_everybody_uploads_at_once_is_new_to_one_of_them_and_known_to_the_others(empty):
    assert empty.run("at_once", "the_same_file", count=COUNT) == {"created": 1, "articles": 2, "files": 1}


def test_pages_of_a_new_issue_uploaded_at_once_make_one_issue_with_every_place_once(empty):
    found = empty.run("at_once", "pages_of_one_issue", count=COUNT)
    assert found["rows"] == {"Publication": 1, "Issue": 1, "Author": 3, "SourceFile": COUNT}
    assert found["places"] == list(range(1, found["articles"] + 1))


def test_nobody_fails_while_everybody_uploads_corrects_and_harvests(empty):
    found = empty.run("at_once", "everything", count=COUNT, rounds=EXTENT.operations // 10)
    assert sum(found["done"].values()) == COUNT * (EXTENT.operations // 10)
