"""The JSON API: the routes of both apps under one roof, and what its errors look like."""

import logging
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError
from ninja.renderers import JSONRenderer

from archive.open_data import error_response
from articles.api.routes import router as catalogue
from search.api import router as search
from search.language import QueryError
from search.parameters import ParameterError
from search.storage import SearchUnavailable

logger = logging.getLogger(__name__)


class Renderer(JSONRenderer):
    """JSON with Chinese as it is written."""

    json_dumps_params = {"ensure_ascii": False}


api = NinjaAPI(
    title="Sci-Tech Policy Archive",
    version="1",
    description="Published articles, issues and vocabularies, to read. No key is needed.",
    renderer=Renderer(),
    urls_namespace="api",
)
api.add_router("", catalogue)
api.add_router("", search)


@api.exception_handler(Http404)
def not_found(request: HttpRequest, error: Http404) -> HttpResponse:
    return error_response(404, str(error))


@api.exception_handler(HttpError)
def refused(request: HttpRequest, error: HttpError) -> HttpResponse:
    return error_response(error.status_code, error.message)


@api.exception_handler(ValidationError)
def wrong_parameter(request: HttpRequest, error: ValidationError) -> HttpResponse:
    return error_response(400, " ".join(_sentence(problem) for problem in error.errors))


@api.exception_handler(ParameterError)
@api.exception_handler(QueryError)
def unreadable(request: HttpRequest, error: ParameterError | QueryError) -> HttpResponse:
    return error_response(400, str(error))


@api.exception_handler(SearchUnavailable)
def unavailable(request: HttpRequest, error: SearchUnavailable) -> HttpResponse:
    logger.error("search without a usable index", exc_info=error)
    return error_response(503)


def _sentence(problem: dict[str, Any]) -> str:
    """What is wrong with a parameter: our own words where the check is ours, else the checking library's."""
    name = next(part for part in problem["loc"][1:] if part != "parameters")
    return f"Parameter “{name}”: {problem.get('ctx', {}).get('error') or problem['msg'] + '.'}"
