"""The HTML of every kind of page of a running archive."""

import json
import urllib.error
import urllib.request
from dataclasses import dataclass
from functools import cache, cached_property

from tests.pages.kinds import FAILURES, KINDS, Catalogue
from tests.served import shell

NAMES = (*KINDS, *FAILURES)
ENGLISH, CHINESE = "en", "zh-Hans"


@dataclass(frozen=True)
class Fetched:
    """One page as it came."""

    path: str
    status: int
    html: str


class Site:
    """The pages of the archive `served`, whose data lie in the folder `data`; each is fetched once."""

    def __init__(self, served, data):
        self.url = served.url.rstrip("/")
        self.data = data
        self.page = cache(self.page)

    @cached_property
    def catalogue(self):
        return Catalogue(lambda path: self.fetch(path).html, self.lead, ask(self.data, "print(difficult.fill())"))

    @cached_property
    def failures(self):
        return json.loads(ask(self.data, f"failing.failing_pages({[ENGLISH, CHINESE]!r})"))

    def page(self, name, language=ENGLISH):
        """The page of that kind, for a browser that asks for that language."""
        if name in FAILURES:
            return Fetched(*self.failures[language][name])
        kind = KINDS[name]
        return self.fetch(kind.address(self.catalogue), language, kind.method)

    def lead(self, path, form):
        """Where a form leads that is sent to `path`."""
        with urllib.request.urlopen(self.url + path, form.encode(), timeout=20) as response:
            return response.url.removeprefix(self.url)

    def fetch(self, path, language=ENGLISH, method="GET"):
        headers = {"Accept-Language": language, "Accept": "text/html"}
        request = urllib.request.Request(self.url + path, method=method, headers=headers)
        try:
            with urllib.request.urlopen(request, timeout=20) as response:
                return Fetched(path, response.status, response.read().decode())
        except urllib.error.HTTPError as error:
            return Fetched(path, error.code, error.read().decode())


def ask(data, call):
    """The last line that a function of `difficult` or `failing` prints in the archive on the data folder `data`."""
    return shell(data, f"from tests.pages import difficult, failing; {call}").splitlines()[-1]


def status_of(name):
    """The status with which a kind of page comes."""
    return FAILURES.get(name) or KINDS[name].status
