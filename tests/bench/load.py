"""Asks a web server for pages as several clients do at once."""

import http.client
import queue
import threading
import time
from dataclasses import dataclass
from itertools import repeat

HOST = "127.0.0.1"

_PATIENCE = 900  # seconds for one page


@dataclass(frozen=True)
class Load:
    """What `clients` clients got: pages, in seconds, and the statuses of those that were none (0: no answer)."""

    clients: int
    pages: int
    seconds: float
    failures: tuple[int, ...]

    @property
    def rate(self) -> float:
        """Pages a second."""
        return self.pages / self.seconds


def load(port: int, paths: list[str], clients: int, at_least: float) -> Load:
    """Asks for all of `paths`, and again until `at_least` seconds are over, by `clients` clients side by side.

    Each client keeps its connection and asks for the next page as soon as it has read one.
    """
    failures: list[int] = []
    pages, began = 0, time.perf_counter()
    while (seconds := time.perf_counter() - began) < at_least or not pages:
        waiting = queue.SimpleQueue[str]()
        for path in paths:
            waiting.put(path)
        threads = [
            threading.Thread(
                target=_client, args=(http.client.HTTPConnection(HOST, port, timeout=_PATIENCE), waiting, failures)
            )
            for _ in repeat(None, clients)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        pages += len(paths)
    return Load(clients, pages - len(failures), seconds, tuple(failures))


def _client(site: http.client.HTTPConnection, waiting: queue.SimpleQueue[str], failures: list[int]) -> None:
    while True:
        try:
            path = waiting.get_nowait()
        except queue.Empty:
            site.close()
            return
        try:
            site.request("GET", path)
            answer = site.getresponse()
            answer.read()
            if answer.status != http.HTTPStatus.OK:
                failures.append(answer.status)
        except (OSError, http.client.HTTPException):
            site.close()
            failures.append(0)
