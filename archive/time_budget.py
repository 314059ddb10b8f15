"""A request of the public may take so long and no longer: 503 beyond that, with what to do instead.

The search looks at the clock in its loops (search/budget.py), and statements of the database are cut off
(archive/statements.py). There is never a part of an answer, nor an empty one.
"""

import logging
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.db import OperationalError, connection
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from archive.errors import unavailable
from archive.open_data import error_response, is_data
from archive.statements import StatementWatch
from search.budget import OverBudget, is_over, lift, within

logger = logging.getLogger(__name__)

_UNLIMITED = ("healthz", "readyz", "metrics")
_MESSAGE = (
    "This takes longer than one request may, and was stopped. Narrow it by more words, a date or a facet, or take an "
    "export of everything and count there."
)


class TimeBudget:
    """Middleware that gives each request its time. Editors' pages have no limit, and streams none once they run."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not settings.TIME_BUDGET:
            return self.get_response(request)
        watch = StatementWatch(connection)
        try:
            with within(settings.TIME_BUDGET), connection.execute_wrapper(watch):
                return self.get_response(request)
        finally:
            watch.end()

    def process_view(self, request: HttpRequest, *_: Any) -> None:
        """Editors' pages, and what tells how the archive is, take the time that they take."""
        match = request.resolver_match
        if match and (match.app_name == "admin" or match.url_name in _UNLIMITED):
            lift()

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """The answer to what went beyond its time, be it the search or a statement that was cut off."""
        if isinstance(error, OverBudget) or (isinstance(error, OperationalError) and is_over()):
            return over_budget(request)
        return None


def over_budget(request: HttpRequest) -> HttpResponse:
    """503 with what to do instead: JSON for programs, for readers a page."""
    lift()
    logger.warning("A request was stopped after %s seconds: %s", settings.TIME_BUDGET, request.path_info)
    if is_data(request.path_info):
        return error_response(503, _MESSAGE)
    return unavailable(request, "too_long.html")
