"""The stored values of a segment's documents, kept in memory as columns for sorting and counting.

A segment never changes but for deletions, so its columns are read once, shared by all threads of a process,
and outlive the commits that add segments beside it.
"""

import threading
from collections import Counter, OrderedDict
from collections.abc import Iterable

from whoosh.reading import SegmentReader

Value = str | list[str] | None
_KEPT_SEGMENTS = 64

_cache: OrderedDict[str, "Columns"] = OrderedDict()
_cache_lock = threading.Lock()


class Columns:
    """What each document of a segment stores, by field and document number."""

    def __init__(self, reader: SegmentReader) -> None:
        size = reader.doc_count_all()
        self._columns: dict[str, list[Value]] = {}
        for number, stored in reader.iter_docs():
            for field, value in stored.items():
                self._columns.setdefault(field, [None] * size)[number] = value
        self._empty: list[Value] = [None] * size

    def column(self, field: str) -> list[Value]:
        """The values of `field` by document number: text, a list of texts, or None."""
        return self._columns.get(field, self._empty)

    def count(self, field: str, numbers: Iterable[int]) -> Counter[str]:
        """How many of the documents `numbers` have each value of `field`."""
        column = self.column(field)
        counted: Counter[str] = Counter()
        for number in numbers:
            value = column[number]
            if isinstance(value, str):
                counted[value] += 1
            elif value:
                counted.update(value)
        return counted


def columns_of(reader: SegmentReader) -> Columns:
    """The columns of the segment that `reader` reads."""
    key = reader.segment().segment_id()
    with _cache_lock:
        if key in _cache:
            _cache.move_to_end(key)
            return _cache[key]
    columns = Columns(reader)
    with _cache_lock:
        _cache[key] = columns
        while len(_cache) > _KEPT_SEGMENTS:
            _cache.popitem(last=False)
    return columns
