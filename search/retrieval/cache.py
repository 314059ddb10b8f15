"""A cache of arrays that never takes more memory than it may."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

T = TypeVar("T", bound=tuple[Any, ...])

_OVERHEAD = 500  # bytes that an entry takes beside its arrays


class ArrayCache:
    """Tuples of arrays by key, those used longest ago dropped first. Threads may share it."""

    def __init__(self, most_bytes: int) -> None:
        self._most = most_bytes
        self._held = 0
        self._entries: OrderedDict[Hashable, Any] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: Hashable, make: Callable[[], T]) -> T:
        """What is kept under `key`, made if it is not there. Two threads may make it at once; one of both stays."""
        with self._lock:
            if key in self._entries:
                self._entries.move_to_end(key)
                return self._entries[key]
        made = make()
        with self._lock:
            if key not in self._entries:
                self._entries[key] = made
                self._held += _size(made)
                while self._held > self._most and len(self._entries) > 1:
                    self._held -= _size(self._entries.popitem(last=False)[1])
        return made


def _size(arrays: tuple[NDArray[np.generic] | None, ...]) -> int:
    return _OVERHEAD + sum(array.nbytes for array in arrays if array is not None)
