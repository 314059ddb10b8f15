"""What tells crawlers, browsers and those who found a weakness where to turn: files with a name of their own."""

from datetime import timedelta
from urllib.parse import urljoin

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

_VALID = timedelta(days=180)  # what is older than its date is not to be trusted; this is written anew each day


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Where crawlers may go (RFC 9309), and where the sitemap is. The reasons stand in the file, for who runs them."""
    return render(request, "robots.txt", content_type="text/plain; charset=utf-8")


@require_safe
def opensearch(request: HttpRequest) -> HttpResponse:
    """The search as browsers and other programs can use it (OpenSearch 1.1, description document)."""
    return render(request, "opensearch.xml", content_type="application/opensearchdescription+xml")


@require_safe
def security(request: HttpRequest) -> HttpResponse:
    """Whom to tell of a weakness (RFC 9116); 404 where the operator has named nobody."""
    if not settings.ARCHIVE_CONTACT:
        raise Http404
    expires = timezone.now().replace(hour=0, minute=0, second=0, microsecond=0) + _VALID
    lines = [
        f"Contact: mailto:{settings.ARCHIVE_CONTACT}",
        f"Expires: {expires:%Y-%m-%dT%H:%M:%SZ}",
        f"Canonical: {urljoin(settings.ARCHIVE_URL, request.path)}",
        "Preferred-Languages: en, zh",
    ]
    return HttpResponse("".join(f"{line}\n" for line in lines), content_type="text/plain; charset=utf-8")
