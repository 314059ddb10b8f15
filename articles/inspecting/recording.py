"""Keeps what inspections found, and tells whoever runs the archive."""

import logging
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import send_mail
from django.utils import timezone

from articles.inspecting.findings import Finding
from articles.models import Inspection

logger = logging.getLogger(__name__)

MOST_KEPT, MOST_FINDINGS, MOST_MAILED = 400, 1000, 100
_AGAIN_AFTER = timedelta(days=1)


def begin() -> Inspection:
    """The row of an inspection that begins now. Older ones than the last 400 are deleted."""
    inspection = Inspection.objects.create()
    kept = Inspection.objects.order_by("-pk").values_list("pk", flat=True)[:MOST_KEPT]
    Inspection.objects.filter(pk__lt=min(kept)).delete()
    return inspection


def end(inspection: Inspection, found: Sequence[Finding], counts: Mapping[str, int]) -> None:
    """Keeps what an inspection found, as many as a thousand, and tells of it if that is anything."""
    inspection.ended_at = timezone.now()
    inspection.counts = dict(counts)
    inspection.found = len(found)
    inspection.findings = [finding._asdict() for finding in found[:MOST_FINDINGS]]
    inspection.save()
    if found:
        _tell(found)


def note(found: Sequence[Finding], counts: Mapping[str, int], began: datetime) -> None:
    """Keeps and tells what background work has found, but for what was told within the last day."""
    recent = Inspection.objects.filter(started_at__gt=timezone.now() - _AGAIN_AFTER)
    told = {(row["code"], row["subject"]) for findings in recent.values_list("findings", flat=True) for row in findings}
    news = [finding for finding in found if (finding.code, finding.subject) not in told]
    if news:
        inspection = begin()
        inspection.started_at = began
        end(inspection, news, counts)


def _tell(found: Sequence[Finding]) -> None:
    """A line in the log and, where ARCHIVE_ADMINS says to whom, a message."""
    number = f"{len(found)} difference{'' if len(found) == 1 else 's'}"
    lines = [f"{finding.code}: {finding.subject}: {finding.message}" for finding in found[:MOST_MAILED]]
    logger.error("The inspection found %s. The first: %s", number, lines[0])
    if not settings.OPERATORS:
        return
    text = "\n\n".join([*lines, "What each means and what to do: docs/operating.md, “Is everything still there?”"])
    try:
        send_mail(f"[{settings.ARCHIVE_URL}] {number} found", text, None, settings.OPERATORS)
    except (SMTPException, OSError):
        logger.exception("The operators could not be told by mail.")
