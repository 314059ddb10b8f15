"""Searching as an address does."""

from collections.abc import Callable

import pytest
from django.http import QueryDict

from articles.models import Institution, Region, Topic
from search.index import rebuild
from search.parameters import read
from search.records import SearchResult
from search.results import run


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
