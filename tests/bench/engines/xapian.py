"""Xapian, where the system has its Python binding: values in slots, counted by match spies."""

import json
from collections import Counter
from collections.abc import Iterable

from tests.bench.engines.engine import Engine
from tests.bench.engines.system_packages import reach
from tests.bench.records import FACETS, HITS, SNIPPET_LENGTH, TEXT_FIELDS, WEIGHTS, Answer, Document, Request

reach("xapian")

import xapian  # noqa: E402

_SLOTS_A_FACET = 8
"""A match spy counts whole values of a slot, so several values of an article take several slots."""
_DAY = len(FACETS) * _SLOTS_A_FACET
_FLAGS = xapian.QueryParser.FLAG_BOOLEAN | xapian.QueryParser.FLAG_PHRASE | xapian.QueryParser.FLAG_WILDCARD
_PHRASE_GAP = 100


class Xapian(Engine):
    """Words with positions, and their English stems; texts in the documents' data."""

    def build(self, documents: Iterable[Document]) -> None:
        database = xapian.WritableDatabase(str(self.folder), xapian.DB_CREATE)
        generator = xapian.TermGenerator()
        generator.set_stemmer(xapian.Stem("en"))
        self.slots = [0] * len(FACETS)
        for document in documents:
            database.add_document(self._document(generator, document))
        database.set_metadata("slots", json.dumps(self.slots))
        database.commit()
        database.close()

    def _document(self, generator: xapian.TermGenerator, document: Document) -> xapian.Document:
        row = xapian.Document()
        generator.set_document(row)
        generator.set_termpos(0)
        for field in TEXT_FIELDS:
            generator.index_text(getattr(document, field), round(WEIGHTS.get(field, 1)))
            generator.increase_termpos(_PHRASE_GAP)
        for place, facet in enumerate(FACETS):
            values = document.values[facet]
            self.slots[place] = max(self.slots[place], len(values))
            for number, value in enumerate(values):
                row.add_boolean_term(_term(facet, value))
                row.add_value(place * _SLOTS_A_FACET + number, value)
        row.add_value(_DAY, document.date)
        row.set_data(json.dumps([document.number, document.text], ensure_ascii=False))
        return row

    def open(self) -> None:
        self.database = xapian.Database(str(self.folder))
        self.slots = json.loads(self.database.get_metadata("slots"))
        self.stemmer = xapian.Stem("en")
        self.parser = xapian.QueryParser()
        self.parser.set_database(self.database)
        self.parser.set_stemmer(self.stemmer)
        self.parser.set_default_op(xapian.Query.OP_AND)

    def ask(self, request: Request) -> Answer:
        enquire = xapian.Enquire(self.database)
        enquire.set_query(self._query(request))
        if not request.words:
            enquire.set_weighting_scheme(xapian.BoolWeight())
            enquire.set_sort_by_value(_DAY, True)
        spies = {
            facet: [xapian.ValueCountMatchSpy(place * _SLOTS_A_FACET + number) for number in range(self.slots[place])]
            for place, facet in enumerate(FACETS)
        }
        for spy in (spy for several in spies.values() for spy in several):
            enquire.add_matchspy(spy)
        found = enquire.get_mset(0, HITS, self.database.get_doccount())
        hits = [json.loads(hit.document.get_data()) for hit in found]
        return Answer(
            count=found.get_matches_estimated(),
            numbers=[number for number, _ in hits],
            facets={facet: _counts(several) for facet, several in spies.items()},
            snippets=[self._snippet(found, text) for _, text in hits],
        )

    def _query(self, request: Request) -> xapian.Query:
        query = xapian.Query.MatchAll
        if request.words:
            query = self.parser.parse_query(request.query, _FLAGS)
        narrowed = [xapian.Query(_term(facet, value)) for facet, value in request.chosen]
        if request.dates:
            narrowed.append(xapian.Query(xapian.Query.OP_VALUE_RANGE, _DAY, *request.dates))
        for narrow in narrowed:
            query = xapian.Query(xapian.Query.OP_FILTER, query, narrow)
        return query

    def _snippet(self, found: xapian.MSet, text: str) -> str:
        return found.snippet(text, SNIPPET_LENGTH, self.stemmer, 0, "<mark>", "</mark>", "…").decode()


def _term(facet: str, value: str) -> str:
    return f"X{facet.upper()}:{value}"


def _counts(spies: list[xapian.ValueCountMatchSpy]) -> dict[str, int]:
    counted: Counter[str] = Counter()
    for spy in spies:
        counted.update({item.term.decode(): item.termfreq for item in spy.values()})
    return dict(counted)
