"""How often one client may search and export, so that there is room for others: 429 beyond that.

Counted are the addresses below and no others, where an answer is really made: what a client has already (304) costs
next to nothing. A client is an address, of IPv6 a network (archive/clients.py).
"""

import logging
import math
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterable
from functools import cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from limits import RateLimitItem
from limits.errors import StorageError
from limits.storage import MemoryStorage
from limits.strategies import FixedWindowRateLimiter

from archive.clients import client_network
from archive.open_data import error_response, is_data
from archive.rates import open_store

logger = logging.getLogger(__name__)

SEARCHES = {"search", "searches", "frozen-search", "frozen-search-json", "trends", "trends-csv", "feed-search"}
SEARCHES |= {"api:search", "api:related"}
COMPLETIONS = {"api:completion", "search-suggestions"}
EXPORTS = {"api:export"}
"""The names of the addresses that are counted together."""

COMPLETIONS_PER_SEARCH = 5
"""Whoever types is offered something at each letter or two, so that as many times more are allowed."""

EXPORTS_AT_ONCE = 2
"""How many exports one client may have running in one web worker, of which each takes a thread until its end."""

MOST_CLIENTS = 10_000
"""How many counts are held in memory. With more of them all begin anew: a flood from everywhere costs no memory."""

_OCCUPIED_SECONDS = 30

_MESSAGES = {
    "searches": "You have searched more often than one client may. Wait as many seconds as “Retry-After” says. "
    "To have everything, take an export: /api/v1/export.ndjson.",
    "completions": "You have asked for more completions than one client may. Wait as many seconds as “Retry-After” "
    "says.",
    "exports": "You have begun more exports than one client may. Wait as many seconds as “Retry-After” says, and go "
    "on after the last article that you have with “after”.",
    "running": f"One client may have {EXPORTS_AT_ONCE} exports running at once. Wait until one of yours has ended.",
}


class Limits:
    """Middleware that answers 429 for a client who asks too often. To stand after what answers 304."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        self._running: Counter[str] = Counter()
        self._lock = threading.Lock()

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if client := getattr(request, "exporting", None):
            response._resource_closers.append(lambda: self._ended(client))  # type: ignore[attr-defined]
        return response

    def process_view(self, request: HttpRequest, *_: Any) -> HttpResponseBase | None:
        """The refusal in the place of the view, if there is one."""
        name = request.resolver_match.view_name if request.resolver_match else ""
        kind, allowed = _kind(name)
        if not allowed:
            return None
        client = client_network(request)
        if seconds := wait(kind, client, allowed):
            return refusal(request, kind, seconds)
        if kind == "exports":
            if not self._begun(client):
                return refusal(request, "running", _OCCUPIED_SECONDS)
            request.exporting = client  # type: ignore[attr-defined]
        return None

    def _begun(self, client: str) -> bool:
        with self._lock:
            if self._running[client] >= EXPORTS_AT_ONCE:
                return False
            self._running[client] += 1
            return True

    def _ended(self, client: str) -> None:
        with self._lock:
            self._running[client] -= 1
            if self._running[client] <= 0:
                del self._running[client]


def _kind(name: str) -> tuple[str, Iterable[RateLimitItem]]:
    """What is counted at an address, and how often one client may have it."""
    if name in SEARCHES:
        return "searches", settings.SEARCH_LIMIT
    if name in COMPLETIONS:
        return "completions", [_more(rate) for rate in settings.SEARCH_LIMIT]
    return ("exports", settings.EXPORT_LIMIT) if name in EXPORTS else ("", ())


def _more(rate: RateLimitItem) -> RateLimitItem:
    return type(rate)(rate.amount * COMPLETIONS_PER_SEARCH, rate.multiples, rate.namespace)


def wait(kind: str, client: str, allowed: Iterable[RateLimitItem]) -> int:
    """Counts one request of a client; how many seconds it has to wait, 0 if it may be answered.

    While what counts does not answer, everybody may.
    """
    counted = counter()
    if isinstance(counted.storage, MemoryStorage) and len(counted.storage.expirations) > MOST_CLIENTS:
        counted.storage.reset()
    try:
        for rate in allowed:
            if not counted.hit(rate, kind, client):
                left = counted.get_window_stats(rate, kind, client).reset_time - time.time()
                return max(1, math.ceil(left))
    except StorageError:
        logger.exception("What counts requests does not answer")
    return 0


@cache
def counter() -> FixedWindowRateLimiter:
    """Counts by windows: a number for each client. Made at the first request, in the process that counts."""
    return FixedWindowRateLimiter(open_store(settings.LIMIT_STORE))


def refusal(request: HttpRequest, kind: str, seconds: int) -> HttpResponse:
    """429: in JSON for programs; for readers empty, so that it becomes the site's page of it."""
    answer = error_response(429, _MESSAGES[kind]) if is_data(request.path_info) else HttpResponse(status=429)
    answer.headers["Retry-After"] = str(seconds)
    answer.headers["Cache-Control"] = "no-store"
    return answer
