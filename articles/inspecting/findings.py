"""What an inspection finds, and what it has looked at."""

from collections import Counter
from collections.abc import Callable
from typing import NamedTuple

from django.utils.translation import gettext_noop

COUNTED = {
    "files": gettext_noop("files read"),
    "bytes": gettext_noop("bytes read"),
    "files_due": gettext_noop("files due to be read again"),
    "names": gettext_noop("files in the folder"),
    "uploads": gettext_noop("uploads that wait"),
    "articles": gettext_noop("articles"),
    "texts": gettext_noop("texts"),
    "indexed": gettext_noop("articles in the index"),
}
"""What the figures of an inspection are called."""


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
