"""The archive's own engine, as a user of Haystack calls it and without what Haystack adds."""

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

from django.conf import settings
from django.db import connection
from haystack import connections
from haystack.backends import SQ, BaseSearchQuery
from haystack.query import SearchQuerySet

from articles.models import Article
from search.conditions import conditions
from search.facets import INDEX_FIELDS
from search.index import rebuild
from search.language import parse
from search.marking import Marker
from search.snippets import excerpt
from search.syntax import Node
from tests.bench.engines.engine import Engine
from tests.bench.records import FACETS, HITS, Answer, Document, Request


class _Ours(Engine):
    """The index that the archive itself keeps in the data folder."""

    def build(self, documents: Iterable[Document]) -> None:
        rebuild()

    def open(self) -> None:
        """Nothing: the first search opens the index, as in a web worker."""

    def size(self) -> int:
        folder = Path(settings.HAYSTACK_CONNECTIONS["default"]["PATH"])
        return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


class BehindHaystack(_Ours):
    """With Haystack's SearchQuerySet and SearchResult, and with Django's models for the texts."""

    def ask(self, request: Request) -> Answer:
        tree = parse(request.query)
        found = SearchQuerySet()
        for facet in FACETS:
            found = found.facet(facet)
        if not request.words:
            found = found.order_by("-date")
        found = found.filter(*_wanted(request, tree))
        hits = found[:HITS]
        numbers = [int(hit.pk) for hit in hits]
        articles = Article.objects.only("standfirst", "text").in_bulk(numbers)
        counted = found.facet_counts()["fields"]
        return Answer(
            count=found.count(),
            numbers=numbers,
            facets={facet: dict(counted[facet]) for facet in FACETS},
            snippets=_snippets([(articles[pk].standfirst, articles[pk].text) for pk in numbers], tree),
        )


class EngineOnly(_Ours):
    """From the text of the query to ids, counts and snippets, the texts read by plain SQL."""

    def open(self) -> None:
        self.backend = connections["default"].get_backend()
        connection.ensure_connection()
        self.database = connection.connection

    def ask(self, request: Request) -> Answer:
        tree = parse(request.query)
        query: BaseSearchQuery = connections["default"].get_query()
        for condition in _wanted(request, tree):
            query.add_filter(condition)
        found = self.backend.search(
            query.build_query(),
            end_offset=HITS,
            facets={INDEX_FIELDS[facet]: {} for facet in FACETS},
            sort_by=None if request.words else ["-date"],
        )
        numbers = [int(hit.pk) for hit in found["results"]]
        counted = found["facets"]["fields"]
        return Answer(
            count=found["hits"],
            numbers=numbers,
            facets={facet: dict(counted[INDEX_FIELDS[facet]]) for facet in FACETS},
            snippets=_snippets(self._texts(numbers), tree),
        )

    def _texts(self, numbers: Sequence[int]) -> list[tuple[str, str]]:
        places = ", ".join("?" * len(numbers))
        asked = f"SELECT id, standfirst, text FROM articles_article WHERE id IN ({places})"
        read = {number: texts for number, *texts in self.database.execute(asked, numbers)}
        return [read[number] for number in numbers]


def _wanted(request: Request, tree: Node | None) -> list[SQ]:
    """What a request asks for, in Haystack's terms."""
    wanted = [conditions(tree)] if tree else []
    wanted += [SQ(**{f"{INDEX_FIELDS[facet]}__in": [value]}) for facet, value in request.chosen]
    if request.dates:
        first, last = map(date.fromisoformat, request.dates)
        wanted += [SQ(date__gte=first), SQ(date__lte=last)]
    return wanted


def _snippets(texts: Iterable[tuple[str, str]], tree: Node | None) -> list[str]:
    marker = Marker(tree)
    return [excerpt([part for part in parts if part], marker) for parts in texts]
