"""What a caller may write after the question mark: no parameter and no field that is not known."""

from collections.abc import Collection, Iterable
from typing import Any

from django.http import HttpRequest
from ninja.errors import HttpError
from pydantic import Field

from articles.exports.fields import Fields, read_fields


def fields_parameter(row: type) -> Any:
    """The parameter `fields` of what gives rows of that shape, as a default for a schema or a view's argument."""
    return Field("", json_schema_extra=lambda schema: describe_fields(schema, row.__annotations__))


def describe_fields(schema: dict[str, Any], known: Iterable[str]) -> None:
    """Makes of a parameter's schema the one of `fields`: names joined by commas, which OpenAPI has as an array."""
    schema.pop("default", None)
    schema |= {
        "type": "array",
        "items": {"type": "string", "enum": list(known)},
        "description": "The fields that are wanted, joined by commas; without it, all.",
    }


def chosen_fields(text: str, known: Collection[str]) -> Fields:
    """What `fields=` names. Raises HttpError 400 for a field that is not known."""
    try:
        return read_fields(text, known)
    except ValueError as error:
        raise HttpError(400, f"Parameter “fields”: {error}") from error


def refuse_unknown(request: HttpRequest, known: Collection[str]) -> None:
    """Raises HttpError 400 for a parameter that is not among the `known` names.

    A misspelt filter must not look like one that matched everything.
    """
    for name in request.GET:
        if name not in known:
            raise HttpError(400, f"There is no parameter “{name}” here. There are: {', '.join(known)}.")
