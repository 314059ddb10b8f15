"""The index when a release begins to serve: its own, made beforehand perhaps, while the one before still served."""

from collections.abc import Callable

from haystack import connections
from haystack.constants import DEFAULT_ALIAS

from articles.models import Article
from search.changes import note_changes
from search.engine import ArchiveBackend
from search.index import ensure_index


def begin_with_index(say: Callable[[str], None], at_most: int | None = None) -> None:
    """As `ensure_index`, for a release that begins to serve; what other releases had of an index is deleted.

    One that was made beforehand may lack what was changed since: it is searched as it is, and all articles wait to
    be brought into it again, in the background.
    """
    backend: ArchiveBackend = connections[DEFAULT_ALIAS].get_backend()
    made_beforehand = backend.folder.stands_beside
    ensure_index(say, at_most)
    with backend.folder.locked():
        backend.folder.take_over()
    if made_beforehand:
        published = Article.objects.published().values_list("pk", flat=True)
        note_changes(None, ids={*published, *backend.ids()})
        say("The search index was made beforehand. What has changed since is brought into it in the background.")
