"""An editor's way through the desk over HTTP: the forms that pages have, filled in and sent back."""

from collections.abc import Callable, Mapping
from typing import Any

from lxml import html

Ask = Callable[..., Any]
"""Sends a request: method, path, what it is for; further `data`, `files`. Gives a response of the library requests."""

LOGIN, UPLOAD = "/admin/login/", "/admin/articles/issue/upload/"


class Desk:
    """One editor, who is known by the cookies that `ask` keeps."""

    def __init__(self, ask: Ask) -> None:
        self._ask = ask

    def enter(self, name: str, password: str) -> Any:
        """Logs in. Returns the page that it leads to, which is that of the login again if it was refused."""
        page = self._ask("GET", LOGIN, "login: page")
        filled = fields(page.text, "username") | {"username": name, "password": password, "next": "/admin/"}
        return self._ask("POST", LOGIN, "login", data=filled)

    def upload(self, name: str, data: bytes, **corrected: str) -> tuple[str, Any]:
        """Uploads an issue and saves what was recognised as a draft, but for what is corrected.

        Returns the path of its review, and its page. Raises Refused.
        """
        page = self._ask("GET", UPLOAD, "upload: page")
        sent = fields(page.text, "files")
        sent.pop("files", None)
        recognised = self._ask("POST", UPLOAD, "upload: read", data=sent, files={"files": (name, data, "text/plain")})
        filled = fields(recognised.text, "publication") | corrected
        review = self._ask("POST", UPLOAD + "confirm/", "upload: save", data=filled)
        if "/review/" not in review.url:
            raise Refused(f"no review, but {review.url}: {review.status_code}")
        return path(review.url), review

    def save(self, address: str, changes: Mapping[str, str], do: str = "save", page: str = "") -> Any:
        """Opens a review, or takes it as it is open, and saves it: `changes` by the end of the fields' names, in the
        first article. Returns the page."""
        page = page or self._ask("GET", address, "review: page").text
        filled = fields(page, "do", "review")
        for end, value in changes.items():
            filled[next(name for name in filled if name.endswith(end))] = value
        return self._ask("POST", address, f"review: {do}", data=filled | {"do": do})


class Refused(Exception):
    """The archive did not do what was asked."""


def fields(page: str, wanted: str, identity: str | None = None) -> dict[str, Any]:
    """What a browser would send of the form that has the field `wanted`, or that `identity`. Raises Refused."""
    for form in html.fromstring(page).forms:
        if form.get("id") == identity if identity else wanted in form.fields:
            sent: dict[str, Any] = {}
            for name, value in form.form_values():
                sent.setdefault(name, []).append(value)
            return sent
    title = html.fromstring(page).findtext(".//title")
    raise Refused(f"no form with {identity or wanted} in “{(title or '').strip()}”")


def path(url: str) -> str:
    """The path of an address of the site."""
    return "/" + url.split("://", 1)[-1].partition("/")[2]
