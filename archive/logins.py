"""Logins that fail: counted, and locked out after five (django-axes).

Counted is a name together with the address that tries it. So nobody locks an editor out from elsewhere, as it would be
if names alone were counted, and the editor's own mistakes bother no colleague behind the same address. Against one
address that tries many names, or names that do not exist, all its failures are counted together, with a wider limit.
Against many addresses that try one name together nothing is counted: that would be the way to lock the editor out.
There the length of the password has to hold, and the time that each try takes.
"""

from datetime import timedelta
from ipaddress import ip_address
from typing import Any

from axes.backends import AxesStandaloneBackend
from axes.handlers.database import AxesDatabaseHandler
from axes.models import AccessAttempt
from django.conf import settings
from django.db.models import Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from archive.clients import client_network

NAMES_AT_ONCE = 4
"""An address may fail this many times as often as it may with one name: an office has one address."""


def login_address(request: HttpRequest, *_: object) -> str | None:
    """The address that logins are counted by: that of the subscriber; None where what a proxy said is no address."""
    address = client_network(request)
    try:
        return str(ip_address(address))
    except ValueError:
        return None


class CountedLogins(AxesDatabaseHandler):
    """Counts by name and address, as AXES_LOCKOUT_PARAMETERS says, and more generously by address."""

    def get_failures(self, request: Any, credentials: dict[str, Any] | None = None) -> int:
        """How many failures count against AXES_FAILURE_LIMIT."""
        since = request.axes_attempt_time - settings.AXES_COOLOFF_TIME
        here = AccessAttempt.objects.filter(ip_address=request.axes_ip_address, attempt_time__gte=since)
        of_all_names: int = here.aggregate(total=Sum("failures_since_start"))["total"] or 0
        of_this_name: int = super().get_failures(request, credentials)
        return max(of_this_name, of_all_names // NAMES_AT_ONCE)


class Lock(AxesStandaloneBackend):
    """Stands before all that know passwords. Lets nobody in, and raises PermissionDenied for whoever is locked out.

    A login without a request comes from a command on this machine, and has no address to count it by.
    """

    def authenticate(self, request: HttpRequest | None, *args: Any, **credentials: Any) -> None:
        if request is not None:
            super().authenticate(request, *args, **credentials)


def locked_out(request: HttpRequest, *_: object) -> HttpResponse:
    """The page for whoever is locked out. What is tried meanwhile does not make it longer."""
    wait: timedelta = settings.AXES_COOLOFF_TIME
    context = {"minutes": wait // timedelta(minutes=1)}
    response = render(request, "locked_out.html", context, status=429)
    response["Retry-After"] = str(int(wait.total_seconds()))
    return response


def forget_attempts() -> None:
    """Deletes the failed logins that no longer count, with the names and addresses in them."""
    AccessAttempt.objects.filter(attempt_time__lt=timezone.now() - settings.AXES_COOLOFF_TIME).delete()
