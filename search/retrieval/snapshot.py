"""The index as it was after one commit: its segments side by side, numbered through, and what was read of them.

All threads of a process share the snapshot of a generation and its caches; a later commit, be it of another
process, makes a new one, which takes over the segments that are still there.
"""

import threading
from collections.abc import Sequence
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray
from whoosh.fields import Schema
from whoosh.filedb.filestore import FileStorage
from whoosh.index import TOC

from search.codec.columns import Values
from search.codec.merging import merged_values
from search.codec.sums import check_sums
from search.codec.terms import Damaged, TermsReader
from search.codec.writer import INDEX_NAME
from search.retrieval.cache import ArrayCache
from search.retrieval.matches import Documents
from search.storage import IndexFolder

Number = TypeVar("Number", bound=np.generic)

CACHE_BYTES = 64 * 1024 * 1024
"""How much a generation's caches may hold of what was read."""


class Snapshot:
    """What can be asked of the index. Document numbers run through all segments; deleted ones keep theirs.

    `build` is its folder, `generation` the number of the commit.
    """

    def __init__(self, build: Path, schema: Schema) -> None:
        toc = TOC.read(FileStorage(str(build)), INDEX_NAME, schema=schema)
        self.build, self.generation, self.schema = build, toc.generation, schema
        self.written = self._written()
        self._segments = [segment.open(build) for segment in toc.segments]
        self._bases = np.cumsum([0, *(segment.columns.size for segment in self._segments)]).tolist()
        self.size: int = self._bases[-1]
        self.living: int = self.size - sum(segment.deleted_count() for segment in toc.segments)
        self.alive = self._alive([segment.deleted for segment in toc.segments])
        self.cache = ArrayCache(CACHE_BYTES)
        self._values: dict[str, Values] = {}

    def _alive(self, deleted: Sequence[frozenset[int]]) -> NDArray[np.bool_] | None:
        """Which documents were not deleted; None if none was."""
        if self.living == self.size:
            return None
        alive = np.ones(self.size, dtype=bool)
        for base, numbers in zip(self._bases, deleted, strict=False):
            alive[np.fromiter(numbers, np.int64, len(numbers)) + base] = False
        return alive

    @cached_property
    def ids(self) -> NDArray[np.int64]:
        """The article's id by document number."""
        return self._joined([segment.columns.ids for segment in self._segments], np.int64)

    @cached_property
    def dates(self) -> NDArray[np.int32]:
        """The date by document number, as search.codec.columns.day_number counts."""
        return self._joined([segment.columns.dates for segment in self._segments], np.int32)

    @cached_property
    def fingerprints(self) -> NDArray[np.uint64]:
        """What tells what was indexed from anything else, by document number."""
        return self._joined([segment.columns.fingerprints for segment in self._segments], np.uint64)

    @cached_property
    def titles(self) -> list[str]:
        """The title to order by, by document number."""
        return [title for segment in self._segments for title in segment.columns.titles]

    def lengths(self, field: str) -> NDArray[np.int32]:
        """How many terms a text field has, by document number."""
        parts = [segment.columns.lengths[field] for segment in self._segments]
        return self.cache.get(("lengths", field), lambda: (self._joined(parts, np.int32),))[0]

    def values(self, field: str) -> Values:
        """A facet's values by document number."""
        if field not in self._values:
            facets = [segment.columns.values[field] for segment in self._segments]
            everyone = [np.ones(segment.columns.size, dtype=bool) for segment in self._segments]
            self._values[field] = merged_values(facets, everyone) if len(facets) != 1 else facets[0]
        return self._values[field]

    @property
    def readers(self) -> list[tuple[TermsReader, int]]:
        """What reads each segment's terms, and the number of the segment's first document."""
        return [(segment.terms, base) for segment, base in zip(self._segments, self._bases, strict=False)]

    def document_frequency(self, field: str, key: bytes) -> int:
        """How many documents have a term, deleted ones among them."""
        rows = (reader.find(field, key) for reader, _ in self.readers)
        return sum(row.documents for row in rows if row)

    def postings(self, field: str, key: bytes) -> tuple[Documents, NDArray[np.integer]]:
        """The documents that have a term, ascending, and how often each has it. Not cached."""
        found = [
            (documents + np.int32(base), frequencies)
            for reader, base in self.readers
            if (row := reader.find(field, key))
            for documents, frequencies in [reader.documents(row)]
        ]
        if len(found) == 1:
            return found[0]
        documents = self._joined([part[0] for part in found], np.int32)
        return documents, self._joined([part[1] for part in found], np.int32)

    def check(self) -> None:
        """Reads all postings and all files. Raises Damaged."""
        for reader, _ in self.readers:
            reader.check()
        if (damaged := check_sums(self.build, self.generation)) and not self._is_past():
            raise Damaged(f"not as they were written: {', '.join(damaged)}")

    def _is_past(self) -> bool:
        """Whether a later commit has taken its place, and its files may be gone."""
        return TOC._latest_generation(FileStorage(str(self.build)), INDEX_NAME) != self.generation

    def is_torn(self) -> bool:
        """Whether a file of it is lost, or was written to since it was opened, which nobody does.

        False where a later commit has deleted it meanwhile.
        """
        try:
            return self._written() != self.written or any(segment.is_torn() for segment in self._segments)
        except FileNotFoundError:
            with suppress(FileNotFoundError):
                return TOC._latest_generation(FileStorage(str(self.build)), INDEX_NAME) in (self.generation, -1)
        return False

    def _written(self) -> int:
        """When its table of contents was written, in nanoseconds."""
        return (self.build / TOC._filename(INDEX_NAME, self.generation)).stat().st_mtime_ns

    @staticmethod
    def _joined(parts: Sequence[NDArray[Number]], dtype: type[Number]) -> NDArray[Number]:
        if len(parts) == 1:
            return parts[0]
        return np.concatenate(parts) if parts else np.zeros(0, dtype=dtype)


_snapshots: dict[Path, Snapshot] = {}
_lock = threading.Lock()


def latest(folder: IndexFolder, schema: Schema) -> Snapshot:
    """The snapshot of the last commit. Raises SearchUnavailable, and anything for damaged files."""
    build = folder.current()
    generation = TOC._latest_generation(FileStorage(str(build)), INDEX_NAME)
    known = _snapshots.get(folder.path)
    if known and known.build == build and known.generation == generation:
        return known
    made = Snapshot(build, schema)
    with _lock:
        _snapshots[folder.path] = made
    return made


def forget(folder: IndexFolder) -> None:
    """Lets go of what is open of the index in `folder`."""
    with _lock:
        _snapshots.pop(folder.path, None)
