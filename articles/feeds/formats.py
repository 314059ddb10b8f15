"""The formats that a feed is written in, and how it is sent."""

from typing import Protocol

from django.http import HttpResponse
from django.urls import reverse

from articles.feeds import atom, json_feed
from articles.feeds.entries import Feed


class Format(Protocol):
    """What a format's module offers."""

    MEDIA_TYPE: str

    def encode(self, feed: Feed) -> bytes:
        """The feed as one file."""


FORMATS: dict[str, Format] = {"atom": atom, "json": json_feed}


def feed_paths(name: str, **key: str) -> dict[str, str]:
    """The path in each format of the feed with that name among the addresses, of the subject with that `key`."""
    return {format: reverse(name, kwargs={**key, "format": format}) for format in FORMATS}


def answer(feed: Feed, format: str) -> HttpResponse:
    """The feed in that format; a `Link` (RFC 8288) leads to it in the others."""
    others = [
        f'<{feed.address(path)}>; rel="alternate"; type="{FORMATS[name].MEDIA_TYPE}"'
        for name, path in feed.paths.items()
        if name != format
    ]
    return HttpResponse(
        FORMATS[format].encode(feed),
        content_type=f"{FORMATS[format].MEDIA_TYPE}; charset=utf-8",
        headers={"Link": ", ".join(others)},
    )
