"""What tells crawlers and browsers how to find things here: `robots.txt`, and the description of the search."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Where crawlers may go (RFC 9309), and where the sitemap is. The reasons stand in the file, for who runs them."""
    return render(request, "robots.txt", content_type="text/plain; charset=utf-8")


@require_safe
def opensearch(request: HttpRequest) -> HttpResponse:
    """The search as browsers and other programs can use it (OpenSearch 1.1, description document)."""
    return render(request, "opensearch.xml", content_type="application/opensearchdescription+xml")
