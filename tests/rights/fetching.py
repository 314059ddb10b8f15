"""Fetches addresses as anybody may, in both languages and compressed, and reads what comes however it is written."""

import gzip
import html
import re
from contextlib import closing
from dataclasses import dataclass
from urllib.parse import unquote

from django.test import Client

_ESCAPED = re.compile(r"\\u([0-9a-fA-F]{4})")
_TAG = re.compile(r"<[^>]*>")
_ASKED = ({"accept-language": "en"}, {"accept-language": "zh-CN", "accept-encoding": "gzip"})


@dataclass(frozen=True)
class Fetched:
    """What came from an address: `text` is all that can be read in it, in small letters."""

    address: str
    status: int
    headers: dict[str, str]
    text: str


def fetch(address):
    """The same thing as both kinds of readers get it."""
    return [get(address, headers) for headers in _ASKED]


def get(address, headers=()):
    """What anybody gets who asks with these headers."""
    with closing(Client(raise_request_exception=False).get(address, headers=dict(headers))) as response:
        data = response.getvalue()
    encoding = response.headers.get("Content-Encoding")
    assert encoding in (None, "gzip"), f"{address} comes as {encoding}, which this does not read"
    text = readable(gzip.decompress(data) if encoding else data, response.headers)
    return Fetched(address, response.status_code, dict(response.headers), text)


def readable(data, headers=()):
    """The text of some bytes in every way that a reader or a program could take it: as it stands, without escapes of
    HTML, JSON and addresses, and without tags in it. Headers are part of it."""
    plain = "\n".join([data.decode("utf-8", "replace"), *(f"{name}: {value}" for name, value in dict(headers).items())])
    unescaped = _ESCAPED.sub(lambda escape: chr(int(escape[1], 16)), unquote(html.unescape(html.unescape(plain))))
    return "\n".join([plain, unescaped, _TAG.sub("", unescaped)]).casefold()
