"""Headers that keep others out of every answer, whoever made it: a page, data, a file of the site, an error, a 304."""

from collections.abc import Callable
from functools import cache

from csp.constants import HEADER
from csp.middleware import CSPMiddleware, PolicyParts
from csp.utils import build_policy
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.functional import cached_property

from archive.open_data import is_data
from archive.policies import DATA, DESK, FROM_ANYWHERE, HEADERS

HEALTH = ("/healthz", "/readyz", "/metrics")
"""What whoever watches over the archive asks it directly, by whatever name."""

POLICIES = {"page": settings.CONTENT_SECURITY_POLICY["DIRECTIVES"], "desk": DESK, "data": DATA}
_OWN = {"_csp_config", "_csp_update", "_csp_replace", "_csp_exempt"}
"""What the decorators of django-csp leave on an answer whose view wants another policy."""

_METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")


class Protection(CSPMiddleware):
    """Middleware that stands before all others, so that nothing gets past it.

    An answer that has one of the headers already keeps it.
    """

    def process_request(self, request: HttpRequest) -> None:
        super().process_request(request)
        if request.path_info in HEALTH:
            request.META["HTTP_HOST"] = own_name()

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        open_to_others = is_data(request.path_info) or self._is_static(request)
        for name, value in (HEADERS | (FROM_ANYWHERE if open_to_others else {})).items():
            response.headers.setdefault(name, value)
        if settings.DEBUG or not _OWN.isdisjoint(vars(response)):
            return super().process_response(request, response)
        response.headers.setdefault(HEADER, _written(self._kind(request)))
        return response

    def get_policy_parts(
        self, request: HttpRequest, response: HttpResponseBase, report_only: bool = False
    ) -> PolicyParts:
        """The policy of the kind of answer, unless a view has one of its own (csp.decorators)."""
        parts = super().get_policy_parts(request, response, report_only)
        if not report_only and parts.config is None:
            parts.config = POLICIES[self._kind(request)]
        return parts

    def _kind(self, request: HttpRequest) -> str:
        if request.path_info.startswith(self._desk):
            return "desk"
        return "data" if is_data(request.path_info) or self._is_static(request) else "page"

    @staticmethod
    def _is_static(request: HttpRequest) -> bool:
        return request.path_info.startswith(settings.STATIC_URL)

    @cached_property
    def _desk(self) -> str:
        return reverse("admin:index")


class KnownMethods:
    """Middleware that refuses what no address has a use for, such as TRACE. To stand within the pages of errors.

    A NUL is in no address either: nothing is called so, and PostgreSQL takes it as a fault to be asked.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if "\0" in request.path_info:
            return HttpResponse(status=404)
        if request.method in _METHODS:
            return self.get_response(request)
        return HttpResponse(status=405, headers={"Allow": "GET, HEAD, OPTIONS"})


@cache
def _written(kind: str) -> str:
    """A policy as the header has it; to write one takes as long as a query."""
    return build_policy(POLICIES[kind])


def own_name() -> str:
    """A host name that the archive answers to."""
    return (settings.ALLOWED_HOSTS or [""])[0].lstrip("*.") or "localhost"
