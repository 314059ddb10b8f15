"""What the commands write for others obeys the same rule as the pages."""

from io import StringIO

import pytest
from django.core.management import call_command, get_commands

from articles.exports import EXPORTERS
from articles.models import Access
from tests.rights.fetching import readable
from tests.rights.texts import ALWAYS, IN_FULL

pytestmark = pytest.mark.django_db

WRITE_ARTICLES = {"export"}
WRITE_NONE = {
    "add_person": "prints a password",
    "backup": "writes all there is, for whoever runs the archive",
    "find_likenesses": "says how many there are",
    "import_articles": "reads",
    "ingest": "reads sources that its caller has",
    "rebuild_index": "says how many there are",
    "restore": "reads a backup",
    "retag": "shows editors which tags would change, and why",
    "serve": "starts the site",
    "update_index": "says how many there are",
    "verify": "names rows and files by their numbers and the SHA-256 of files",
    "worker": "says what it does",
}
"""Why a command of the project is not tried here."""


@pytest.fixture(scope="module")
def archive(standing_archive):
    return standing_archive


def test_every_command_is_known_here():
    ours = {name for name, app in get_commands().items() if app in ("archive", "articles", "search")}
    assert ours - WRITE_ARTICLES - WRITE_NONE.keys() == set()


@pytest.mark.parametrize("format", EXPORTERS)
@pytest.mark.parametrize("filters", [[], ["--q=waves"], ["--publication=courier-summary"]])
def test_an_export_has_no_text_that_may_not_be_shown(archive, format, filters):
    written = StringIO()
    call_command("export", f"--format={format}", *filters, stdout=written)
    text = readable(written.getvalue().encode())
    assert not {where for word, where in archive.words(Access.SUMMARY, (*IN_FULL, "source")).items() if word in text}
    assert any(word in text for word in archive.words(Access.SUMMARY, ALWAYS))
