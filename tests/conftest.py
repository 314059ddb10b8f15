"""Fixtures for every test."""

from importlib import import_module
from types import SimpleNamespace

import hypothesis
import pytest
from django.apps import apps
from django.conf import settings as site_settings
from django.db import connections as databases
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.signals import post_migrate
from django.utils import translation
from haystack import connections

from search.index import rebuild
from tests.databases import on_postgres
from tests.selection import uses_database

# How long an example takes says how busy the machine is.
hypothesis.settings.register_profile("archive", deadline=None)
hypothesis.settings.load_profile("archive")

# A test has one connection, in a transaction: an answer that it closes must not close that.
_close = BaseDatabaseWrapper.close_if_unusable_or_obsolete
BaseDatabaseWrapper.close_if_unusable_or_obsolete = lambda self: None if self.in_atomic_block else _close(self)


def make_groups(using, **_):
    """A test whose writes were deleted took with them what the migrations had put there."""
    import_module("articles.migrations.0007_groups").make_groups(apps, SimpleNamespace(connection=databases[using]))


post_migrate.connect(make_groups, apps.get_app_config("articles"))


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
