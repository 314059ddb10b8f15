"""Files as they came, to download: they may be anything, so no browser is to show or run them in the archive's name."""

import re
from typing import BinaryIO

from django.http import FileResponse

_POLICY = "default-src 'none'; frame-ancestors 'none'; sandbox"
_LONGEST = 150  # characters; file systems take 255 bytes

# What could end the header, lead to another folder, or show a name from right to left (“fdp.exe” as “exe.pdf”).
_UNSAFE = re.compile(r"[\x00-\x1f\x7f-\x9f/\\\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]+")


def download(content: BinaryIO, name: str, media_type: str = "application/octet-stream") -> FileResponse:
    """The open file `content` as an attachment called `name`, as far as that is safe (RFC 6266)."""
    response = FileResponse(content, as_attachment=True, filename=safe_name(name), content_type=media_type)
    response["Content-Security-Policy"] = _POLICY
    response["X-Content-Type-Options"] = "nosniff"
    return response


def safe_name(name: str) -> str:
    """A file's name without what could deceive a browser or whoever reads it; of a long one, its beginning and end."""
    safe = " ".join(_UNSAFE.sub(" ", name).split()).strip(". ")
    if len(safe) > _LONGEST:
        stem, dot, ending = safe.rpartition(".")
        ending = f"{dot}{ending}" if dot and len(ending) <= 10 else ""
        safe = (stem or safe)[: _LONGEST - len(ending)] + ending
    return safe or "source"
