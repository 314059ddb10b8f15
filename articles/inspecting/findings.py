"""What an inspection finds, and what it has looked at."""

from collections import Counter
from collections.abc import Callable
from typing import NamedTuple


class Finding(NamedTuple):
    """One difference. `subject` names what it is about; `message` is a sentence for the operator, in English: what it
    means and what to do next. Each `code` has one message, so that it can be translated where it is shown."""

    code: str
    subject: str
    message: str


OnProgress = Callable[[str, int], None]
"""Called with a kind of thing and how many of it have been looked at."""


class Looked:
    """Counts what was looked at, and tells `progress` of it."""

    def __init__(self, progress: OnProgress = lambda _kind, _number: None) -> None:
        self.counts: Counter[str] = Counter()
        self._progress = progress

    def at(self, kind: str, number: int = 1) -> None:
        """So many more of a kind have been looked at."""
        self.counts[kind] += number
        self._progress(kind, self.counts[kind])
