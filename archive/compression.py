"""Pages and data travel compressed, which makes them some six times smaller on a slow line."""

import re
import zlib
from collections.abc import Iterable, Iterator

from django.http import HttpRequest, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from django.utils.cache import patch_vary_headers

from archive.open_data import is_data

_REFUSES_GZIP = re.compile(r"\bgzip\s*;\s*q=0(?:\.0*)?\s*(?:,|\Z)")  # RFC 9110, 12.5.3
_GZIP_WINDOW = 16 + zlib.MAX_WBITS  # what makes zlib write gzip's own head and end
_LEVEL = 4  # twice as fast as the usual one, and a tenth larger
_FLUSH_BYTES = 1 << 16


class CompressedPages(GZipMiddleware):
    """Compresses what the public reads, for whoever accepts it.

    Left as they are: the editors' pages, since the length of a compressed answer can give away a secret in it to
    somebody who has a say in the rest (BREACH), and streams that are no data, such as files.
    """

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        match = request.resolver_match
        if match and match.namespace == "admin":
            return response
        if _REFUSES_GZIP.search(request.headers.get("Accept-Encoding", "")):
            patch_vary_headers(response, ("Accept-Encoding",))
            return response
        if isinstance(response, StreamingHttpResponse):
            return self._stream(request, response)
        return super().process_response(request, response)

    def _stream(self, request: HttpRequest, response: StreamingHttpResponse) -> HttpResponseBase:
        if not is_data(request.path_info) or response.has_header("Content-Encoding"):
            return response
        patch_vary_headers(response, ("Accept-Encoding",))
        if "gzip" in request.headers.get("Accept-Encoding", ""):
            response.streaming_content = gzipped(response.streaming_content)  # type: ignore[arg-type]
            response.headers["Content-Encoding"] = "gzip"
            del response.headers["Content-Length"]
        return response


def gzipped(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """A stream as gzip. What came in leaves at once at first, and then each time that 64 KiB have come in."""
    compressor = zlib.compressobj(_LEVEL, zlib.DEFLATED, _GZIP_WINDOW)
    waiting, limit = 0, 1
    for piece in pieces:
        compressed = compressor.compress(piece)
        waiting += len(piece)
        if waiting >= limit:
            compressed += compressor.flush(zlib.Z_SYNC_FLUSH)
            waiting, limit = 0, min(2 * limit + len(piece), _FLUSH_BYTES)
        if compressed:
            yield compressed
    yield compressor.flush()
