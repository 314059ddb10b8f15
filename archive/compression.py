"""Pages travel compressed, which makes them some six times smaller on a slow line."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware


class CompressedPages(GZipMiddleware):
    """Compresses what the public reads, for whoever accepts it.

    Left as they are: the editors' pages, since the length of a compressed answer can give away a secret in it to
    somebody who has a say in the rest (BREACH), and what is streamed, whose first line should not wait.
    """

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        match = request.resolver_match
        if response.streaming or (match and match.namespace == "admin"):
            return response
        return super().process_response(request, response)
