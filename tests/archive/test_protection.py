"""What keeps others out, beside the walk over every address in tests/rights/test_headers.py."""

import json
import subprocess
import sys

import pytest
from django.conf import settings as site
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.db import OperationalError
from django.http import HttpResponse
from django.urls import path

from archive import urls
from archive.policies import HEADERS
from tests.served import environment

pytestmark = pytest.mark.django_db

RAISED = {400: SuspiciousOperation, 403: PermissionDenied, 500: RuntimeError, 503: OperationalError}


def _raise(request, status):
    raise RAISED[status]("a test")


urlpatterns = [
    *urls.urlpatterns,
    path("raise/<int:status>", _raise),
    path("api/raise/<int:status>", _raise),
    path("limited", lambda request: HttpResponse(status=429, headers={"Retry-After": "17"})),
]
handler400, handler500 = urls.handler400, urls.handler500


@pytest.fixture
def failing(client, settings):
    settings.ROOT_URLCONF = __name__
    client.raise_request_exception = False
    return client


def is_closed(response):
    policy = response.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    for name in ("X-Content-Type-Options", "X-Frame-Options", "Permissions-Policy", "Referrer-Policy"):
        assert response.headers[name] == HEADERS[name]


@pytest.mark.parametrize("where", ["/raise", "/api/raise"])
@pytest.mark.parametrize("status", RAISED)
def test_errors_have_the_headers(failing, where, status):
    response = failing.get(f"{where}/{status}")
    assert response.status_code == status
    is_closed(response)


def test_a_limit_that_is_reached_has_the_headers(failing):
    is_closed(failing.get("/limited"))


@pytest.mark.parametrize("host", ["evil.example.org", '"><script>', "a b", "x" * 300, "localhost@evil.example.org"])
def test_a_wrong_host_is_400_with_the_headers_and_is_not_said_again(client, host):
    for where in ("/", "/search/", "/api/v1/articles", "/admin/", "/nothing"):
        response = client.get(where, headers={"host": host})
        assert response.status_code == 400
        assert host not in response.text
        is_closed(response)
    assert client.get("/api/v1/articles", headers={"host": host}).json()["error"]["code"] == "bad-request"


def test_what_a_proxy_is_said_to_have_been_asked_for_is_not_believed(client):
    page = client.get("/", headers={"x-forwarded-host": "evil.example.org", "forwarded": "host=evil.example.org"})
    assert page.status_code == 200
    assert "evil.example.org" not in page.text
    assert (
        "evil.example.org" not in client.get("/api/v1/articles", headers={"x-forwarded-host": "evil.example.org"}).text
    )


@pytest.mark.parametrize("where", ["/healthz", "/readyz"])
def test_whoever_watches_may_ask_by_any_name(client, settings, search_index, where):
    settings.ALLOWED_HOSTS = ["archive.example.org"]
    assert client.get(where, headers={"host": "10.0.0.7:8000"}).status_code == 200
    assert client.get("/", headers={"host": "10.0.0.7:8000"}).status_code == 400


def test_over_https_browsers_are_told_to_stay_there(client, settings):
    settings.SECURE_HSTS_SECONDS = 31_536_000
    assert client.get("/", secure=True).headers["Strict-Transport-Security"] == "max-age=31536000"
    assert "Strict-Transport-Security" not in client.get("/").headers


def test_open_data_can_be_used_by_other_sites_and_pages_cannot(client):
    data, page = client.get("/api/v1/articles"), client.get("/")
    assert data.headers["Access-Control-Allow-Origin"] == "*"
    assert data.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert page.headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "Access-Control-Allow-Origin" not in page.headers


@pytest.mark.parametrize("where", ["/", "/admin/login/", "/about/", "/nothing", "/api/v1/docs", "/api/v1/openapi.json"])
def test_nothing_says_what_the_archive_runs_on(client, where):
    response = client.get(where)
    said = response.text + str(response.headers)
    assert not [word for word in ("Django/", "gunicorn", "CPython", "X-Powered-By", 'name="generator"') if word in said]


def deploy_check(**variables):
    """What `manage.py check --deploy --fail-level WARNING` answers, and what it prints."""
    command = [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"]
    own = environment(site.DATA_DIR) | {"ARCHIVE_SECRET_KEY": "k7-" * 20 + "?Qx!uz" * 5} | variables
    ran = subprocess.run(command, cwd=site.BASE_DIR, env=own, text=True, capture_output=True, check=False)
    return ran.returncode, ran.stdout + ran.stderr


PRODUCTION = {
    "ARCHIVE_HTTPS": "1",
    "ARCHIVE_HOSTS": "archive.example.org",
    "ARCHIVE_URL": "https://archive.example.org/",
}


def test_set_up_as_the_documentation_says_there_is_nothing_to_warn_of():
    assert deploy_check(**PRODUCTION)[0] == 0


@pytest.mark.parametrize(
    "wrong, told",
    [
        ({"ARCHIVE_HOSTS": "*"}, "archive.W001"),
        ({"ARCHIVE_DEBUG": "1"}, "security.W018"),
        ({"ARCHIVE_URL": "http://archive.example.org/"}, "archive.W002"),
        ({"ARCHIVE_HTTPS": "0"}, "security.W004"),
    ],
)
def test_what_is_not_for_the_public_is_warned_of(wrong, told):
    code, said = deploy_check(**PRODUCTION | wrong)
    assert code == 1
    assert told in said


@pytest.mark.parametrize(
    "wrong",
    [
        {"ARCHIVE_SEARCH_LIMIT": "often"},
        {"ARCHIVE_EXPORT_LIMIT": "0/hour"},
        {"ARCHIVE_TIME_BUDGET": "soon"},
        {"ARCHIVE_LIMIT_STORE": "abacus://"},
    ],
)
def test_a_wrong_setting_stops_the_start_with_a_sentence(wrong):
    code, said = deploy_check(**wrong)
    assert code == 1
    assert next(iter(wrong)) in said
    assert "Traceback" not in said


def test_the_policy_of_pages_is_the_one_of_the_settings():
    assert json.dumps(site.CONTENT_SECURITY_POLICY).count("unsafe") == 0
