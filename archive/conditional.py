"""A page, or data, that has not changed since a browser last had it is not made again.

Its tag is made of all that a page depends on: the state of the catalogue, that of the index, the release, the day,
which trends name, and what the reader has chosen. It is read before the page is made, so that it is never newer than
the page.
"""

import hashlib
from collections.abc import Callable
from time import time
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_cache_control, patch_vary_headers
from django.utils.http import http_date
from django.utils.translation import get_language

from archive.last_changes import LastChange
from archive.open_data import is_data
from archive.preferences import theme_of
from archive.release import release
from articles.state import catalogue_state
from search.per_generation import generation

_ALWAYS_MADE = ("healthz", "readyz", "metrics", "oai")  # whose answers say how things are at this moment

_ASKED_ABOUT = {"public": True, "no_cache": True}  # kept, but asked about each time
_KEPT = {"completion": {"public": True, "max_age": 60}}  # seconds: whoever types deletes, and types the same again


class ConditionalPages:
    """Middleware for public pages and data: `ETag`, `Cache-Control`, `Vary`, and 304 for what the reader has already.

    Feeds have a `Last-Modified` as well. To stand after the language has been chosen.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        self._feeds = LastChange()

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        tag = getattr(request, "page_tag", None)
        if tag and response.status_code in (200, 304):
            response.headers.setdefault("ETag", tag)
            if changed := getattr(request, "page_changed", None):
                response.headers["Last-Modified"] = http_date(changed)
            if "Cache-Control" not in response:
                patch_cache_control(response, **_KEPT.get(_name(request), _ASKED_ABOUT))
            if not is_data(request.path_info):  # which is the same for everybody
                patch_vary_headers(response, ("Cookie", "Accept-Language"))
        return response

    def process_view(self, request: HttpRequest, *_: Any) -> HttpResponseBase | None:
        """Answers 304 in the place of the view, if the reader's page is still right."""
        match = request.resolver_match
        if request.method not in ("GET", "HEAD") or match is None:
            return None
        if match.namespace == "admin" or match.url_name in _ALWAYS_MADE:
            return None
        asked = time()
        tag = page_tag(request)
        is_feed = (match.url_name or "").startswith("feed-")
        changed = self._feeds.moment(tag, asked=asked, answered=time()) if tag and is_feed else None
        request.page_tag, request.page_changed = tag, changed  # type: ignore[attr-defined]
        unchanged = get_conditional_response(request, etag=tag, last_modified=changed, response=None)
        return unchanged if isinstance(unchanged, HttpResponse) and unchanged.status_code == 304 else None


def _name(request: HttpRequest) -> str:
    """The name of the address in the table of addresses."""
    return (request.resolver_match and request.resolver_match.url_name) or ""


def page_tag(request: HttpRequest) -> str | None:
    """The weak entity tag of any public page, as this reader would have it now; None where the state is not known."""
    state, index = catalogue_state(), generation()
    if state is None or index is None:
        return None
    day = str(timezone.localdate())
    theme = "" if is_data(request.path_info) else theme_of(request)
    parts = (release(), state, repr(index), day, get_language() or "", theme)
    return f'W/"{hashlib.sha256("|".join(parts).encode()).hexdigest()[:32]}"'
