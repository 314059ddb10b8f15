import datetime
import re

import pytest

pytestmark = pytest.mark.django_db
WHERE = "/.well-known/security.txt"


def test_who_finds_a_weakness_is_told_whom_to_write_to(client, settings):
    settings.ARCHIVE_CONTACT, settings.ARCHIVE_URL = "keeper@archive.example.org", "https://archive.example.org/"
    response = client.get(WHERE)
    assert response.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert "Contact: mailto:keeper@archive.example.org\n" in response.text
    assert f"Canonical: https://archive.example.org{WHERE}\n" in response.text
    until = datetime.datetime.fromisoformat(re.search(r"Expires: (\S+)\n", response.text)[1])
    now = datetime.datetime.now(datetime.UTC)
    assert now < until < now + datetime.timedelta(days=365)


def test_where_nobody_is_named_there_is_no_such_file(client):
    assert client.get(WHERE).status_code == 404
