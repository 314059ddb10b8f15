"""Has an archive show the pages that no reader can bring about: 429, 500, and what else says that something failed.

It is used as the addresses of a site (ROOT_URLCONF) in a process of its own on the archive's data folder.
"""

import json
import logging
from pathlib import Path

from django.conf import settings
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.shortcuts import render
from django.test import Client
from django.test.utils import override_settings
from django.urls import path
from haystack import connections

from archive import urls
from tests.pages.kinds import FAILURES


def _raise(error):
    def view(request):
        raise error

    return view


def _show(status):
    return lambda request: render(request, f"{status}.html", status=status)


urlpatterns = [
    path("failing/400/", _raise(SuspiciousOperation("a test"))),
    path("failing/403/", _raise(PermissionDenied("a test"))),
    path("failing/429/", _show(429)),
    path("failing/500/", _raise(RuntimeError("a test"))),
    path("failing/503/", _show(503)),
    *urls.urlpatterns,
]
globals().update({name: handler for name, handler in vars(urls).items() if name.startswith("handler")})


def failing_pages(languages):
    """Prints, as JSON, the HTML of each failing page in each language."""
    logging.disable()
    print(json.dumps({language: dict(_pages(language)) for language in languages}))


def _pages(language):
    settings.HAYSTACK_CONNECTIONS["default"]["PATH"] = str(Path(__file__) / "no-folder")
    connections.reload("default")
    with override_settings(ROOT_URLCONF="tests.pages.failing", ALLOWED_HOSTS=["testserver"]):
        client = Client(raise_request_exception=False, headers={"accept-language": language})
        for name, status in FAILURES.items():
            path = "/search/?q=tide" if name.startswith("search") else f"/failing/{status}/"
            response = client.get(path)
            yield name, [path, response.status_code, response.content.decode()]
