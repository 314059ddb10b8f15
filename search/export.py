"""Which articles an export holds: those that a search's parameters find, or all of them."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from django.http import QueryDict

from articles.exports import WITH_FIELDS
from articles.exports.fields import ARTICLE_FIELDS, read_fields
from articles.exports.published import Wanted, every_row, rows_of
from search.frozen.stored import frozen_ids
from search.parameters import ParameterError, read
from search.records import SearchRequest
from search.results import matching_ids

_ID = re.compile(r"[0-9]{1,18}")  # what every database takes for a number


def wanted_of(parameters: QueryDict, base: str, format: str, withheld: bool = False) -> Wanted:
    """What the parameters `after` and `fields` ask for. Raises ParameterError. The rest is as in Wanted.

    A format that needs whole rows has them whatever `fields` says.
    """
    after = parameters.get("after", "").strip() or "0"
    if not _ID.fullmatch(after):
        raise ParameterError(f"“after” cannot be “{after}”. Write the id of an article: the last one that you have.")
    try:
        fields = read_fields(",".join(parameters.getlist("fields")), ARTICLE_FIELDS)
    except ValueError as error:
        raise ParameterError(f"Parameter “fields”: {error}") from error
    return Wanted(base, int(after), fields if format in WITH_FIELDS else None, withheld)


def selected_rows(parameters: QueryDict, wanted: Wanted) -> Iterator[Mapping[str, Any]]:
    """The rows that the parameters of a search address, or the frozen search that they name, select, by ascending id.

    Page, size and sort do nothing.
    The search has run when this returns, so what it raises is raised before the first row: ParameterError
    and QueryError for what cannot be read, SearchUnavailable. Without a filter the database alone is asked.
    """
    request = read(parameters)
    if key := parameters.get("frozen", "").strip():
        if _narrows(request):
            raise ParameterError("“frozen” names a set that stays as it is. Leave the other filters out, or “frozen”.")
        return rows_of(frozen_ids(key), wanted)
    if _narrows(request):
        return rows_of(matching_ids(request).tolist(), wanted)
    return every_row(wanted)


def _narrows(request: SearchRequest) -> bool:
    return any((request.q, request.chosen, request.excluded, request.date_from, request.date_to, request.lang))
