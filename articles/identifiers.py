"""Names that last: what identifies an article or a feed whatever becomes of titles and addresses."""

from urllib.parse import urlsplit

from django.conf import settings

LARGEST_ID = 2**63 - 1
"""The largest number that a row of the database can have."""


def article_uri(number: int) -> str:
    """What identifies the article with that number for ever."""
    return tag_uri(f"article/{number}")


def tag_uri(name: str) -> str:
    """A tag URI (RFC 4151) under the name of the archive's host, which was its own in 2026."""
    return f"tag:{urlsplit(settings.ARCHIVE_URL).hostname},2026:{name.lstrip('/')}"
