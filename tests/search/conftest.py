"""Searching as an address does."""

from collections.abc import Callable

import pytest
from django.http import QueryDict

from articles.models import Institution, Region, Topic
from search.index import rebuild
from search.parameters import read
from search.records import SearchResult
from search.results import run
from tests.builders import make_article


@pytest.fixture
def ask(search_index) -> Callable[..., SearchResult]:
    """Runs a search as an address asks for it: ask("carbon", "topic=energy&sort=title")."""

    def result(q: str = "", parameters: str = "") -> SearchResult:
        query = QueryDict(parameters, mutable=True)
        query["q"] = q
        return run(read(query))

    return result


@pytest.fixture
def find(ask) -> Callable[..., list[str]]:
    """Indexes what is in the database now, searches, and gives the titles found."""

    def titles(q: str = "", parameters: str = "") -> list[str]:
        rebuild()
        return [hit.article.title for hit in ask(q, parameters).hits]

    return titles


@pytest.fixture
def subjects(db) -> None:
    """A few subjects to tag articles with, whatever the vocabularies hold."""
    for slug, name, chinese in [("energy", "Energy", "能源"), ("space", "Space", "航天"), ("ai", "AI", "人工智能")]:
        Topic.objects.update_or_create(slug=slug, defaults={"name": name, "name_zh": chinese})
    for code, name, chinese in [("CN-TJ", "Tianjin", "天津"), ("DE", "Germany", "德国")]:
        Region.objects.update_or_create(code=code, defaults={"name": name, "name_zh": chinese, "kind": "country"})
    Institution.objects.update_or_create(
        slug="cas", defaults={"name": "Chinese Academy of Sciences", "name_zh": "中国科学院", "abbreviation": "CAS"}
    )


@pytest.fixture
def holdings(search_index, subjects):
    """Two articles of 2021, none of 2022, four of 2023; of Tianjin, energy and wind here and there."""
    for date, about, fields in [
        ("2021-01-05", "Wind power", {"topics": ("energy",)}),
        ("2021-12-20", "Tides", {}),
        ("2023-01-05", "Wind farms", {"topics": ("energy",), "regions": ("CN-TJ",)}),
        ("2023-05-08", "Wind again", {"regions": ("CN-TJ",), "institutions": ("cas",)}),
        ("2023-12-09", "Energy of youth", {}),
        ("2023-12-10", "Harbours", {}),
    ]:
        make_article(title=about, date=date, **fields)
    rebuild()


@pytest.fixture
def search(client) -> Callable[[str], dict]:
    """Searches what is in the database now, through the API."""

    def found(query):
        rebuild()
        response = client.get(f"/api/v1/search?{query}")
        assert response.status_code == 200, response.content
        return response.json()

    return found
