"""Looks after the index and the queue: what is lost, torn or left behind is made good without being asked."""

import logging
import time
from threading import Thread

from django.db import close_old_connections, connections

from articles.stuck_work import StuckWork
from search.index import apply_pending, ensure_index, index_is_current, mend_index
from search.models import PendingChange

logger = logging.getLogger(__name__)

LOOK_SECONDS = 5
LEFT_SECONDS = 20  # a change that waits for longer has lost its task
PAUSES = (10, 20, 30)  # seconds after a first, a second and any further failure in a row


class Watch:
    """Looks at the index and the queue again and again. Whatever fails is logged and tried again after a pause."""

    def __init__(self) -> None:
        self._is_checked = False
        self._failures = 0
        self._not_before = 0.0
        self._oldest: int | None = None
        self._since = 0.0
        self._hopeless: set[int] = set()
        self._work = StuckWork()

    def begin(self) -> None:
        """Watches in a thread of this process for as long as that runs."""
        Thread(target=self._watch, name="watch", daemon=True).start()

    def look(self, now: float) -> None:
        """One look, and what it makes necessary. `now` is seconds of a clock that nobody sets."""
        if now < self._not_before:
            return
        try:
            close_old_connections()
            self._see_to_it(now)
            self._failures = 0
        except Exception:
            self._not_before = now + PAUSES[min(self._failures, len(PAUSES) - 1)]
            self._failures += 1
            logger.exception("The search index could not be seen to. It is tried again.")
            connections.close_all()

    def _watch(self) -> None:
        while True:
            self.look(time.monotonic())
            time.sleep(LOOK_SECONDS)

    def _see_to_it(self, now: float) -> None:
        self._work.release(now)
        if not self._is_checked:
            ensure_index()  # which reads all of it, once
            self._is_checked = True
        elif not index_is_current():
            logger.warning("The search index is missing or damaged.")
            if mend_index():
                logger.warning("The search index has been built anew.")
        elif self._is_left(now):
            left = set(_waiting())
            apply_pending()
            self._hopeless = left.intersection(_waiting())

    def _is_left(self, now: float) -> bool:
        """Whether a change has waited for long, but for those of articles that cannot be indexed at all."""
        oldest = min(set(_waiting()) - self._hopeless, default=None)
        if oldest != self._oldest:
            self._oldest, self._since = oldest, now
        return oldest is not None and now - self._since >= LEFT_SECONDS


def _waiting() -> list[int]:
    return list(PendingChange.objects.values_list("pk", flat=True))
