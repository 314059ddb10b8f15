import pytest
from django.core.exceptions import SuspiciousOperation
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError
from django.http import HttpResponse
from django.urls import path

from archive import urls
from archive.errors import PAGES, error_page

RAISED = {
    "unforeseen": RuntimeError("a secret"),
    "bad": SuspiciousOperation("a secret"),
    "busy": OperationalError("a secret"),
}


def _raise(request, kind):
    raise RAISED[kind]


urlpatterns = [
    *urls.urlpatterns,
    path("raise/<str:kind>", _raise),
    path("error/<int:status>", error_page),
    path("limited", lambda request: HttpResponse(status=429, headers={"Retry-After": "17"})),
]
handler400, handler500 = urls.handler400, urls.handler500

pytestmark = pytest.mark.django_db


@pytest.fixture
def failing(client, settings):
    settings.ROOT_URLCONF = __name__
    client.raise_request_exception = False
    return client


@pytest.mark.parametrize("status", PAGES)
def test_every_error_has_a_page_of_the_site_with_ways_on(failing, status):
    response = failing.get(f"/error/{status}")
    assert response.status_code == status
    assert response.text.count("<h1>") == 1
    assert 'href="/search/"' in response.text
    assert "noindex" in response.text


@pytest.mark.parametrize("kind, status", [("unforeseen", 500), ("bad", 400), ("busy", 503)])
def test_what_is_raised_is_told_as_what_it_means_to_the_reader(failing, kind, status):
    response = failing.get(f"/raise/{kind}")
    assert response.status_code == status
    assert "a secret" not in response.text


def test_a_database_that_does_not_answer_says_when_to_come_back(failing):
    assert int(failing.get("/raise/busy").headers["Retry-After"]) > 0


@pytest.mark.parametrize("host", ["other.example.org", '"><script>'])
@pytest.mark.parametrize("path, kind", [("/", "text/html"), ("/api/v1/articles", "application/json"), ("/oai", "json")])
def test_a_host_that_is_none_of_ours_is_a_wrong_request_and_no_fault_here(failing, host, path, kind):
    response = failing.get(path, headers={"host": host})
    assert (response.status_code, kind in response.headers["Content-Type"]) == (400, True)
    assert host not in response.text


def test_an_address_that_is_only_for_reading_says_so_on_a_page(client):
    response = client.post("/search/", {"q": "tides"})
    assert (response.status_code, response.headers["Allow"]) == (405, "GET, HEAD")
    assert "only for reading" in response.text


def test_a_limit_that_is_reached_has_a_page_and_a_time_to_wait(failing):
    response = failing.get("/limited")
    assert response.headers["Retry-After"] == "17"
    assert "Wait a minute" in response.text


def test_errors_speak_the_readers_language_and_wear_the_chosen_colours(failing):
    failing.cookies["theme"] = "dark"
    text = failing.get("/raise/unforeseen", headers={"Accept-Language": "zh-CN"}).text
    assert '<html lang="zh-Hans" data-theme="dark">' in text


def test_an_error_of_the_error_page_still_says_that_the_texts_are_safe(failing, settings, tmp_path):
    (tmp_path / "500.html").write_text("{% extends 'nowhere.html' %}")
    settings.TEMPLATES = [settings.TEMPLATES[0] | {"DIRS": [tmp_path]}]
    response = failing.get("/raise/unforeseen")
    assert response.status_code == 500
    assert "No text of the archive is lost" in response.text


def test_a_form_with_too_many_files_is_told_what_to_do(client, settings):
    settings.DATA_UPLOAD_MAX_NUMBER_FILES = 2
    files = {f"file{number}": SimpleUploadedFile("a.txt", b"text") for number in range(3)}
    response = client.post("/searches/", files)
    assert response.status_code == 400
    assert "More than 2 files at once cannot be sent. Pack them into a zip archive." in response.text


def test_a_form_with_too_many_fields_or_too_long_ones_is_told_so(client, settings):
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 2
    assert "more than 2 fields" in client.post("/searches/", {"q": "a", "op": "any", "lang": "en"}).text
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
    assert "longer than 1.0 MB" in client.post("/searches/", {"q": "a" * 2_000_000}).text
