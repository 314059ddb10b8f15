"""Keeping the index in step with the database, which alone is the truth."""

from collections.abc import Callable, Iterator, Sequence

from haystack import connections
from haystack.constants import DEFAULT_ALIAS
from haystack.indexes import SearchIndex
from haystack.utils import get_model_ct

from articles.models import Article
from search.engine import ArchiveBackend
from search.models import PendingChange
from search.storage import SearchUnavailable

Progress = Callable[[int, int], None]
"""Called with the number of articles done and the number of all."""

_BATCH = 500


def index_is_current() -> bool:
    """Whether there is an index of this version that can be read."""
    try:
        _backend().searcher()
    except SearchUnavailable:
        return False
    return True


def ensure_index(say: Callable[[str], None] = lambda _: None) -> None:
    """Makes the index if it is missing, damaged or of another version, else applies the changes that wait.

    `say` gets a line when there is something to wait for.
    """
    if index_is_current():
        apply_pending()
        return
    say("Building the search index.")
    say(f"The search index holds {rebuild()} articles.")


def rebuild(progress: Progress | None = None) -> int:
    """Builds the index anew beside the old one, which serves until the new one is complete.

    Returns the number of articles in it.
    """
    backend = _backend()
    with backend.folder.locked():
        return _rebuild(backend, progress)


def update(progress: Progress | None = None) -> int:
    """Reads all published articles into the index again and takes out what is not published any more.

    Returns the number of articles in it. One commit; builds the index anew if there is none.
    """
    backend = _backend()
    with backend.folder.locked():
        try:
            return _refresh(backend, progress)
        except SearchUnavailable:
            return _rebuild(backend, progress)


def apply_pending() -> int:
    """Brings the articles that wait up to date in the index, in one commit; returns how many changes waited.

    Their rows are deleted only after the commit, and only those that were seen before the articles were read:
    after a crash they are applied again, and what changes meanwhile waits for the next time.
    """
    backend = _backend()
    with backend.folder.locked():
        waiting = list(PendingChange.objects.values_list("id", "article_id"))
        if not waiting:
            return 0
        ids = sorted({article_id for _, article_id in waiting})
        try:
            backend.write(backend.folder.current(), _index(), _articles(ids), map(_identifier, ids))
        except SearchUnavailable:
            _rebuild(backend, None)
        _forget([row for row, _ in waiting])
        return len(waiting)


def _rebuild(backend: ArchiveBackend, progress: Progress | None) -> int:
    waiting = list(PendingChange.objects.values_list("id", flat=True))
    ids = _published_ids()
    with backend.folder.building() as build:
        backend.create(build)
        backend.write(build, _index(), _articles(ids, progress))
    _forget(waiting)
    return len(ids)


def _refresh(backend: ArchiveBackend, progress: Progress | None) -> int:
    waiting = list(PendingChange.objects.values_list("id", flat=True))
    ids = _published_ids()
    vanished = backend.identifiers() - set(map(_identifier, ids))
    backend.write(backend.folder.current(), _index(), _articles(ids, progress), vanished)
    _forget(waiting)
    return len(ids)


def _articles(ids: Sequence[int], progress: Progress | None = None) -> Iterator[Article]:
    """Those of the articles `ids` that are published, read in batches."""
    for start in range(0, len(ids), _BATCH):
        yield from _index().index_queryset().filter(pk__in=ids[start : start + _BATCH])
        if progress:
            progress(min(start + _BATCH, len(ids)), len(ids))


def _published_ids() -> list[int]:
    return list(Article.objects.published().order_by("pk").values_list("pk", flat=True))


def _forget(rows: Sequence[int]) -> None:
    for start in range(0, len(rows), _BATCH):
        PendingChange.objects.filter(pk__in=rows[start : start + _BATCH]).delete()


def _identifier(article_id: int) -> str:
    return f"{get_model_ct(Article)}.{article_id}"


def _index() -> SearchIndex:
    return connections[DEFAULT_ALIAS].get_unified_index().get_index(Article)


def _backend() -> ArchiveBackend:
    return connections[DEFAULT_ALIAS].get_backend()
