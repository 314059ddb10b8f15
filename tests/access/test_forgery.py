"""No form from another site does anything, and no link of ours leads to one."""

from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.urls import reverse

from tests.access.desk import everything, make_desk
from tests.access.people import browser
from tests.rights.addresses import ARGUMENTS, editors_patterns, patterns

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media_folder")]

WITHOUT_TOKEN = {"/preferences/", "/searches/", "/oai"}
"""What anybody may send: one's own colours and language, a search to be frozen, which has its own rules, and what a
harvester asks."""

HOSTILE = [
    "//evil.example/",
    "///evil.example/",
    "https://evil.example/",
    "https:evil.example",
    "https:/evil.example",
    "http:\\\\evil.example",
    "\\\\evil.example/",
    "/\\evil.example/",
    "\\/evil.example/",
    "/\t/evil.example/",
    "\t//evil.example/",
    "\n//evil.example/",
    "/\r\n/evil.example/",
    "\x00//evil.example/",
    "\x1f//evil.example",
    " //evil.example/",
    "http://testserver@evil.example/",
    "http://testserver.evil.example/",
    "//testserver:80@evil.example/",
    "javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "ftp://testserver/",
    "http:///evil.example/",
    "////\\evil.example",
    "http://[::1",
]


def stays(response):
    """Whether what a response leads to is on this site, as a browser reads addresses."""
    where = response.headers.get("Location", "/")
    read = "".join(sign for sign in where.replace("\\", "/").strip() if sign not in "\t\r\n")
    return urlsplit(read).netloc in ("", "testserver") and not read.startswith("//") and ":" not in read.split("/")[0]


@pytest.mark.parametrize("where", HOSTILE)
def test_no_way_leads_to_another_site(where):
    rows = make_desk().draft
    operator = browser("operator")
    assert stays(Client().post("/preferences/", {"theme": "dark", "next": where}))
    assert stays(operator.post(reverse("admin:articles_change_undo", args=[rows.change.pk]), {"next": where}))
    assert stays(operator.get("/admin/login/", {"next": where}))
    assert stays(operator.post("/admin/logout/", {"next": where}))


@pytest.mark.parametrize("path", ["//evil.example/..", "/%5Cevil.example", "//evil.example/issues"])
def test_no_address_without_its_slash_leads_to_another_site(path):
    assert stays(Client().get(path))


def test_no_form_is_taken_without_its_token():
    desk = make_desk()
    operator = browser("operator", enforce_csrf_checks=True)
    before, taken = everything(), {}
    for pattern in {*editors_patterns(), *patterns()}:
        values = dict.fromkeys(pattern.arguments, desk.draft.issue.pk)
        response = operator.post(pattern.filled({**values, "format": "json"}), {"do": "publish", "post": "yes"})
        taken[pattern.template] = response.status_code
    assert ARGUMENTS  # the addresses are those that the walk of tests/rights knows
    refused = {403, 404, 405, 301}
    assert {template for template, status in taken.items() if status not in refused} <= WITHOUT_TOKEN
    assert everything() == before
