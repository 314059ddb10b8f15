"""The archive of tests/rights/texts.py for tests that change something in it."""

import pytest

from search.index import rebuild
from tests.rights.texts import build


@pytest.fixture
def archive(settings, tmp_path, search_index):
    """Of a test's own, indexed."""
    settings.MEDIA_ROOT = tmp_path / "media"
    made = build()
    rebuild()
    return made
