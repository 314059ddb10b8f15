"""Errors as pages of the site, each with a way on, in the reader's language."""

import logging
import sys
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from archive.scarcity import Scarcity, open_database_anew, scarcity_of
from search.budget import OverBudget, lift
from search.storage import SearchUnavailable

logger = logging.getLogger(__name__)

PAGES = (400, 403, 404, 405, 429, 500, 503)
"""The errors with a page of their own, `templates/404.html` and so on."""

RETRY_SECONDS = 30
"""How long to wait before trying again what did not answer."""

_PASSING = (OperationalError, SearchUnavailable, OverBudget)
"""What a part that does not answer at present raises; with anything else the fault is in the code."""

_PLAIN = _("Something went wrong on our side. No text of the archive is lost. Please try again in a minute.")


_TOO_MUCH: dict[type[Exception], Any] = {
    TooManyFilesSent: _("More than %(files)s files at once cannot be sent. Pack them into a zip archive."),
    TooManyFieldsSent: _("The form has more than %(fields)s fields. Send it in parts."),
    RequestDataTooBig: _("The form is longer than %(megabytes)s MB without its files. Send it in parts."),
}
_CHUNK = 64 * 1024


def error_page(request: HttpRequest, status: int, reason: str = "") -> HttpResponse:
    """The page of an error in PAGES, with a sentence on this one if there is one."""
    context = {"reason": reason}
    if status == 503:
        return unavailable(request, "503.html", context)
    return render(request, f"{status}.html", context, status=status)


def unavailable(request: HttpRequest, template: str, context: dict[str, Any] | None = None) -> HttpResponse:
    """503 by a template, for what can be asked again in RETRY_SECONDS."""
    response = render(request, template, context, status=503)
    response.headers["Retry-After"] = str(RETRY_SECONDS)
    return response


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Django's own has no language and no colours, and does not say what of a form was too much."""
    sentence = _TOO_MUCH.get(type(exception))
    if sentence is None:
        return error_page(request, 400)
    while request.read(_CHUNK):  # a browser hears no answer before it has sent everything
        continue
    told = {
        "files": settings.DATA_UPLOAD_MAX_NUMBER_FILES,
        "fields": settings.DATA_UPLOAD_MAX_NUMBER_FIELDS,
        "megabytes": round(settings.DATA_UPLOAD_MAX_MEMORY_SIZE / 1024 / 1024, 1),
    }
    return error_page(request, 400, sentence % told)


def server_error(request: HttpRequest) -> HttpResponse:
    """503 while the database or the index does not answer or nothing can be written, else 500; should the page fail
    too, its sentence alone."""
    lift()  # an error is told however late it is
    error = sys.exc_info()[1]
    status = 503 if isinstance(error, _PASSING) else 500
    try:
        if scarcity := _scarcity(request, error):
            return unavailable(request, "unwritable.html", {"is_full": scarcity is Scarcity.ROOM})
        return error_page(request, status)
    except Exception:
        logger.exception("The error page itself failed")
        return HttpResponse(_PLAIN, status=500, content_type="text/plain; charset=utf-8")


def _scarcity(request: HttpRequest, error: BaseException | None) -> Scarcity | None:
    """What kept the request from writing. That something may not be read is another matter."""
    found = scarcity_of(error)
    if found is Scarcity.PERMISSION:
        open_database_anew()
    return found if found is Scarcity.ROOM or request.method not in ("GET", "HEAD") else None


class ErrorPages:
    """Middleware that puts the site's page in the place of an error without a body, as of a method not allowed."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if response.status_code not in PAGES or not isinstance(response, HttpResponse) or response.content:
            return response
        page = error_page(request, response.status_code)
        for name in ("Allow", "Retry-After"):
            if name in response.headers:
                page[name] = response.headers[name]
        return page
