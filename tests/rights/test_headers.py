"""Every address of the site, whatever it answers, keeps others out by its headers: a walk over all that there are."""

from contextlib import closing

import pytest
from django.contrib.auth import get_user_model
from django.test import Client

from archive.open_data import is_data
from archive.policies import HEADERS
from tests.databases import only_on_sqlite
from tests.rights.addresses import editors_patterns, patterns

pytestmark = pytest.mark.django_db

METHODS = ("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "TRACE")


@pytest.fixture(scope="module")
def archive(standing_archive):
    return standing_archive


@pytest.fixture(scope="module")
def addresses(archive):
    """An address of each kind, and some where there is nothing."""
    public = [next(iter(one.addresses(archive)), None) for one in patterns()]
    nowhere = [
        "/nothing",
        "/api/v1/nothing",
        "/articles/0.json",
        "/admin/nothing/",
        "/static/nothing.css",
        "//",
        "/%ff",
    ]
    return [*filter(None, public), *nowhere]


def problems(path, response):
    """What is wrong with the headers of an answer, in words."""
    found = dict(response.headers)
    policy = found.get("Content-Security-Policy", "")
    for name, value in HEADERS.items():
        wanted = "cross-origin" if name == "Cross-Origin-Resource-Policy" and is_data(path) else value
        if found.get(name) != wanted and not path.startswith("/static/"):
            yield f"{name}: {found.get(name)}"
    if "unsafe" in policy or "*" in policy or "default-src 'none'" not in policy:
        yield f"policy {policy}"
    if "frame-ancestors 'none'" not in policy:
        yield "may be framed"
    if is_data(path) and "script-src" in policy:
        yield "data with scripts"
    yield from {"Server", "X-Powered-By", "X-AspNet-Version"} & found.keys()


def told(client, method, addresses):
    answers = {}
    for path in addresses:
        with closing(client.generic(method, path)) as response:
            answers[path] = [*problems(path.partition("?")[0], response)]
            if method == "TRACE":
                answers[path] += [f"TRACE {response.status_code}"] * (response.status_code != 405)
    return {path: wrong for path, wrong in answers.items() if wrong}


@pytest.mark.parametrize("method", METHODS)
def test_every_answer_has_the_headers_whatever_the_method(addresses, method):
    assert told(Client(raise_request_exception=False), method, addresses) == {}


def test_the_editors_pages_have_them_too(archive):
    client = Client(raise_request_exception=False)
    client.force_login(get_user_model().objects.create_superuser("headers"))
    pages = {one.filled(dict.fromkeys(one.arguments, archive.articles[0].pk)) for one in editors_patterns()}
    assert told(client, "GET", pages - {"/admin/logout/"}) == {}


@only_on_sqlite("within a transaction, as this test is, PostgreSQL gives a page no tag")
def test_what_has_not_changed_has_them_too(addresses):
    client = Client()
    tag = client.get("/").headers["ETag"]
    response = client.get("/", headers={"If-None-Match": tag})
    assert response.status_code == 304
    assert [*problems("/", response)] == []
