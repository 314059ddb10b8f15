"""What the editors' desk says of inspections, to those whom it concerns."""

from datetime import timedelta

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.models import Inspection, Issue

_TOO_LONG = timedelta(days=35)


def notice() -> str | None:
    """A sentence if the last inspection has found something, or if nobody has looked through everything for long."""
    last = Inspection.objects.exclude(ended_at=None).defer("findings").first()
    if last and last.found:
        sentence = ngettext(
            "The inspection of %(when)s has found %(count)s difference.",
            "The inspection of %(when)s has found %(count)s differences.",
            last.found,
        )
        return sentence % {"when": _day(last), "count": last.found}
    whole = Inspection.objects.exclude(ended_at=None).filter(counts__has_key="indexed").defer("findings").first()
    since = whole.started_at if whole else Issue.objects.order_by("pk").values_list("created_at", flat=True).first()
    if since is None or timezone.now() - since < _TOO_LONG:
        return None
    if whole:
        sentence = _("The archive was last looked through for damage on %(when)s. Run: manage.py verify")
        return sentence % {"when": _day(whole)}
    return _("The archive was never looked through for damage. Run: manage.py verify")


def _day(inspection: Inspection) -> str:
    return date_format(timezone.localtime(inspection.started_at), "DATE_FORMAT")
