"""The address that harvesters ask."""

from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from articles.oai.protocol import answer


@csrf_exempt  # a POST only asks, and comes from programs
@require_http_methods(["GET", "HEAD", "POST"])
def oai(request: HttpRequest) -> HttpResponse:
    """Answers a request of OAI-PMH 2.0. Errors of the protocol are answers too, with status 200 (section 3.1.2.2)."""
    given = request.POST if request.method == "POST" else request.GET
    xml = answer(given, _base(request), reverse("oai"))
    return HttpResponse(xml, content_type="text/xml; charset=utf-8")


def _base(request: HttpRequest) -> str:
    """The address of the archive in what others keep: the public one; until it is set, the one that was asked."""
    is_set = urlsplit(settings.ARCHIVE_URL).hostname != "localhost"
    return settings.ARCHIVE_URL if is_set else request.build_absolute_uri("/")
