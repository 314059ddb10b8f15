"""Haystack's own Whoosh backend, set up and asked as Haystack's documentation says."""

from collections.abc import Iterable
from datetime import datetime
from functools import reduce
from operator import or_

from haystack import connections, indexes
from haystack.backends import SQ
from haystack.inputs import AutoQuery
from haystack.query import SearchQuerySet

from articles.models import Article
from tests.bench.engines.engine import Engine
from tests.bench.records import FACETS, HITS, TEXT_FIELDS, Answer, Document, Request


class _Index(indexes.SearchIndex):
    """One document field with all that is searched, and the facets. Each article carries its `document`."""

    text = indexes.CharField(document=True)
    topic = indexes.MultiValueField(faceted=True)
    region = indexes.MultiValueField(faceted=True)
    institution = indexes.MultiValueField(faceted=True)
    section = indexes.CharField(faceted=True)
    publication = indexes.CharField(faceted=True)
    year = indexes.IntegerField(faceted=True)
    date = indexes.DateTimeField()

    def get_model(self) -> type[Article]:
        return Article

    def prepare_text(self, article: Article) -> str:
        return "\n\n".join(getattr(article.document, field) for field in TEXT_FIELDS)

    def prepare_topic(self, article: Article) -> list[str]:
        return article.document.values["topic"]

    def prepare_region(self, article: Article) -> list[str]:
        return article.document.values["region"]

    def prepare_institution(self, article: Article) -> list[str]:
        return article.document.values["institution"]

    def prepare_section(self, article: Article) -> str:
        return article.document.values["section"][0]

    def prepare_publication(self, article: Article) -> str:
        return article.document.values["publication"][0]

    def prepare_year(self, article: Article) -> int:
        return int(article.document.values["year"][0])

    def prepare_date(self, article: Article) -> datetime:
        return datetime.fromisoformat(article.document.date)


class Stock(Engine):
    """The Haystack connection `stock`, whose index lies in the engine's folder."""

    def build(self, documents: Iterable[Document]) -> None:
        """All in one commit, as `rebuild_index --batch-size` can be told to. With the default of 1,000 an article takes
        the longer the more there are already, as each one opens the index anew to look for an earlier version of it."""
        self.open()
        connections["stock"].get_backend().update(_Index(), list(map(_stand_in, documents)))

    def open(self) -> None:
        connections["stock"].get_unified_index().build([_Index()])

    def ask(self, request: Request) -> Answer:
        found = _found(request).highlight()
        for facet in FACETS:
            found = found.facet(facet)
        hits = found[:HITS]
        facets = found.facet_counts().get("fields", {})  # nothing is said of what finds nothing
        return Answer(
            count=found.count(),
            numbers=[int(hit.pk) for hit in hits],
            facets={facet: {str(value): number for value, number in facets.get(facet, ())} for facet in FACETS},
            snippets=[hit.highlighted["text"][0] for hit in hits],
        )


def _stand_in(document: Document) -> Article:
    """What Haystack takes for the article: it wants an instance of a model."""
    article = Article(pk=document.number)
    article.document = document
    return article


def _found(request: Request) -> SearchQuerySet:
    found = SearchQuerySet().using("stock")
    if request.joined == "prefix":
        found = found.filter(content__startswith=request.words[0])
    elif request.joined == "any":
        found = found.filter(reduce(or_, (SQ(content=word) for word in request.words)))
    elif request.words:
        found = found.filter(content=AutoQuery(request.query))
    else:
        found = found.order_by("-date")
    for facet, value in request.chosen:
        found = found.narrow(f'{facet}_exact:"{value}"')
    if request.dates:
        first, last = map(datetime.fromisoformat, request.dates)
        found = found.filter(date__gte=first, date__lte=last)
    return found
