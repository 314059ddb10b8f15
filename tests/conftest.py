"""Fixtures for every test."""

import pytest
from haystack import connections

from search.index import rebuild


@pytest.fixture
def search_index(settings, tmp_path, db):
    """An empty index in a folder of the test's own; the value is that folder."""
    usual = settings.HAYSTACK_CONNECTIONS
    folder = tmp_path / "index"
    settings.HAYSTACK_CONNECTIONS = {"default": usual["default"] | {"PATH": str(folder)}}
    connections.reload("default")
    rebuild()
    yield folder
    connections["default"].get_backend().close()
    settings.HAYSTACK_CONNECTIONS = usual
    connections.reload("default")
