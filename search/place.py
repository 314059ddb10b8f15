"""Going on in a search from an article that was found, wherever it stands by now."""

from typing import NamedTuple

import numpy as np
from django.http import Http404, QueryDict

from articles.identifiers import LARGEST_ID
from search.parameters import ParameterError
from search.records import SearchRequest
from search.results import matching_ids


class Place(NamedTuple):
    """Which of all that a search finds stand on a page: from `start`, counted from 0, up to but without `end`."""

    start: int
    end: int


def place_of(parameters: QueryDict, request: SearchRequest) -> Place:
    """The page that follows the article `after`, or precedes `before`, or has the number `page`.

    Where that article is no longer found, the page's number says where it would have been; without a number, Http404.
    Raises ParameterError, QueryError, and SearchUnavailable.
    """
    after, before = _id(parameters, "after"), _id(parameters, "before")
    by_number = (request.page - 1) * request.size
    if after:
        place = _place(after, request)
        # What was found no longer moved all that follows up by one.
        start = max(0, by_number - 1) if place is None else place + 1
        end = _place(before, request) if before else None
        return Place(start, start + request.size if end is None else max(start, min(start + request.size, end)))
    if before:
        place = _place(before, request)
        end = by_number + request.size if place is None else place
        return Place(max(0, end - request.size), end)
    return Place(by_number, by_number + request.size)


def _place(article: int, request: SearchRequest) -> int | None:
    """Where the article stands among all that is found. None if it is not found, but the page has a number."""
    near = matching_ids(request, request.page * request.size)  # quickly read, and there it is unless much was added
    ids = near if article in near else matching_ids(request)
    if article in ids:
        return int(np.flatnonzero(ids == article)[0])
    if request.page > 1:
        return None
    raise Http404(f"This search does not find the article {article}. Begin again with the first page.")


def _id(parameters: QueryDict, name: str) -> int | None:
    value = parameters.get(name, "").strip()
    if not value:
        return None
    if not (value.isascii() and value.isdecimal()) or not 1 <= int(value[:30]) <= LARGEST_ID:
        raise ParameterError(f"“{name}” cannot be “{value}”. Write the number of an article.")
    return int(value)
