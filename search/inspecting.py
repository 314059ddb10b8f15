"""Whether the index holds every published article as it is today, and nothing else.

An editor may save while this looks, and the worker may write. So what seems wrong is judged again while nobody may
write to the index: the article is composed first, and only then is it asked whether it waits for the index. Whatever
was saved before it was composed is noted as waiting in the same transaction, and only a writer forgets that.
"""

import time
from collections import Counter
from collections.abc import Iterator, Sequence

import numpy as np
from django.utils.translation import gettext_noop
from haystack import connections
from haystack.constants import DEFAULT_ALIAS

from articles.inspecting.findings import Finding, Looked
from articles.models import Article
from search.codec.sums import check_sums, last_commit
from search.documents import documents, fingerprint
from search.engine import ArchiveBackend
from search.models import PendingChange
from search.retrieval.snapshot import Snapshot
from search.storage import SearchUnavailable

MESSAGES = {
    "index-missing": gettext_noop(
        "There is no search index that can be read. A running archive builds it by itself; without one: manage.py "
        "rebuild_index"
    ),
    "index-damaged": gettext_noop(
        "This file of the search index is not as it was written. A running archive builds the index anew by itself; "
        "without one: manage.py rebuild_index. If it happens again, look at the disk."
    ),
    "not-in-index": gettext_noop("No search finds this published article. A running archive adds it by itself."),
    "index-stale": gettext_noop(
        "Searches find the article by what it does not say, or not by what it says. A running archive mends this."
    ),
    "index-twice": gettext_noop("Searches find the article twice. A running archive mends this."),
    "index-orphan": gettext_noop("The index holds what is not public. A running archive takes it out by itself."),
    "cannot-be-indexed": gettext_noop("The article cannot be prepared for the index. The log says why."),
}
_AT_ONCE = 500
_MOST_MENDED = 1000
"""From more differences than that, the index is built anew instead."""

_TRIES = 3  # to prepare an article, whose section, say, may be deleted between two readings


def index(looked: Looked) -> Iterator[Finding]:
    """All differences between index and database. `looked` counts the published articles that were `indexed`.

    What is wrong is noted, so that the worker mends it: single articles wait for the index, a damaged index is
    distrusted and built anew.
    """
    backend = _backend()
    with backend.folder.locked():
        broken = _broken(backend)
        snapshot = None if broken else backend.snapshot()
    yield from broken
    if snapshot is None:
        backend.folder.distrust()
        return
    wrong: list[int] = []
    for ids in _in_batches(_suspects(snapshot, looked)):
        for finding, pk in _judged(ids, backend):
            wrong.append(pk)
            yield finding
    if len(wrong) > _MOST_MENDED:
        backend.folder.distrust()
    else:
        PendingChange.objects.bulk_create(PendingChange(article_id=pk) for pk in wrong)


def _broken(backend: ArchiveBackend) -> list[Finding]:
    """What keeps the index from being read, or makes it lie: every byte of it is read, before any is believed.

    To be called with the lock held.
    """
    try:
        build = backend.folder.current()
        damaged = [] if (generation := last_commit(build)) is None else check_sums(build, generation)
        if not damaged:
            backend.snapshot()
    except SearchUnavailable as error:
        return [Finding("index-missing", str(error).partition(". ")[0], MESSAGES["index-missing"])]
    return [Finding("index-damaged", f"{build.name}/{name}", MESSAGES["index-damaged"]) for name in damaged]


def _held(snapshot: Snapshot) -> tuple[np.ndarray, np.ndarray]:
    """The ids of the living documents, ascending, and their fingerprints."""
    ids, said = snapshot.ids, snapshot.fingerprints
    if snapshot.alive is not None:
        ids, said = ids[snapshot.alive], said[snapshot.alive]
    order = np.argsort(ids, kind="stable")
    return ids[order], said[order]


def _suspects(snapshot: Snapshot, looked: Looked) -> Iterator[int]:
    """The articles of which index and database seem to say different things."""
    held, said = _held(snapshot)
    yield from np.unique(held[1:][held[1:] == held[:-1]]).tolist()
    published = np.array(list(Article.objects.published().order_by("pk").values_list("pk", flat=True)), np.int64)
    yield from np.setdiff1d(held, published).tolist()
    for start in range(0, len(published), _AT_ONCE):
        ids = published[start : start + _AT_ONCE]
        places = np.searchsorted(held, ids)
        indexed = {
            pk: int(said[place])
            for pk, place in zip(ids.tolist(), places.tolist(), strict=True)
            if place < len(held) and held[place] == pk
        }
        today = {document.pk: fingerprint(document) for document in documents(ids.tolist(), _pass_over)}
        yield from (pk for pk in ids.tolist() if pk not in today or indexed.get(pk) != today[pk])
        looked.at("indexed", len(ids))


def _judged(ids: Sequence[int], backend: ArchiveBackend) -> Iterator[tuple[Finding, int]]:
    """Those of the suspects that are wrong indeed, each with its id."""
    with backend.folder.locked():
        try:
            held, said = _held(backend.snapshot())
        except SearchUnavailable as error:
            backend.folder.distrust()
            finding = Finding("index-missing", str(error).partition(". ")[0], MESSAGES["index-missing"])
            yield from [(finding, ids[0])]
            return
        today, bad = _composed(ids)
        waiting = set(PendingChange.objects.filter(article_id__in=ids).values_list("article_id", flat=True))
        among = np.isin(held, ids)
        indexed = dict(zip(held[among].tolist(), said[among].tolist(), strict=True))
        times = Counter(held[among].tolist())
    for pk in sorted(set(ids)):
        if pk in bad:
            code = "cannot-be-indexed"
        elif pk in waiting or (times[pk] <= 1 and today.get(pk) == indexed.get(pk)):
            continue
        else:
            code = _code(pk in today, times[pk])
        yield Finding(code, f"article {pk}", MESSAGES[code]), pk


def _code(is_public: bool, times: int) -> str:
    if not is_public:
        return "index-orphan"
    if times > 1:
        return "index-twice"
    return "index-stale" if times else "not-in-index"


def _composed(ids: Sequence[int]) -> tuple[dict[int, int], set[int]]:
    """The fingerprints that the published ones among the articles have today, and those that cannot be prepared."""
    bad: set[int] = set()
    for attempt in range(_TRIES):
        bad.clear()
        found = {d.pk: fingerprint(d) for d in documents(ids, lambda pk, _error: bad.add(pk))}
        if not bad:
            break
        time.sleep(attempt / 2)
    return found, bad


def _pass_over(pk: int, error: Exception) -> None:
    """Who cannot be prepared is a suspect."""


def _in_batches(ids: Iterator[int]) -> Iterator[list[int]]:
    batch: list[int] = []
    for pk in ids:
        batch.append(pk)
        if len(batch) == _AT_ONCE:
            yield batch
            batch = []
    if batch:
        yield batch


def _backend() -> ArchiveBackend:
    return connections[DEFAULT_ALIAS].get_backend()
