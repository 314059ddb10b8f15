"""A feed as JSON Feed 1.1 (jsonfeed.org/version/1.1)."""

import json
from typing import Any

from django.templatetags.static import static
from django.urls import reverse

from articles.feeds.entries import ARCHIVE, Entry, Feed

MEDIA_TYPE = "application/feed+json"


def encode(feed: Feed) -> bytes:
    """The feed in UTF-8."""
    icon = feed.address(static("favicon.svg"))
    document = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": feed.address(feed.page),
        "feed_url": feed.address(feed.paths["json"]),
        "description": feed.subtitle,
        "icon": icon,
        "favicon": icon,
        "authors": [{"name": ARCHIVE, "url": feed.base}],
        "language": "en",
        "items": [_item(entry, feed.address(reverse("about"))) for entry in feed.entries],
    }
    return json.dumps(document, ensure_ascii=False).encode()


def _item(entry: Entry, about: str) -> dict[str, Any]:
    article = entry.article
    item = {
        "id": entry.uri,
        "url": article["url"],
        "title": article["title"],
        "content_html": entry.content,
        "content_text": None if entry.content else entry.summary,  # an item has the one or the other
        "summary": entry.summary,
        "date_published": article["published_at"],
        "date_modified": entry.updated,
        "authors": [author._asdict() for author in entry.authors],
        "tags": [category.label for category in entry.categories],
        "language": article["language"],
        "_archive": {
            "about": f"{about}#data",
            "json": entry.json,
            "issue": article["issue"]["url"],
            "publication": article["issue"]["publication"]["name"],
            "rights": article["rights"],
        },
    }
    return {name: value for name, value in item.items() if value is not None}
