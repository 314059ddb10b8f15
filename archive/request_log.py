"""Each request has an id, in its answer and in all that is logged meanwhile, and at its end a line of its own."""

import logging
import re
import secrets
from collections.abc import Callable
from time import perf_counter

from django.conf import settings
from django.core.signals import request_finished
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.encoding import escape_uri_path

from archive.logs import REQUEST_ID

HEADER = "X-Request-ID"
SLOW_SECONDS = 2

log = logging.getLogger("archive.request")
_WELL_FORMED = re.compile(r"[A-Za-z0-9-]{8,64}")


class RequestLog:
    """Middleware, the outermost. A stream is timed until it begins, and its bytes are not known."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        began = perf_counter()
        request.request_id = request_id = chosen_id(request)  # type: ignore[attr-defined]  # for the error page
        REQUEST_ID.set(request_id)
        response = self.get_response(request)
        response.headers[HEADER] = request_id
        note(request, response, perf_counter() - began)
        return response


def chosen_id(request: HttpRequest) -> str:
    """The id that a proxy of our own gave the request, or a new one."""
    given = request.headers.get(HEADER, "")
    return given if settings.PROXIES and _WELL_FORMED.fullmatch(given) else secrets.token_hex(8)


def note(request: HttpRequest, response: HttpResponseBase, seconds: float) -> None:
    """Logs the request, without its query: a slow one as a warning."""
    level = logging.WARNING if seconds > SLOW_SECONDS else logging.INFO
    if not log.isEnabledFor(level):
        return
    size = len(response.content) if isinstance(response, HttpResponse) else None
    fields = {
        "method": request.method,
        "path": escape_uri_path(request.path),
        "status": response.status_code,
        "milliseconds": round(seconds * 1000),
        "bytes": size,
    }
    line = "%s %s %s in %s ms, %s bytes"
    log.log(level, line, *("?" if value is None else value for value in fields.values()), extra=fields)


@receiver(request_finished)
def forget(**_: object) -> None:
    """The thread logs no longer for this request; until then its answer may still be on its way."""
    REQUEST_ID.set(None)
