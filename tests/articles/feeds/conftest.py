"""Reads feeds as their readers do."""

import feedparser
import pytest

from articles.models import Topic
from tests.articles.validated import atom_faults, faults


@pytest.fixture
def atom(client):
    """What a feed reader makes of an Atom feed, which is valid."""

    def read(url="/feeds/latest.atom", **headers):
        response = client.get(url, **headers)
        assert response.status_code == 200
        assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
        parsed = feedparser.parse(response.content)
        assert not parsed.bozo, parsed.bozo_exception
        assert not atom_faults(response.content)
        return parsed

    return read


@pytest.fixture
def json_feed(client):
    """A JSON Feed, which is valid."""

    def read(url="/feeds/latest.json"):
        response = client.get(url)
        assert response.status_code == 200
        assert response["Content-Type"] == "application/feed+json; charset=utf-8"
        assert not faults(response.json(), "json-feed-1.1")
        return response.json()

    return read


@pytest.fixture
def subjects():
    heading = Topic.objects.create(slug="x-sea", name="Sea matters")
    Topic.objects.create(slug="x-tidal", name="Tidal power", name_zh="潮汐能", parent=heading)
