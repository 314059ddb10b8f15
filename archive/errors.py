"""Errors as pages of the site, each with a way on, in the reader's language."""

import logging
import sys
from collections.abc import Callable

from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from search.storage import SearchUnavailable

logger = logging.getLogger(__name__)

PAGES = (400, 403, 404, 405, 429, 500, 503)
"""The errors with a page of their own, `templates/404.html` and so on."""

RETRY_SECONDS = 30
"""How long to wait before trying again what did not answer."""

_PASSING = (OperationalError, SearchUnavailable)
"""What a part that does not answer at present raises; with anything else the fault is in the code."""

_PLAIN = _("Something went wrong on our side. No text of the archive is lost. Please try again in a minute.")


def error_page(request: HttpRequest, status: int) -> HttpResponse:
    """The page of an error in PAGES."""
    response = render(request, f"{status}.html", status=status)
    if status == 503:
        response["Retry-After"] = str(RETRY_SECONDS)
    return response


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Django's own has no language and no colours."""
    return error_page(request, 400)


def server_error(request: HttpRequest) -> HttpResponse:
    """503 while the database or the index does not answer, else 500; should the page fail too, its sentence alone."""
    status = 503 if isinstance(sys.exc_info()[1], _PASSING) else 500
    try:
        return error_page(request, status)
    except Exception:
        logger.exception("The error page itself failed")
        return HttpResponse(_PLAIN, status=500, content_type="text/plain; charset=utf-8")


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
