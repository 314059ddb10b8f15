"""Keeping what a search finds at this moment."""

import datetime
import hashlib
from base64 import b32encode
from collections.abc import Iterable
from dataclasses import replace

from django.contrib.humanize.templatetags.humanize import intcomma
from django.db.models import Count, Sum
from django.utils import timezone
from django.utils.translation import gettext as _

from search.models import FrozenSearch
from search.parameters import write
from search.records import PAGE_SIZE, SearchRequest
from search.results import matching_ids

MOST_IDS = 1_000_000
"""How many articles one frozen search may have: all of the largest archive that one machine is made for, 7 MB."""

MOST_IDS_A_DAY = 10_000_000
"""How many articles all sets of a day may have together, some 70 MB: anybody may freeze, and a program could fill the
disk. A set counts for SET_COSTS more, however few it has."""
SET_COSTS = 100

_KEY_BYTES = 10  # 80 bits, 16 letters: nobody comes upon two sets with the same key, and a citation stays short


class TooManyFound(ValueError):
    """More was found than can be kept. The message says how much can."""


class TooManyKept(Exception):
    """So much was kept today already that nothing more is. The message says when it goes on."""


def freeze(asked: SearchRequest) -> FrozenSearch:
    """What `asked` finds now, kept. The same query and the same set give what was kept first, with its date.

    Raises TooManyFound, TooManyKept, QueryError, and SearchUnavailable; then nothing is kept.
    """
    everything = replace(asked, page=1, size=PAGE_SIZE)
    ids = matching_ids(everything, MOST_IDS + 1).tolist()
    if len(ids) > MOST_IDS:
        message = _("This search finds more than %(most)s articles, too many to be kept. Narrow it.")
        raise TooManyFound(message % {"most": intcomma(MOST_IDS)})
    query, sha256 = write(everything), digest(ids)
    key = _key(query, sha256)
    if frozen := FrozenSearch.objects.filter(key=key).first():
        return frozen
    if _kept_today() + len(ids) + SET_COSTS > MOST_IDS_A_DAY:
        raise TooManyKept(_("So many searches were kept today that no more can be. Try again tomorrow."))
    kept = {"query": query, "ids": ",".join(map(str, ids)), "count": len(ids), "sha256": sha256}
    return FrozenSearch.objects.get_or_create(key=key, defaults=kept)[0]


def _kept_today() -> int:
    """What the sets of the last 24 hours cost."""
    since = timezone.now() - datetime.timedelta(days=1)
    kept = FrozenSearch.objects.filter(frozen_at__gt=since).aggregate(ids=Sum("count"), sets=Count("pk"))
    return (kept["ids"] or 0) + kept["sets"] * SET_COSTS


def digest(ids: Iterable[int]) -> str:
    """The SHA-256, in hexadecimal, of the ids in ascending order, each in decimal and followed by a line feed."""
    return hashlib.sha256("".join(f"{pk}\n" for pk in sorted(ids)).encode()).hexdigest()


def _key(query: str, sha256: str) -> str:
    """Sixteen of the letters a to z and the figures 2 to 7."""
    return b32encode(hashlib.sha256(f"{query}\n{sha256}".encode()).digest()[:_KEY_BYTES]).decode().lower()
