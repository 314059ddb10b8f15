"""The search page, and the page with all values of one facet."""

import logging
from dataclasses import replace
from functools import cache
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from articles.feeds.formats import feed_paths
from search.examples import examples
from search.facets import chips
from search.language import QueryError
from search.lines import with_query
from search.no_result import explain, without_limits
from search.parameters import ParameterError, check_choice, read, write
from search.rail import SHOWN_CHOICES, offered, rail
from search.records import FACETS, PAGE_SIZE, SearchRequest
from search.results import count_facet, run
from search.storage import UNAVAILABLE, SearchUnavailable
from search.timeline import timeline

logger = logging.getLogger(__name__)

PAGE_SIZES = (20, 50, 100)


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
        return failed(request, asked, str(error), 400)
    except SearchUnavailable:
        logger.exception("search without a usable index")
        return failed(request, asked, str(UNAVAILABLE), 503)


def _found(request: HttpRequest, asked: SearchRequest) -> HttpResponse:
    result = run(asked, choices=SHOWN_CHOICES)
    context = {
        "result": result,
        "rail": rail(result),
        "timeline": timeline(result) if result.count else None,
        "why": None if result.count else explain(result),
        "starts": asked == SearchRequest(),
        "sizes": sorted({*PAGE_SIZES, asked.size}),
        "outputs": _outputs(asked),
        "unlimited": write(without_limits(asked)),
    }
    if asked.page > result.page_count:
        return _page(request, asked, context, 404)
    return _page(request, asked, context | {"canonical": _canonical(asked)}, 200)


def _canonical(asked: SearchRequest, *more: str) -> str:
    """The path of a result whatever its order: later pages have one, as the same number is another page in others."""
    plain = asked if asked.page > 1 else replace(asked, sort=SearchRequest.sort, size=PAGE_SIZE)
    return with_query(reverse("search"), "&".join(filter(None, [write(plain), *more])))


def _outputs(asked: SearchRequest) -> dict[str, str]:
    """The addresses of the same result as data. Files have all of it, the feed and the JSON a page."""
    page, everything = write(asked), write(replace(asked, page=1, size=PAGE_SIZE))
    return {name: with_query(path, page if name == "json" else everything) for name, path in _output_paths().items()}


@cache
def _output_paths() -> dict[str, str]:
    files = {name: reverse("api:export", args=[name]) for name in ("csv", "ndjson", "ris", "bib")}
    feeds = feed_paths("feed-search")
    return files | {"json": reverse("api:search"), "feed": feeds["atom"], "json_feed": feeds["json"]}


def _all_choices(request: HttpRequest, asked: SearchRequest) -> HttpResponse:
    name = request.GET["facet"]
    check_choice("facet", name, FACETS)
    context = {
        "facet": offered(count_facet(asked, name), asked),
        "search_request": asked,
        "chips": chips(asked),
        "unlimited": write(without_limits(asked)),
        "back": write(asked),
        "canonical": _canonical(asked, f"facet={name}"),
    }
    return render(request, "search/facet.html", context)


def failed(request: HttpRequest, asked: SearchRequest, error: str, status: int) -> HttpResponse:
    """The search page with a sentence that says why there is no result."""
    return _page(request, asked, {"result": None, "error": error}, status)


def _page(request: HttpRequest, asked: SearchRequest, context: dict[str, Any], status: int) -> HttpResponse:
    shared = {"search_request": asked, "query": write(asked), "examples": examples()}
    return render(request, "search/search.html", shared | context, status=status)
