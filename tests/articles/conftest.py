"""What the tests of the editor's desk share."""

import pytest

from tests.articles.desk import sign_in


@pytest.fixture
def media_folder(settings, tmp_path):
    """Uploads go into a folder of the test's own, which is the value."""
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def editor(client):
    """A browser in which an editor with all permissions has signed in."""
    sign_in(client)
    return client
