"""What `manage.py check --deploy` says of settings that are not for the public, beside what Django says itself."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Warning


def check_public_names(**_: Any) -> list[CheckMessage]:
    """Warns of an archive that answers to any name, or that gives addresses which lead readers away from HTTPS."""
    found: list[CheckMessage] = []
    if "*" in settings.ALLOWED_HOSTS:
        hint = "Set ARCHIVE_HOSTS to the names that readers use, such as archive.example.org."
        found.append(Warning("The archive answers to any host name (ARCHIVE_HOSTS is *).", hint, id="archive.W001"))
    if settings.HTTPS and not settings.ARCHIVE_URL.startswith("https://"):
        hint = "Set ARCHIVE_URL to the address that readers use, such as https://archive.example.org/."
        found.append(
            Warning("Readers come over HTTPS, but ARCHIVE_URL is not https://.", hint, id="archive.W002"),
        )
    return found
