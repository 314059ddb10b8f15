"""The page in the place of what was public once."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from articles.tombstones import Tombstone


def withdrawn(request: HttpRequest, tombstone: Tombstone, *, is_issue: bool = False) -> HttpResponse:
    """410 for an article or an issue; it says no more of it than where it stood."""
    return render(request, "410.html", tombstone._asdict() | {"is_issue": is_issue}, status=410)
