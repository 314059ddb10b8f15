import pytest
from django.urls import path

from archive.urls import handler500 as _handler500
from archive.urls import urlpatterns as _urlpatterns


def _fail(request):
    raise RuntimeError("unforeseen")


urlpatterns = [*_urlpatterns, path("fail", _fail)]
handler500 = _handler500


@pytest.fixture
def failing(client, settings):
    settings.ROOT_URLCONF = __name__
    client.raise_request_exception = False
    return client


def test_an_unforeseen_error_has_a_page_of_the_site_with_a_way_on(failing):
    response = failing.get("/fail")
    assert response.status_code == 500
    assert 'href="/search/"' in response.text
    assert "unforeseen" not in response.text


def test_an_error_of_the_error_page_still_says_that_the_texts_are_safe(failing, settings, tmp_path):
    (tmp_path / "500.html").write_text("{% extends 'nowhere.html' %}")
    settings.TEMPLATES = [settings.TEMPLATES[0] | {"DIRS": [tmp_path]}]
    response = failing.get("/fail")
    assert response.status_code == 500
    assert "No text of the archive is lost" in response.text
