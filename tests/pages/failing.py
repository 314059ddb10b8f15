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
from archive.time_budget import over_budget
from tests.pages.kinds import FAILURES

FOUND_AT = {"search out of order (503)": "/search/?q=tide", "took too long (503)": "/failing/long/"}
"""Where the pages are that have no address of their status."""


def _raise(error):
    def view(request):
        raise error

    return view


def _show(status):
    return lambda request: render(request, f"{status}.html", status=status)


urlpatterns = [
    path("failing/400/", _raise(SuspiciousOperation("a test"))),
    path("failing/403/", _raise(PermissionDenied())),
    path("failing/429/", _show(429)),
    path("failing/500/", _raise(RuntimeError("a test"))),
    path("failing/503/", _show(503)),
    path("failing/long/", over_budget),
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
            path = FOUND_AT.get(name, f"/failing/{status}/")
            response = client.get(path)
            yield name, [path, response.status_code, response.content.decode()]
