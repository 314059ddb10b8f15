"""The search page, and the page with all values of one facet."""

import logging

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from search.facets import chips
from search.language import QueryError
from search.parameters import ParameterError, read, write
from search.rail import SHOWN_CHOICES, offered, periods, rail
from search.records import FACETS, SearchRequest
from search.results import count_facet, run
from search.storage import SearchUnavailable

logger = logging.getLogger(__name__)

UNAVAILABLE = "The search is out of order at the moment. Nothing is lost; please try again in a few minutes."


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """The form and what it finds or, with `facet=topic`, all there is to narrow it by.

    400 with a sentence for what cannot be read, 404 for a page after the last, 503 while there is no index.
    """
    asked = SearchRequest(q=request.GET.get("q", ""))
    try:
        asked = read(request.GET)
        return _all_choices(request, asked) if request.GET.get("facet") else _found(request, asked)
    except (QueryError, ParameterError) as error:
        return _failed(request, asked, str(error), 400)
    except SearchUnavailable:
        logger.exception("search without a usable index")
        return _failed(request, asked, UNAVAILABLE, 503)


def _found(request: HttpRequest, asked: SearchRequest) -> HttpResponse:
    result = run(asked, choices=SHOWN_CHOICES)
    context = {"result": result, "search_request": asked, "rail": rail(result), "periods": periods(result)}
    status = 404 if asked.page > result.page_count else 200
    return render(request, "search/search.html", context, status=status)


def _all_choices(request: HttpRequest, asked: SearchRequest) -> HttpResponse:
    name = request.GET["facet"]
    if name not in FACETS:
        raise ParameterError(f"“facet” cannot be “{name}”. Write one of: {', '.join(FACETS)}.")
    facet = offered(count_facet(asked, name), asked)
    context = {"facet": facet, "search_request": asked, "chips": chips(asked), "back": write(asked)}
    return render(request, "search/facet.html", context)


def _failed(request: HttpRequest, asked: SearchRequest, error: str, status: int) -> HttpResponse:
    context = {"result": None, "search_request": asked, "error": error}
    return render(request, "search/search.html", context, status=status)
