"""What systemd and the archive say to each other: a socket that is handed over, and that the archive is ready."""

import os
import socket

_FIRST = 3  # the number of the first descriptor that is handed over (sd_listen_fds(3))
_OURS = ("LISTEN_PID", "LISTEN_FDS", "LISTEN_FDNAMES", "NOTIFY_SOCKET")
"""The variables that are meant for this process and for none that it starts."""


def handed_socket() -> socket.socket | None:
    """The listening socket that this process was started with, if it was.

    It stays open when the archive stops, so that whoever calls meanwhile waits for the next start and is not refused.
    """
    if os.environ.get("LISTEN_PID") != str(os.getpid()) or not int(os.environ.get("LISTEN_FDS") or 0):
        return None
    return socket.socket(fileno=_FIRST)


def notify(state: str) -> None:
    """Tells whoever started this process, if it wants to know, such as `READY=1` (sd_notify(3))."""
    if not (address := os.environ.get("NOTIFY_SOCKET")):
        return
    if address.startswith("@"):
        address = f"\0{address[1:]}"
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as sender:
        sender.connect(address)
        sender.sendall(state.encode())


def for_children(environment: dict[str, str]) -> dict[str, str]:
    """The environment without what was said to this process alone."""
    return {name: value for name, value in environment.items() if name not in _OURS}
