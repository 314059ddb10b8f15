"""Who asks: the address that limits and locks go by."""

from ipaddress import IPv6Address, ip_address

from django.conf import settings
from django.http import HttpRequest

_UNKNOWN = "unknown"


def client_address(request: HttpRequest, *_: object) -> str:
    """The address of whoever asks, as text. Behind proxies, the one that the outermost of our own proxies saw.

    Each proxy adds to `X-Forwarded-For` the address that it was asked from, so of ARCHIVE_PROXIES proxies the first
    one's word stands that many places from the end; what stands before it, anybody may have written.
    """
    peer = request.META.get("REMOTE_ADDR") or _UNKNOWN
    if not settings.PROXIES:
        return peer
    forwarded = [part.strip() for part in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if part.strip()]
    return forwarded[-settings.PROXIES] if len(forwarded) >= settings.PROXIES else peer


def client_network(request: HttpRequest) -> str:
    """The same, with what one subscriber has of IPv6 addresses, 64 bits of them, taken as one."""
    address = client_address(request)
    try:
        parsed = ip_address(address)
    except ValueError:
        return address
    if not isinstance(parsed, IPv6Address):
        return address
    if parsed.ipv4_mapped:
        return str(parsed.ipv4_mapped)
    return str(IPv6Address(int(parsed) >> 64 << 64))
