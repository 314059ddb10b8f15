"""What holds for every address that programs read: an error is JSON there, and a script on any web site may ask."""

import logging
import re
from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse

from articles.tombstones import Withdrawn
from search.language import QueryError
from search.parameters import ParameterError
from search.storage import SearchUnavailable

logger = logging.getLogger(__name__)

_DATA_PATH = re.compile(
    r"/api/(?!v1/docs$)"  # which is a page
    r"|/articles/[^/]+\.(?:json|bib|ris|md|txt)$"  # .csl.json and .ninjs.json too
    r"|/feeds/|/search\.(?:atom|feed\.json|suggestions\.json)$"
    r"|/searches/[^/]+\.json$"
    r"|/oai$|/trends\.csv$"
    r"|/(?:robots\.txt|opensearch\.xml|sitemap[^/]*\.xml)$"
)
_METHODS = "GET, HEAD, OPTIONS"
_READING_ALONE = ("GET", "GET, HEAD")  # as libraries put it, who do not know what is answered here
_OPEN = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, Link, Content-Disposition, Retry-After, Content-Length",
    "Vary": "Accept-Encoding",  # and nothing else: in every language, and for everybody, data is the same
    "X-Robots-Tag": "noindex",  # what people should be led to is the page that says the same
}
_PREFLIGHT = {
    "Allow": _METHODS,
    "Access-Control-Allow-Methods": _METHODS,
    "Access-Control-Allow-Headers": "If-None-Match, If-Modified-Since",
    "Access-Control-Max-Age": "86400",  # seconds; no browser keeps it for longer
}
"""What a browser asks before a script of another site may send a header of its own (Fetch, CORS protocol)."""

FORESEEN = (Withdrawn, ParameterError, QueryError, SearchUnavailable)
"""What may go wrong with a request for data wherever it is answered."""

_RETRY_SECONDS = 300
_MESSAGES = {
    400: "The request cannot be read.",
    404: "There is nothing at this address. /api/v1/docs lists what there is.",
    405: "This address is only for reading: use GET.",
    500: "Something failed here, and it has been logged. Nothing was changed. Please try again later.",
    503: "The archive does not answer at the moment. Nothing is lost; please try again in a few minutes.",
}
_NO_SEARCH = "The search is out of order at the moment. Nothing is lost; please try again in a few minutes."


def is_data(path: str) -> bool:
    """Whether programs read what is at `path`."""
    return _DATA_PATH.match(path) is not None


class OpenData:
    """Middleware for the addresses in `_DATA_PATH`; others pass through it untouched."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not is_data(request.path_info):
            return self.get_response(request)
        response = (
            HttpResponse(status=204, headers=_PREFLIGHT) if request.method == "OPTIONS" else self._respond(request)
        )
        if response.status_code >= 400 and not response["Content-Type"].startswith("application/json"):
            allowed = response.get("Allow")
            response = error_response(response.status_code)
            if allowed:
                response["Allow"] = allowed
        if response.get("Allow") in _READING_ALONE:
            response["Allow"] = _METHODS
        for name, value in _OPEN.items():
            response[name] = value
        return response

    def process_view(self, request: HttpRequest, view: Callable[..., HttpResponse], *_: Any) -> HttpResponse | None:
        """405 for what would write, where the protection of forms would have answered 403. Views are exempt from that
        if they take more than GET."""
        if not is_data(request.path_info) or request.method in ("GET", "HEAD") or getattr(view, "csrf_exempt", False):
            return None
        response = error_response(405)
        response["Allow"] = _METHODS
        return response

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """The answer where an article was withdrawn or a search could not be done; the API answers for itself."""
        return answer_to(error) if is_data(request.path_info) and isinstance(error, FORESEEN) else None

    def _respond(self, request: HttpRequest) -> HttpResponse:
        if request.method != "HEAD":
            return self.get_response(request)
        request.method = "GET"  # The API's routes know GET alone. Whoever sends a HEAD's answer leaves the body out.
        response = self.get_response(request)
        request.method = "HEAD"
        if isinstance(response, StreamingHttpResponse):
            response.streaming_content = ()  # servers read a stream to its end, whether or not they send it
        return response


def answer_to(error: Exception) -> JsonResponse:
    """What programs are told of one of the errors `FORESEEN`."""
    if isinstance(error, Withdrawn):
        return error_response(410, str(error))
    if isinstance(error, SearchUnavailable):
        logger.error("search without a usable index", exc_info=error)
        return error_response(503, _NO_SEARCH)
    return error_response(400, str(error))


def error_response(status: int, message: str = "") -> JsonResponse:
    """`{"error": {"code", "message"}}`; the code is the status in words, `not-found`."""
    phrase = HTTPStatus(status).phrase
    error = {"code": phrase.lower().replace(" ", "-"), "message": message or _MESSAGES.get(status, f"{phrase}.")}
    headers = {"Retry-After": str(_RETRY_SECONDS)} if status == 503 else None
    return JsonResponse({"error": error}, status=status, json_dumps_params={"ensure_ascii": False}, headers=headers)
