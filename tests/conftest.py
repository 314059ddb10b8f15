"""Fixtures for every test."""

import hypothesis
import pytest
from django.conf import settings as site_settings
from django.utils import translation
from haystack import connections

from search.index import rebuild
from tests.databases import on_postgres
from tests.selection import uses_database

# How long an example takes says how busy the machine is.
hypothesis.settings.register_profile("archive", deadline=None)
hypothesis.settings.load_profile("archive")


def pytest_collection_modifyitems(config, items):
    """On PostgreSQL, leaves out what runs the same code on any database (tests/selection.py has the rule)."""
    if on_postgres():
        left_out = [item for item in items if not uses_database(item)]
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if item not in set(left_out)]


@pytest.fixture(autouse=True)
def english():
    """A page in another language leaves it behind for whatever runs next in the same process."""
    yield
    translation.activate(site_settings.LANGUAGE_CODE)


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
