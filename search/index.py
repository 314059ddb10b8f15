"""Keeping the index in step with the database, which alone is the truth."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

from haystack import connections
from haystack.constants import DEFAULT_ALIAS

from articles.models import Article
from search.codec.terms import Damaged
from search.codec.writer import IndexWriter
from search.documents import documents, log_bad_row
from search.engine import ArchiveBackend
from search.models import PendingChange
from search.retrieval.snapshot import Snapshot
from search.storage import SearchUnavailable

Waiting = Sequence[tuple[int, int]]
"""Rows that wait for the index, each with its article's id."""

Progress = Callable[[int, int], None]
"""Called with the number of articles done and the number of all."""

_BATCH = 500


def index_is_current() -> bool:
    """Whether there is an index of this version that can be read, and no file of it is lost, cut off or overwritten.

    A cheap look, of some file names and times: bits that a disk has lost by itself are met by the searches that read
    them. Either way the index is distrusted from then on, until it is built anew.
    """
    backend = _backend()
    try:
        torn = backend.snapshot().is_torn()
    except SearchUnavailable:
        return False
    if torn:
        backend.folder.distrust()
    return not backend.folder.is_distrusted


def ensure_index(say: Callable[[str], None] = lambda _: None, at_most: int | None = None) -> None:
    """Makes the index if it is missing, damaged or of another version, else applies the changes that wait.

    Of more than `at_most` articles none is made: it is left to the background worker, and until then the search is
    out of order. `say` gets a line when there is something to wait for.
    """
    if _is_sound():
        with _backend().folder.locked():
            _backend().folder.sweep()
        apply_pending()
        return
    if at_most is not None and Article.objects.published().count() > at_most:
        _backend().folder.distrust()
        say("The search index is built in the background. Until it is there, the search says that it is out of order.")
        return
    say("Building the search index.")
    say(f"The search index holds {rebuild()} articles.")


def mend_index() -> bool:
    """Builds the index anew if it is still not current when our turn to write has come; returns whether it was not.

    So two who notice at once do not both build it.
    """
    backend = _backend()
    with backend.folder.locked():
        if index_is_current():
            return False
        _rebuild(backend, None)
    return True


def _is_sound() -> bool:
    """Whether all of the index can be read: some seconds' work for a hundred thousand articles."""
    try:
        _backend().snapshot().check()
    except (SearchUnavailable, Damaged, OSError):
        return False
    return True


def rebuild(progress: Progress | None = None) -> int:
    """Builds the index anew beside the old one, which serves until the new one is complete.

    Returns the number of articles in it. An article that cannot be indexed is logged and left out.
    """
    backend = _backend()
    with backend.folder.locked():
        return _rebuild(backend, progress)


def apply_pending() -> int:
    """Brings the articles that wait up to date in the index, in one commit; returns how many changes waited.

    Their rows are deleted only after the commit, and only those that were seen before the articles were read:
    after a crash they are applied again, and what changes meanwhile waits for the next time. An article that
    cannot be indexed is logged, stays in the index as it was, and waits on.
    """
    backend = _backend()
    with backend.folder.locked():
        waiting = list(PendingChange.objects.values_list("id", "article_id"))
        if not waiting and not backend.folder.is_distrusted:
            return 0
        with suppress(SearchUnavailable, Damaged):
            if not backend.folder.is_distrusted:
                _apply(backend, waiting)
                return len(waiting)
        _rebuild(backend, None)
        return len(waiting)


def _apply(backend: ArchiveBackend, waiting: Waiting) -> None:
    """Writes the articles that wait as they are now."""
    ids = sorted({article_id for _, article_id in waiting})
    writer = backend.writer(backend.folder.current())
    bad = _add(writer, ids)
    writer.remove(set(ids) - bad)
    writer.commit()
    _forget(waiting, bad)


def _rebuild(backend: ArchiveBackend, progress: Progress | None) -> int:
    """As `rebuild`, with the lock held."""
    waiting = list(PendingChange.objects.values_list("id", "article_id"))
    ids = _published_ids()
    with backend.folder.building() as build:
        backend.create(build)
        writer = backend.writer(build)
        bad = _add(writer, ids, progress)
        writer.commit(whole=True)
        _verify(build, backend, writer.added)
    _forget(waiting, bad)
    return writer.added


def _add(writer: IndexWriter, ids: Sequence[int], progress: Progress | None = None) -> set[int]:
    """Adds those of the articles `ids` that are published. Returns those that cannot be prepared."""
    bad: set[int] = set()

    def note(article_id: int, error: Exception) -> None:
        log_bad_row(article_id, error)
        bad.add(article_id)

    for number, document in enumerate(documents(ids, note), 1):
        try:
            writer.add(document)
        except (ValueError, TypeError, UnicodeError) as error:
            note(document.pk, error)
        if progress and (number % _BATCH == 0 or number == len(ids)):
            progress(number, len(ids))
    return bad


def _verify(build: Path, backend: ArchiveBackend, count: int) -> None:
    """Reads all that was written. Raises SearchUnavailable if it is not what was to be written."""
    snapshot = Snapshot(build, backend.schema)
    snapshot.check()
    if snapshot.living != count:
        raise SearchUnavailable(f"The new index holds {snapshot.living} articles instead of {count}.")


def _published_ids() -> list[int]:
    return list(Article.objects.published().order_by("pk").values_list("pk", flat=True))


def _forget(waiting: Waiting, bad: set[int]) -> None:
    """What waited waits no longer, but for the articles that could not be prepared."""
    rows = [row for row, article_id in waiting if article_id not in bad]
    for start in range(0, len(rows), _BATCH):
        PendingChange.objects.filter(pk__in=rows[start : start + _BATCH]).delete()


def _backend() -> ArchiveBackend:
    return connections[DEFAULT_ALIAS].get_backend()
