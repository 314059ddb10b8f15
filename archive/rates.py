"""How often one client may ask, as settings say it: `120/minute`, `30/hour`, `2/second; 60/minute`."""

from typing import Any

from limits import RateLimitItem, parse_many
from limits.errors import ConfigurationError
from limits.storage import storage_from_string

IN_MEMORY = "memory://"
"""Each web worker counts for itself."""

_LONGEST = 86_400.0  # seconds; what takes longer than a day is no answer


class UnknownRate(ValueError):
    """A setting of a limit that cannot be read. Its text is a sentence for the operator."""


def rates(name: str, text: str) -> tuple[RateLimitItem, ...]:
    """The limits that the variable `name` sets; none if `text` is empty or 0. Raises UnknownRate."""
    if text.strip() in ("", "0"):
        return ()
    try:
        found = parse_many(text)
    except ValueError:
        found = []
    if not found or not all(rate.amount and rate.multiples for rate in found):
        raise UnknownRate(f"{name} is “{text}”, which is no limit. Write one such as 120/minute, or 0 for none.")
    return tuple(found)


def seconds(name: str, text: str) -> float:
    """The span that the variable `name` sets, in seconds; 0, which is none, if `text` is empty. Raises UnknownRate."""
    try:
        found = float(text.strip() or 0)
    except ValueError:
        found = -1
    if not 0 <= found < _LONGEST:
        raise UnknownRate(f"{name} is “{text}”, which is no number of seconds. Write one such as 10, or 0 for no end.")
    return found


def store(uri: str) -> str:
    """The address of what counts, if there is such a thing here; by default the memory. Raises UnknownRate."""
    wanted = uri or IN_MEMORY
    if wanted == IN_MEMORY:
        return wanted
    try:
        open_store(wanted)
    except Exception as error:  # each kind of store raises its own
        raise UnknownRate(
            f"ARCHIVE_LIMIT_STORE names nothing that can count ({error}). Write an address such as "
            "redis://localhost:6379, install the client library that it needs, or leave it out."
        ) from error
    return wanted


def open_store(uri: str) -> Any:
    """What counts at an address. Raises ConfigurationError, and whatever the library of that kind of store does."""
    if not uri.partition("://")[1]:
        raise ConfigurationError(f"“{uri}” is no address")
    return storage_from_string(uri, wrap_exceptions=True)
