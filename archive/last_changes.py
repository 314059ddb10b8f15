"""When a feed changed last, for readers that ask by time alone (If-Modified-Since).

The entries do not say it: one that was withdrawn leaves no date behind. So each process notes when it saw the present
state first, and calls that the change. It is later than the change itself and never earlier, as it has to be, or
somebody would be told that nothing is new when something is. All it costs is one reading in vain for each process.
"""

from math import floor
from threading import Lock


class LastChange:
    """Of what has one state at a time, known by a tag that no later state bears again. Times are Unix times."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._tag: str | None = None
        self._moment = 0

    def moment(self, tag: str, *, asked: float, answered: float) -> int | None:
        """The second at which the state had changed last, if the tag of the present one is `tag`.

        None where it is not over yet: within a second there may be another change, which this one could not be told
        from (RFC 9110, 8.8.2.2). `asked` is the time just before the tag was read, `answered` the time just after.
        """
        with self._lock:
            if tag != self._tag:
                self._tag, self._moment = tag, max(floor(answered), self._moment) + 1
            return self._moment if self._moment <= asked else None
