"""What holds for every address that programs read: an error is JSON there, and a script on any web site may ask."""

import logging
import re
from collections.abc import Callable
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, JsonResponse

from search.language import QueryError
from search.parameters import ParameterError
from search.storage import SearchUnavailable

logger = logging.getLogger(__name__)

_DATA_PATH = re.compile(
    r"/api/"
    r"|/articles/[^/]+\.(?:json|bib|ris|md|txt)$"  # .csl.json and .ninjs.json too
    r"|/feeds/|/search\.(?:atom|feed\.json)$"
    r"|/searches/[^/]+\.json$"
    r"|/oai$|/trends\.csv$"
    r"|/(?:robots\.txt|opensearch\.xml|sitemap[^/]*\.xml)$"
)
_RETRY_SECONDS = 300
_MESSAGES = {
    400: "The request cannot be read.",
    404: "There is nothing at this address. /api/v1/docs lists what there is.",
    405: "This address is only for reading: use GET.",
    500: "Something failed here, and it has been logged. Nothing was changed. Please try again later.",
    503: "The search is out of order at the moment. Nothing is lost; please try again in a few minutes.",
}


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
        response = self._respond(request)
        if response.status_code >= 400 and not response["Content-Type"].startswith("application/json"):
            allowed = response.get("Allow")
            response = error_response(response.status_code)
            if allowed:
                response["Allow"] = allowed
        response["Access-Control-Allow-Origin"] = "*"
        return response

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """The answer where a search could not be done; the API answers for itself."""
        if not is_data(request.path_info):
            return None
        if isinstance(error, ParameterError | QueryError):
            return error_response(400, str(error))
        if isinstance(error, SearchUnavailable):
            logger.error("search without a usable index", exc_info=error)
            return error_response(503)
        return None

    def _respond(self, request: HttpRequest) -> HttpResponse:
        if request.method != "HEAD":
            return self.get_response(request)
        request.method = "GET"  # The API's routes know GET alone. Whoever sends a HEAD's answer leaves the body out.
        response = self.get_response(request)
        request.method = "HEAD"
        return response


def error_response(status: int, message: str = "") -> JsonResponse:
    """`{"error": {"code", "message"}}`; the code is the status in words, `not-found`."""
    phrase = HTTPStatus(status).phrase
    error = {"code": phrase.lower().replace(" ", "-"), "message": message or _MESSAGES.get(status, f"{phrase}.")}
    headers = {"Retry-After": str(_RETRY_SECONDS)} if status == 503 else None
    return JsonResponse({"error": error}, status=status, json_dumps_params={"ensure_ascii": False}, headers=headers)
