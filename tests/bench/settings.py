"""The project's settings, on the data folder that `python -m tests.bench` chooses by ARCHIVE_DATA."""

from archive.settings import *  # noqa: F403
from archive.settings import DATA_DIR, HAYSTACK_CONNECTIONS

SEARCH_LIMIT = EXPORT_LIMIT = ()
HAYSTACK_CONNECTIONS["stock"] = {
    "ENGINE": "haystack.backends.whoosh_backend.WhooshEngine",
    "PATH": str(DATA_DIR / "engines" / "stock"),
    "SILENTLY_FAIL": False,
}
