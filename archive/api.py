"""The JSON API: the routes of both apps under one roof, and what its errors look like."""

from functools import cached_property
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError
from ninja.openapi.schema import OpenAPISchema
from ninja.operation import Operation
from ninja.renderers import JSONRenderer

from archive.api_description import CONTACT, DESCRIPTION, LICENSE, SERVERS, TAGS, completed
from archive.api_reference import Reference
from archive.open_data import answer_to, error_response
from articles.api.routes import router as catalogue
from articles.tombstones import Withdrawn
from search.api import router as search
from search.export_api import router as export
from search.language import QueryError
from search.parameters import ParameterError
from search.storage import SearchUnavailable

_TOLD = {
    "int_parsing": "Write a whole number.",
    "int_parsing_size": "Write a whole number of fewer digits.",
    "greater_than_equal": "Write a whole number, {ge} or more.",
    "less_than_equal": "Write a whole number, {le} or less.",
    "string_pattern_mismatch": "This cannot be a name, a slug or a code.",
    "string_too_long": "Write at most {max_length} characters.",
    "too_long": "Give it at most {max_length} times.",
}
"""What to write instead of a value that pydantic refuses, by its kind of error."""

_PATTERNS = {
    "year": "Write a year of four digits, such as 2023.",
    "lang": "Write a language code, such as en or zh.",
}
"""The same for patterns that belong to one parameter."""


class Renderer(JSONRenderer):
    """JSON with Chinese as it is written."""

    json_dumps_params = {"ensure_ascii": False}


class ArchiveAPI(NinjaAPI):
    """Describes itself once for all: what it is does not change while it runs."""

    def get_openapi_schema(self, **options: Any) -> OpenAPISchema:
        return self._description

    @cached_property
    def _description(self) -> Any:
        return completed(super().get_openapi_schema())

    def get_openapi_operation_id(self, operation: Operation) -> str:
        """The name of the view: `articles`, `article`."""
        return operation.view_func.__name__


api = ArchiveAPI(
    title="Sci-Tech Policy Archive",
    version="1",
    description=DESCRIPTION,
    servers=SERVERS,
    openapi_extra={"info": {"license": LICENSE, "contact": CONTACT}, "tags": TAGS},
    renderer=Renderer(),
    docs=Reference(),
    urls_namespace="api",
)
api.add_router("", catalogue)
api.add_router("", search)
api.add_router("", export)


@api.exception_handler(Http404)
def not_found(request: HttpRequest, error: Http404) -> HttpResponse:
    return error_response(404, str(error))


@api.exception_handler(HttpError)
def refused(request: HttpRequest, error: HttpError) -> HttpResponse:
    return error_response(error.status_code, error.message)


@api.exception_handler(ValidationError)
def wrong_parameter(request: HttpRequest, error: ValidationError) -> HttpResponse:
    return error_response(400, " ".join(_sentence(problem) for problem in error.errors))


@api.exception_handler(Withdrawn)
@api.exception_handler(ParameterError)
@api.exception_handler(QueryError)
@api.exception_handler(SearchUnavailable)
def foreseen(request: HttpRequest, error: Exception) -> HttpResponse:
    return answer_to(error)


def _sentence(problem: dict[str, Any]) -> str:
    """What is wrong with a parameter, and what to write instead."""
    name = next(part for part in problem["loc"][1:] if part != "parameters")
    context = problem.get("ctx", {})
    told = _PATTERNS.get(name) if problem["type"] == "string_pattern_mismatch" else None
    told = told or _TOLD.get(problem["type"]) or problem["msg"] + "."
    return f"Parameter “{name}”: {context.get('error') or told.format(**context)}"
