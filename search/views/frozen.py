"""Freezing a search to cite it, and what was frozen: as a page and as data."""

import logging
from collections.abc import Iterable, Mapping
from itertools import chain
from typing import NamedTuple

from django.core.paginator import InvalidPage, Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse, QueryDict
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from articles.exports import EXPORTERS
from articles.exports.rows import utc
from search.facets import chips
from search.frozen.comparison import changes_since
from search.frozen.freezing import TooManyFound, TooManyKept, freeze
from search.frozen.stored import ids_of, told_of
from search.frozen.wording import citations, query_in_words
from search.language import QueryError
from search.lines import Line, lines, with_query
from search.models import FrozenSearch
from search.parameters import ParameterError, read
from search.records import PAGE_SIZE, SearchRequest
from search.storage import UNAVAILABLE, SearchUnavailable
from search.views.search import failed

logger = logging.getLogger(__name__)

MOST_LISTED = 50
"""How many of the articles that were added, or that left, a page names; the JSON has all of them."""

_CALLED = {"bib": "BibTeX", "csljson": "CSL-JSON", "md": "Markdown", "ninjs": "ninjs"}
"""What formats are called whose name is not the end of their files' names in capitals."""


@csrf_exempt  # a forged one keeps a set that anybody may keep, and a token would make every page another one
@require_http_methods(["GET", "HEAD", "POST"])
def searches(request: HttpRequest) -> HttpResponse:
    """Freezes what the parameters of a search address, sent by POST, find now, and leads to it.

    What cannot be frozen is answered as by the search page: 400 for what cannot be read or finds too much, 429 where
    too much was kept today, 503 while there is no index. Others than POST are led to the search.
    """
    if request.method != "POST":
        return HttpResponseRedirect(reverse("search"))
    asked = SearchRequest(q=request.POST.get("q", ""))
    try:
        asked = read(request.POST)
        return HttpResponseRedirect(reverse("frozen-search", args=[freeze(asked).key]))
    except (QueryError, ParameterError, TooManyFound) as error:
        return failed(request, asked, str(error), 400)
    except TooManyKept as error:
        return failed(request, asked, str(error), 429)
    except SearchUnavailable:
        logger.exception("freezing without a usable index")
        return failed(request, asked, str(UNAVAILABLE), 503)


class Entry(NamedTuple):
    """An article of a set by its number; `line` is None for one that is withdrawn."""

    pk: int
    line: Line | None


@require_safe
def frozen_page(request: HttpRequest, key: str) -> HttpResponse:
    """The set as it was found, in pages, and what has changed since. 404 for no such set, and no such page."""
    frozen = get_object_or_404(FrozenSearch, key=key)
    try:
        page = Paginator(ids_of(frozen), PAGE_SIZE).page(request.GET.get("page", 1))
    except InvalidPage as error:
        raise Http404 from error
    asked, changes = told_of(frozen), changes_since(frozen)
    named = {name: ids[:MOST_LISTED] for name, ids in changes._asdict().items() if ids}
    shown = page.object_list.tolist()
    found = lines([*shown, *chain.from_iterable(named.values())])
    context = {
        "frozen": frozen,
        "asked": asked,
        "words": query_in_words(asked),
        "chips": chips(asked),
        "again": with_query(reverse("search"), frozen.query),
        "page": page,
        "entries": _entries(shown, found),
        "changes": changes,
        "named": {name: _entries(ids, found) for name, ids in named.items()},
        "citations": citations(frozen, asked, request.build_absolute_uri(request.path)),
        "data": reverse("frozen-search-json", args=[key]),
        "exports": [(_CALLED.get(name, name.upper()), _export(name, key)) for name in EXPORTERS],
    }
    return render(request, "search/frozen.html", context)


def _entries(ids: Iterable[int], found: Mapping[int, Line]) -> list[Entry]:
    return [Entry(pk, found.get(pk)) for pk in ids]


def _export(name: str, key: str) -> str:
    return f"{reverse('api:export', args=[name])}?frozen={key}"


@require_safe
def frozen_json(request: HttpRequest, key: str) -> JsonResponse:
    """The whole set and what has changed since, every id of it; 404 for no such set."""
    frozen = get_object_or_404(FrozenSearch, key=key)
    row = {
        "key": key,
        "url": request.build_absolute_uri(reverse("frozen-search", args=[key])),
        "query": frozen.query,
        "parameters": dict(QueryDict(frozen.query).lists()),
        "count": frozen.count,
        "sha256": frozen.sha256,
        "frozen_at": utc(frozen.frozen_at),
        "ids": ids_of(frozen).tolist(),
        **changes_since(frozen)._asdict(),
    }
    return JsonResponse(row, json_dumps_params={"ensure_ascii": False})
