"""What every page of the site knows."""

from typing import Any

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest
from django.utils.encoding import escape_uri_path
from django.utils.translation import get_language

from archive.languages import LANGUAGE_TAGS
from archive.preferences import theme_of


def site(request: HttpRequest) -> dict[str, Any]:
    """`site`: the language of the page, its colours, the languages to choose from; its `address`, that of the `page`
    without what follows a question mark, and the path with it, `here`.

    Addresses have the host that was asked for: a proxy passes it on, and ARCHIVE_HOSTS says which there are.
    """
    language = get_language() or settings.LANGUAGE_CODE
    others = [(code, LANGUAGE_TAGS[code], name) for code, name in settings.LANGUAGES if code != language]
    address = _address(request)
    return {
        "site": {
            "language": LANGUAGE_TAGS.get(language, language),
            "theme": theme_of(request),
            "other_languages": others,
            "address": address,
            "page": address + escape_uri_path(request.path),
            "here": request.get_full_path(),
        }
    }


def _address(request: HttpRequest) -> str:
    """Scheme and host; empty where the host is none of ours, which an error page has to say all the same."""
    try:
        return f"{request.scheme}://{request.get_host()}"
    except DisallowedHost:
        return ""
