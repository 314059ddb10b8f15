"""Figures for Prometheus at `/metrics`, for those who have asked for them with ARCHIVE_METRICS=1.

No label can have more values than there are views, methods and statuses: nothing that a reader writes becomes one.
"""

import os
from collections.abc import Callable
from time import perf_counter

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from prometheus_client import CONTENT_TYPE_LATEST, REGISTRY, CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector

from archive.gauges import Gauges
from search.signals import searched

METHODS = frozenset({"GET", "HEAD", "POST", "OPTIONS"})
FOLDER = "PROMETHEUS_MULTIPROC_DIR"
"""The environment variable by which the processes of the web server find each other's figures."""

_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10)

REQUESTS = Counter("archive_requests", "Requests that were answered.", ["view", "method", "status"])
SECONDS = Histogram("archive_request_seconds", "Time until an answer began.", ["view"], buckets=_SECONDS)
SEARCHES = Histogram("archive_search_seconds", "Time of a search in the index.", buckets=_SECONDS)


class RequestMetrics:
    """Middleware that counts and times requests. In use only where the figures are asked for."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        searched.connect(note_search, dispatch_uid="metrics")

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        began = perf_counter()
        response = self.get_response(request)
        view = view_name(request)
        method = request.method if request.method in METHODS else "other"
        REQUESTS.labels(view, method, str(response.status_code)).inc()
        SECONDS.labels(view).observe(perf_counter() - began)
        return response


def view_name(request: HttpRequest) -> str:
    """The name of the address in the site's table; `none` for style sheets and for what leads nowhere."""
    return (request.resolver_match and request.resolver_match.view_name) or "none"


def note_search(seconds: float, **_: object) -> None:
    """Receives search.signals.searched."""
    SEARCHES.observe(seconds)


@require_safe
@never_cache
def metrics(request: HttpRequest) -> HttpResponse:
    """All figures. Raises Http404 where they are not asked for, and for whoever comes through a proxy."""
    if not settings.METRICS or "X-Forwarded-For" in request.headers or "Forwarded" in request.headers:
        raise Http404
    registry = CollectorRegistry()
    registry.register(Gauges())
    figures = generate_latest(registry) + generate_latest(of_all_processes())
    return HttpResponse(figures, content_type=CONTENT_TYPE_LATEST)


def of_all_processes() -> CollectorRegistry:
    """What the processes of the web server have counted together; under any other server, what this one has."""
    if FOLDER not in os.environ:
        return REGISTRY
    registry = CollectorRegistry()
    MultiProcessCollector(registry)
    return registry
