"""Lists in pages: what a caller may ask for, the envelope of a page, and the addresses of the pages beside it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import islice
from typing import Any, NamedTuple

from django.db.models import QuerySet
from django.http import HttpRequest, JsonResponse
from ninja import Schema
from ninja.errors import HttpError
from pydantic import Field
from typing_extensions import TypedDict

from articles.api.answers import data_response
from articles.api.choosing import chosen_fields, refuse_unknown
from articles.api.keyset import Key, following, key_values, ordering, preceding
from articles.exports.fields import Fields
from articles.identifiers import LARGEST_ID
from articles.pages.per_state import per_state

Rows = Sequence[Mapping[str, Any]]

LAST_PAGE = 1_000_000
_MOST_COUNTS = 10_000
_PAGE = "The page, from 1. Beside `after` or `before` it is only the number shown."
_NAME = r"^[^\x00]*$"  # No database stores a zero byte in a text, and PostgreSQL refuses to look for one.


class PageParameters(Schema):
    """The parameters of any list."""

    page: int = Field(1, ge=1, le=LAST_PAGE, description=_PAGE)
    size: int = Field(20, ge=1, le=100, description="Rows on a page.")


class NumberedPages(PageParameters):
    """Of a list whose rows have ids."""

    after: int | None = Field(None, ge=1, le=LARGEST_ID, description="What follows the row with this id.")
    before: int | None = Field(None, ge=1, le=LARGEST_ID, description="What precedes the row with this id.")


class NamedPages(PageParameters):
    """Of a list whose rows have slugs or codes."""

    after: str = Field("", max_length=200, pattern=_NAME, description="What follows the row with this slug or code.")
    before: str = Field("", max_length=200, pattern=_NAME, description="What precedes the row with this slug or code.")


class Envelope(TypedDict):
    """What every page of a list has around its `results`. `next` and `previous` are addresses, null at the ends."""

    count: int
    page: int
    size: int
    next: str | None
    previous: str | None


@dataclass(frozen=True)
class Listing:
    """A list that comes in pages, whatever narrows it.

    `keys` put it in order. `anchors` are the things that one may go on from, also those that have left the list
    since; `anchor` is the column that names them in an address. `whole` are all the things with what their rows need,
    `rows` makes the rows of some of them, given the archive's address and the fields that are wanted. `in_use` gives
    the numbers of those that are in the list, if not all are.
    """

    noun: str
    keys: tuple[Key, ...]
    anchor: str
    anchors: QuerySet
    whole: QuerySet
    rows: Callable[[QuerySet, str, Fields], Rows]
    fields: tuple[str, ...]
    in_use: Callable[[], Mapping[int, int]] | None = None


class Window(NamedTuple):
    """What stands on a page, each by its primary key and its anchor, and whether there is more on either side."""

    shown: list[tuple[int, Any]]
    has_previous: bool
    has_next: bool


def page_of(request: HttpRequest, parameters: Any, things: QuerySet, listing: Listing) -> JsonResponse:
    """The page that `parameters` ask for of those `things` of the list, as JSON; a page after the last is empty.

    Which things they are is found first, by few columns; only those are then read whole. Raises HttpError for what
    `refuse_unknown` and `chosen_fields` refuse, and for an anchor that is not there.
    """
    refuse_unknown(request, [field.alias or name for name, field in type(parameters).model_fields.items()])
    fields = chosen_fields(parameters.fields, listing.fields)
    window, count = _window(parameters, things, listing), _count(parameters, things, listing)
    shown = listing.whole.filter(pk__in=[pk for pk, _ in window.shown]).order_by(*ordering(listing.keys))
    return page_response(
        {
            "count": count,
            "page": parameters.page,
            "size": parameters.size,
            **beside(request, parameters.page, -(-count // parameters.size), window),
            "results": listing.rows(shown, request.build_absolute_uri("/"), fields),
        }
    )


def page_response(page: Mapping[str, Any]) -> JsonResponse:
    """The page as JSON, with its neighbours in the header `Link` (RFC 8288) as well."""
    relations = {"next": "next", "previous": "prev"}
    links = [f'<{page[name]}>; rel="{relation}"' for name, relation in relations.items() if page[name]]
    return data_response(page, headers={"Link": ", ".join(links)} if links else {})


def _window(parameters: Any, things: QuerySet, listing: Listing) -> Window:
    """One row more than a page is read, to know whether there is more."""
    keys, size = listing.keys, parameters.size
    if parameters.before:
        things = things.filter(preceding(keys, _anchored(parameters.before, listing)))
    if parameters.before and not parameters.after:
        found = _read(things, listing, 0, size, backwards=True)
        return Window(found[:size][::-1], len(found) > size, True)
    if parameters.after:
        things = things.filter(following(keys, _anchored(parameters.after, listing)))
        found = _read(things, listing, 0, size)
        return Window(found[:size], True, len(found) > size)
    found = _read(things, listing, (parameters.page - 1) * size, size)
    return Window(found[:size], parameters.page > 1, len(found) > size)


def _read(
    things: QuerySet, listing: Listing, first: int, number: int, backwards: bool = False
) -> list[tuple[int, Any]]:
    ordered = things.order_by(*ordering(listing.keys, backwards)).values_list("pk", listing.anchor)
    if listing.in_use is None:
        return list(ordered[first : first + number + 1])
    in_use = listing.in_use()  # picked out here: SQLite would go through all articles for each page
    return list(islice((row for row in ordered.iterator() if row[0] in in_use), first, first + number + 1))


def _count(parameters: Any, things: QuerySet, listing: Listing) -> int:
    """How many things there are, counted once for each choice and state of the catalogue."""
    if listing.in_use is not None:
        return len(listing.in_use())
    chosen = parameters.model_dump_json(exclude=set(NumberedPages.model_fields) | {"fields"})
    key = sha256(f"{listing.noun} {chosen}".encode()).digest()
    counts = _counts()
    count = counts.get(key)
    if count is None:
        if len(counts) >= _MOST_COUNTS:
            counts.clear()
        count = counts[key] = things.count()
    return count


@per_state
def _counts() -> dict[bytes, int]:
    """Where the counts of one state of the catalogue are kept."""
    return {}


def _anchored(anchor: int | str, listing: Listing) -> tuple[Any, ...]:
    """What the row that a page lies after or before has in the keys. Raises HttpError 404 without such a row."""
    values = key_values(listing.anchors.filter(**{listing.anchor: anchor}), listing.keys)
    if values is None:
        raise HttpError(404, f"There is no {listing.noun} {anchor} to go on from. Begin again with the first page.")
    return values


def beside(request: HttpRequest, page: int, last_page: int, window: Window) -> dict[str, str | None]:
    """The addresses of the `next` and the `previous` page. An empty page has no row to go on from, only numbers.

    Whoever asks for what lies between two rows goes on between them.
    """
    ends = {name: request.GET[name] for name in ("after", "before") if request.GET.get(name)}
    between = ends if len(ends) > 1 else {}
    if not window.shown:
        return {
            "next": page_address(request, page=1 if request.GET.get("before") else page + 1)
            if last_page and window.has_next
            else None,
            "previous": page_address(request, page=last_page) if last_page and window.has_previous else None,
        }
    (_, first), (_, last) = window.shown[0], window.shown[-1]
    return {
        "next": page_address(request, **between | {"page": page + 1, "after": last}) if window.has_next else None,
        "previous": page_address(request, **between | {"page": max(1, page - 1), "before": first})
        if window.has_previous
        else None,
    }


def page_address(request: HttpRequest, **changes: int | str) -> str:
    """The absolute address of another page of the same list."""
    query = request.GET.copy()
    for name in ("page", "after", "before"):
        query.pop(name, None)
    query.update({name: str(value) for name, value in changes.items()})
    return request.build_absolute_uri(f"?{query.urlencode()}")
