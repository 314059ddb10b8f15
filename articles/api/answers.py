"""What the API answers with: data as JSON, and the shapes of its errors."""

from collections.abc import Mapping
from typing import Any

from django.http import JsonResponse
from typing_extensions import TypedDict


class Fault(TypedDict):
    """What went wrong: `code` for programs, which stays, and `message` for people, which may change."""

    code: str
    message: str


class Error(TypedDict):
    """Any answer with a status of 400 or more."""

    error: Fault


REFUSED = {400: Error}
"""A parameter that is not known or cannot be read."""

ONE = {400: Error, 404: Error}
ONCE_PUBLIC = {410: Error}
OUT_OF_ORDER = {503: Error}
LIMITED = {429: Error}
"""Asked more often than one client may."""


def data_response(data: Any, headers: Mapping[str, str] | None = None) -> JsonResponse:
    """Data as JSON, with Chinese as it is written. Sent as it is: to check it against its schema takes longer."""
    return JsonResponse(data, safe=False, json_dumps_params={"ensure_ascii": False}, headers=headers)
