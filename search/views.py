"""The search page."""

import logging

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from search.facets import LABELS
from search.language import QueryError
from search.parameters import ParameterError, read
from search.records import SearchRequest, SearchResult
from search.results import run
from search.storage import SearchUnavailable

logger = logging.getLogger(__name__)

UNAVAILABLE = "The search is out of order at the moment. Nothing is lost; please try again in a few minutes."


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """The form and what it finds.

    400 with a sentence for what cannot be read, 404 for a page after the last, 503 while there is no index.
    """
    asked = SearchRequest(q=request.GET.get("q", ""))
    try:
        asked = read(request.GET)
        result = run(asked)
    except (QueryError, ParameterError) as error:
        return _page(request, asked, error=str(error), status=400)
    except SearchUnavailable:
        logger.exception("search without a usable index")
        return _page(request, asked, error=UNAVAILABLE, status=503)
    return _page(request, asked, result, status=404 if asked.page > result.page_count else 200)


def _page(
    request: HttpRequest,
    asked: SearchRequest,
    result: SearchResult | None = None,
    error: str | None = None,
    *,
    status: int,
) -> HttpResponse:
    context = {"result": result, "search_request": asked, "error": error, "facet_labels": LABELS}
    return render(request, "search/search.html", context, status=status)
