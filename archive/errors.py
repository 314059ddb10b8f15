"""The last page to show: when something has gone wrong that nobody foresaw."""

import logging

from django.http import HttpRequest, HttpResponse, HttpResponseServerError
from django.views import defaults

logger = logging.getLogger(__name__)
_PLAIN = "Something went wrong on our side. No text of the archive is lost. Please try again in a minute."


def server_error(request: HttpRequest) -> HttpResponse:
    """The error page of the site or, should that fail too, its sentence alone."""
    try:
        return defaults.server_error(request)
    except Exception:
        logger.exception("The error page itself failed")
        return HttpResponseServerError(_PLAIN, content_type="text/plain; charset=utf-8")
