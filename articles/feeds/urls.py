"""The addresses of the feeds, below `/feeds/`: `latest.atom`, `topics/energy.json`."""

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from articles.feeds.formats import FORMATS
from articles.feeds.views import about, latest

_PLURALS = {
    "topic": "topics",
    "region": "regions",
    "institution": "institutions",
    "author": "authors",
    "publication": "publications",
}


class FormatConverter(StringConverter):
    regex = "|".join(FORMATS)


register_converter(FormatConverter, "feed")

urlpatterns = [
    path("latest.<feed:format>", latest, name="feed-latest"),
    *(
        path(f"{plural}/<str:key>.<feed:format>", about, {"kind": kind}, name=f"feed-{kind}")
        for kind, plural in _PLURALS.items()
    ),
]
