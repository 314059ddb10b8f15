"""The lasting names of records, `oai:archive.example.org:article/7`, as the guidelines for oai identifiers ask.

https://www.openarchives.org/OAI/2.0/guidelines-oai-identifier.htm
"""

import re
from urllib.parse import urlsplit

from django.conf import settings

from articles.identifiers import LARGEST_ID

_DOMAIN = re.compile(r"[a-zA-Z][a-zA-Z0-9-]*(?:\.[a-zA-Z][a-zA-Z0-9-]*)+")


def repository() -> str:
    """The name of this repository among all others: the host of ARCHIVE_URL.

    A host that the guidelines do not allow, without a dot or with a part that begins with a figure, is written with
    hyphens under `invalid`, which is never anybody's domain (RFC 2606).
    """
    host = (urlsplit(settings.ARCHIVE_URL).hostname or "localhost").encode("idna").decode("ascii")
    if _DOMAIN.fullmatch(host):
        return host
    name = re.sub("[^a-zA-Z0-9-]", "-", host)
    return f"{name if name[0].isalpha() else f'host-{name}'}.invalid"


def identifier(article_id: int) -> str:
    """The identifier of the article with that number."""
    return f"oai:{repository()}:article/{article_id}"


def article_number(text: str) -> int | None:
    """The number of the article that an identifier names; None if it is none of ours."""
    match = re.fullmatch(re.escape(f"oai:{repository()}:article/") + "([1-9][0-9]{0,18})", text)
    number = int(match[1]) if match else None
    return number if number and number <= LARGEST_ID else None
