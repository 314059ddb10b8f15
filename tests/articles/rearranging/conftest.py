"""What the tests of rearranging share."""

import pytest

from tests.articles.rearranging.page import PAGE, stored


@pytest.fixture
def issue(media_folder):
    """A draft of the page: two articles, the first with a caption."""
    return stored(PAGE)[0].issue


@pytest.fixture
def source(issue):
    return issue.sources.get()
