"""An editor as a program, over real HTTP: logs in, uploads, corrects, publishes, deletes, by the forms of the pages."""

import http.client
import re
import urllib.error
import urllib.request
from dataclasses import dataclass
from http.cookiejar import CookieJar
from urllib.parse import urlencode, urljoin

import lxml.html
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart

from tests.faults.corpus import coined
from tests.served import PASSWORD

ISSUES = "/admin/articles/issue/"
SECONDS = 60


class NoAnswer(Exception):
    """The connection was refused or broke off: what was asked for may be done or not."""


class Refused(Exception):
    """The answer was another one than that of success."""


@dataclass(frozen=True)
class Page:
    """What came back."""

    status: int
    text: str
    location: str = ""


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_):
        return None


class Editor:
    """Works on the archive at `url`, as the account that `serve` makes."""

    def __init__(self, url: str) -> None:
        self.url = url
        self._open = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()), _NoRedirect).open

    def log_in(self) -> "Editor":
        fields = self._form("/admin/login/") | {"username": "editor", "password": PASSWORD}
        self._led(self.send("/admin/login/?next=/admin/", fields))
        return self

    def upload(self, name: str, text: str) -> int:
        """Both steps of an upload; the id of the issue."""
        page = self.choose(name, text.encode())
        form = next((form for form in _forms(page) if (form.action or "").endswith("/confirm/")), None)
        if form is None:
            raise Refused(f"{page.status}: {_said(page)}")
        done = self.send(urljoin(f"{ISSUES}upload/", form.action), _fields(form))
        return int(re.search(r"/issue/(\d+)/review/", self._led(done))[1])

    def choose(self, name: str, data: bytes, path: str = f"{ISSUES}upload/") -> Page:
        """The first step, or the upload of a batch."""
        fields = self._form(path)
        parts = fields | {"files": _File(name, data)}
        return self.send(path, None, encode_multipart(BOUNDARY, parts), MULTIPART_CONTENT)

    def correct(self, issue: int, title: str) -> None:
        """Gives the first article of the issue another title."""
        fields = self._form(self._review(issue))
        name = next(name for name in fields if re.fullmatch(r"article-\d+-title", name))
        self._led(self.send(self._review(issue), fields | {name: title}))

    def publish(self, issue: int) -> None:
        self._led(self.send(self._review(issue), self._form(self._review(issue)) | {"do": "publish"}))

    def delete(self, issue: int) -> None:
        path = f"{ISSUES}{issue}/delete/"
        self._led(self.send(path, self._form(path) | {"post": "yes"}))

    def get(self, path: str) -> Page:
        return self._answer(urllib.request.Request(self.url.rstrip("/") + path))

    def send(self, path: str, fields: dict | None, data: bytes = b"", media_type: str = "") -> Page:
        body = urlencode(fields).encode() if fields is not None else data
        headers = {"Content-Type": media_type or "application/x-www-form-urlencoded", "Referer": self.url}
        return self._answer(urllib.request.Request(self.url.rstrip("/") + path, body, headers))

    def _answer(self, request: urllib.request.Request) -> Page:
        try:
            with self._open(request, timeout=SECONDS) as response:
                return Page(response.status, response.read().decode())
        except urllib.error.HTTPError as error:
            with error:
                return Page(error.code, error.read().decode(), error.headers.get("Location", ""))
        except (OSError, http.client.HTTPException) as error:
            raise NoAnswer(str(error)) from error

    def _form(self, path: str) -> dict[str, str]:
        """What a browser would send from the page's largest form."""
        page = self.get(path)
        if page.status != 200:
            raise Refused(f"{path}: {page.status} {page.location}: {_said(page)}")
        return max((_fields(form) for form in _forms(page) if form.method == "POST"), key=len)

    def _review(self, issue: int) -> str:
        return f"{ISSUES}{issue}/review/"

    def _led(self, page: Page) -> str:
        """Where a form that did what was asked leads."""
        if page.status != 302:
            raise Refused(f"{page.status}: {_said(page)}")
        return page.location


class _File:
    def __init__(self, name: str, data: bytes) -> None:
        self.name, self.data = name, data

    def read(self) -> bytes:
        return self.data


def issue_text(number: int) -> tuple[str, str]:
    """The text of issue `number` of the editor's publication, and the word that it alone holds."""
    word = coined(5_000_000 + number)
    return (
        f"# Faulty Review\n\nNo. {number}, 10 March 2023\n\n## Ministry funds {word} research\n\nBy CHEN Chunyou\n\n"
        f"The Ministry of Science and Technology will fund four laboratories that work on {word}, it said on Thursday. "
        "The money runs for three years and is open to universities as well.\n\n"
        "## Tide gauges report by satellite\n\nBy LIN Yue\n\nForty tide gauges along the coast now send their "
        f"readings by satellite every ten minutes. The old ones, of type {number}, were read by hand once a week.\n",
        word,
    )


def _forms(page: Page) -> list:
    return lxml.html.fromstring(page.text).forms if page.text.strip() else []


def _fields(form) -> dict[str, str]:
    return {name: value or "" for name, value in form.form_values()}


def _said(page: Page) -> str:
    """What the page says, without its markup."""
    if not page.text.strip():
        return "nothing"
    main = lxml.html.fromstring(page.text).xpath("//main | //*[@id='content'] | //body")
    return " ".join(main[0].text_content().split())[:600] if main else page.text[:600]


said = _said
