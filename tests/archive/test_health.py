import shutil

import pytest

pytestmark = pytest.mark.django_db


def test_healthz_says_ok(client):
    response = client.get("/healthz")
    assert (response.status_code, response.content) == (200, b"ok")


def test_readyz_says_that_database_and_index_answer(client, search_index):
    response = client.get("/readyz")
    assert (response.status_code, response.json()) == (200, {"database": "ok", "index": "ok"})


def test_readyz_names_a_missing_index(client, search_index):
    shutil.rmtree(search_index)
    response = client.get("/readyz")
    assert response.status_code == 503
    assert response.json()["index"] == "failed"
    assert response.json()["error"] == {"code": "not-ready", "message": "No answer from: index. The log says more."}


def test_healthz_is_not_sent_to_https(client, settings):
    settings.SECURE_SSL_REDIRECT = True
    assert client.get("/healthz").status_code == 200


def test_healthz_is_only_for_reading(client):
    assert client.post("/healthz").status_code == 405
