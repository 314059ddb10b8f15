"""What the tests of the editor's desk share."""

import pytest

from articles.demo import load_demo
from tests.articles.desk import sign_in


@pytest.fixture
def media_folder(settings, tmp_path):
    """Uploads go into a folder of the test's own, which is the value."""
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def demo(db, settings, tmp_path):
    """The demo issues, published, in a folder of the test's own."""
    settings.DATA_DIR, settings.MEDIA_ROOT = tmp_path, tmp_path / "media"
    load_demo(lambda line: None)


@pytest.fixture
def editor(client):
    """A browser in which an editor with all permissions has signed in."""
    sign_in(client)
    return client
