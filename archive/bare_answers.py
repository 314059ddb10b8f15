"""What the web server says by itself, before the archive has seen anything: of requests that cannot be read at all.

Gunicorn names itself in every answer and repeats in its errors what it could not read. Neither is for those who ask.
It has no setting for it, so two of its functions are replaced, before its workers are made.
"""

import socket
from collections.abc import Callable

from csp.utils import build_policy
from gunicorn import util
from gunicorn.http.wsgi import Response

from archive.policies import DATA, HEADERS

_SAID = {
    400: "This request could not be read.",
    414: "This address is too long.",
    417: "This expectation cannot be met.",
    431: "This request has too many or too long headers.",
    501: "This way of sending is not known here.",
}
_OTHERWISE = "This request could not be answered."


def speak_plainly() -> None:
    """From here on, answers of Gunicorn do not name it, and its errors have the headers of all other answers."""
    named = Response.default_headers
    if getattr(named, "is_plain", False):
        return
    Response.default_headers = _without_name(named)
    util.write_error = write_error


def _without_name(headers: Callable[[Response], list[str]]) -> Callable[[Response], list[str]]:
    def default_headers(response: Response) -> list[str]:
        return [line for line in headers(response) if not line.startswith("Server:")]

    default_headers.is_plain = True  # type: ignore[attr-defined]
    return default_headers


def write_error(sock: socket.socket, status_int: int, reason: str, mesg: str) -> None:
    """Answers with the status and a sentence of ours; `mesg`, which holds what was sent, is for the log alone."""
    body = f"{_SAID.get(status_int, _OTHERWISE)}\n".encode()
    headers = {
        "Connection": "close",
        "Content-Type": "text/plain; charset=utf-8",
        "Content-Length": str(len(body)),
        "Content-Security-Policy": build_policy(DATA),
        **HEADERS,
    }
    lines = [f"HTTP/1.1 {status_int} {reason}", *(f"{name}: {value}" for name, value in headers.items())]
    util.write_nonblock(sock, "\r\n".join([*lines, "", ""]).encode("latin-1") + body)
