"""A segment of the index with its files open. A segment never changes; deletions are kept beside it."""

import threading
import weakref
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from search.codec.columns import COLUMNS, Columns, read_columns
from search.codec.terms import POSTINGS, TERMS, TermsReader

ENDINGS = (POSTINGS, TERMS, COLUMNS)
"""Of the names of a segment's files."""

_open: "weakref.WeakValueDictionary[Path, OpenSegment]" = weakref.WeakValueDictionary()
_lock = threading.Lock()


class OpenSegment:
    """The terms and columns of the segment whose files lie at `stem` and an ending. Threads may share it."""

    def __init__(self, stem: Path) -> None:
        self._files = [stem.with_name(f"{stem.name}{ending}") for ending in ENDINGS]
        self._written = self._times()
        self.terms = TermsReader(str(stem))
        self.columns: Columns = read_columns(str(stem))

    def is_torn(self) -> bool:
        """Whether one of its files was written to since they were opened, which nobody does. Raises FileNotFoundError
        where one is gone."""
        return self._times() != self._written

    def _times(self) -> list[tuple[int, int]]:
        return [(found.st_size, found.st_mtime_ns) for found in (file.stat() for file in self._files)]

    def numbers_of(self, ids: NDArray[np.int64]) -> NDArray[np.intp]:
        """The document numbers of those of the articles `ids` that are in the segment."""
        return np.flatnonzero(np.isin(self.columns.ids, ids))


def open_segment(stem: Path) -> OpenSegment:
    """The segment at `stem`, opened once for all who use it. Raises what TermsReader and read_columns raise."""
    with _lock:
        segment = _open.get(stem)
        if segment is None:
            segment = _open[stem] = OpenSegment(stem)
        return segment
