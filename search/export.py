"""Which articles an export holds: those that a search's parameters find, or all of them."""

from collections.abc import Iterator

from django.http import QueryDict

from articles.exports.published import every_row, rows_of
from articles.exports.rows import ArticleRow
from search.parameters import read
from search.records import SearchRequest
from search.results import matching_ids


def selected_rows(parameters: QueryDict, base: str) -> Iterator[ArticleRow]:
    """The rows that the parameters of a search address select, by ascending id; page, size and sort do nothing.

    The search has run when this returns, so what it raises is raised before the first row: ParameterError
    and QueryError for what cannot be read, SearchUnavailable. Without a filter the database alone is asked.
    """
    request = read(parameters)
    if _narrows(request):
        return rows_of(matching_ids(request), base)
    return every_row(base)


def _narrows(request: SearchRequest) -> bool:
    return any((request.q, request.chosen, request.excluded, request.date_from, request.date_to, request.lang))
