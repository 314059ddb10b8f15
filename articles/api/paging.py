"""Lists in pages: what a caller may ask for, and the envelope that each page comes in."""

from collections.abc import Callable, Collection
from typing import Generic, TypeVar

from django.db.models import Model, QuerySet
from django.http import HttpRequest
from ninja import Schema
from ninja.errors import HttpError
from pydantic import Field
from typing_extensions import TypedDict

Row = TypeVar("Row")
Thing = TypeVar("Thing", bound=Model)


class PageParameters(Schema):
    """The parameters of a plain list."""

    page: int = Field(1, ge=1, le=1_000_000, description="The page, from 1.")
    size: int = Field(20, ge=1, le=100, description="Rows on a page.")


class Page(TypedDict, Generic[Row]):
    """One page of a list; `next` and `previous` are addresses, null at the ends."""

    count: int
    page: int
    size: int
    next: str | None
    previous: str | None
    results: list[Row]


def page_of(
    request: HttpRequest,
    parameters: PageParameters,
    things: QuerySet[Thing],
    to_rows: Callable[[QuerySet[Thing], str], list[Row]],
) -> Page[Row]:
    """The page that `parameters` ask for; `to_rows` gets its things and the archive's address.

    A page after the last is empty. Raises HttpError as `refuse_unknown` does.
    """
    refuse_unknown(request, [field.alias or name for name, field in type(parameters).model_fields.items()])
    count, first = things.count(), (parameters.page - 1) * parameters.size
    return {
        "count": count,
        "page": parameters.page,
        "size": parameters.size,
        "next": page_address(request, parameters.page + 1) if first + parameters.size < count else None,
        "previous": page_address(request, parameters.page - 1) if parameters.page > 1 else None,
        "results": to_rows(things[first : first + parameters.size], request.build_absolute_uri("/")),
    }


def page_address(request: HttpRequest, page: int) -> str:
    """The absolute address of another page of the same list."""
    query = request.GET.copy()
    query["page"] = str(page)
    return request.build_absolute_uri(f"?{query.urlencode()}")


def refuse_unknown(request: HttpRequest, known: Collection[str]) -> None:
    """Raises HttpError 400 for a parameter that is not among the `known` names.

    A misspelt filter must not look like one that matched everything.
    """
    for name in request.GET:
        if name not in known:
            raise HttpError(400, f"There is no parameter “{name}” here. There are: {', '.join(known)}.")
