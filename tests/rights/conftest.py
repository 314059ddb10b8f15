"""The archive of tests/rights/texts.py: for tests that change something in it, and for all others."""

import pytest
from django.db import transaction
from django.test import Client, override_settings
from haystack import connections

from search.index import rebuild
from tests.rights.texts import build


@pytest.fixture
def archive(settings, tmp_path, search_index):
    """Of a test's own, indexed."""
    settings.MEDIA_ROOT = tmp_path / "media"
    made = build()
    rebuild()
    return made


@pytest.fixture(scope="module")
def standing_archive(django_db_setup, django_db_blocker, tmp_path_factory):
    """One for all tests of a module, indexed, with a frozen search."""
    folder = tmp_path_factory.mktemp("walk")
    engine = {"default": connections.connections_info["default"] | {"PATH": str(folder / "index")}}
    with (
        django_db_blocker.unblock(),
        transaction.atomic(),
        override_settings(HAYSTACK_CONNECTIONS=engine, MEDIA_ROOT=folder / "media"),
    ):
        connections.reload("default")
        made = build()
        rebuild()
        assert Client().post("/searches/", {"q": "waves"}).status_code == 302
        yield made
        connections["default"].get_backend().close()
        transaction.set_rollback(True)
    connections.reload("default")
