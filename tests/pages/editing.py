"""The editors' pages, as an editor who is signed in gets them."""

import re
import urllib.parse
import urllib.request
from http.cookiejar import CookieJar

from tests.served import PASSWORD

_TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')


class Desk:
    """An editor's session in the archive at `url`."""

    def __init__(self, url):
        self.url = url.rstrip("/")
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
        token = _TOKEN.search(self.page("/admin/login/"))[1]
        form = {"csrfmiddlewaretoken": token, "username": "editor", "password": PASSWORD, "next": "/healthz"}
        self.opener.open(f"{self.url}/admin/login/", urllib.parse.urlencode(form).encode()).close()

    def page(self, path):
        with self.opener.open(self.url + path, timeout=20) as response:
            return response.read().decode()

    def pages(self):
        """The upload page and the review of an issue, by name."""
        listed = self.page("/admin/articles/issue/")
        review = re.search(r'"(/admin/articles/issue/\d+/)change/', listed)[1] + "review/"
        return {"upload": self.page("/admin/articles/issue/upload/"), "review": self.page(review)}
