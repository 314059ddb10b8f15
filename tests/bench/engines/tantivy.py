"""Tantivy from PyPI: fast fields, aggregations, its own snippets."""

from collections.abc import Iterable
from datetime import date

import tantivy

from tests.bench.engines.engine import Engine
from tests.bench.records import FACETS, HITS, SNIPPET_LENGTH, TEXT_FIELDS, WEIGHTS, Answer, Document, Request

_HEAP = 256_000_000  # bytes
_MOST_VALUES = 10_000
_MUST = tantivy.Occur.Must


class Tantivy(Engine):
    """Text fields with positions and the English stemmer, values as fast fields, texts in its document store."""

    def build(self, documents: Iterable[Document]) -> None:
        index = tantivy.Index(_schema(), str(self.folder))
        writer = index.writer(_HEAP, num_threads=1)
        for document in documents:
            fields = {field: getattr(document, field) for field in TEXT_FIELDS}
            values = {f"{facet}_value": document.values[facet] for facet in FACETS}
            row = fields | values | {"number": document.number, "day": _day(document.date)}
            writer.add_document(tantivy.Document.from_dict(row, index.schema))
        writer.commit()
        writer.wait_merging_threads()

    def open(self) -> None:
        self.index = tantivy.Index.open(str(self.folder))
        self.searcher = self.index.searcher()

    def ask(self, request: Request) -> Answer:
        query = self._query(request)
        newest = {} if request.words else {"order_by_field": "day"}
        found = self.searcher.search(query, HITS, **newest)
        counted = self.searcher.aggregate(query, _COUNTED)
        generator = tantivy.SnippetGenerator.create(self.searcher, query, self.index.schema, "text")
        generator.set_max_num_chars(SNIPPET_LENGTH)
        hits = [self.searcher.doc(address) for _, address in found.hits]
        return Answer(
            count=found.count,
            numbers=[hit.get_first("number") for hit in hits],
            facets={
                facet: {bucket["key"]: bucket["doc_count"] for bucket in counted[facet]["buckets"]} for facet in FACETS
            },
            snippets=[generator.snippet_from_doc(hit).to_html() for hit in hits],
        )

    def _query(self, request: Request) -> tantivy.Query:
        schema = self.index.schema
        query = tantivy.Query.all_query()
        if request.words:
            query = self._words(request)
        narrowed = [
            tantivy.Query.term_query(schema, f"{facet}_value", value, "basic") for facet, value in request.chosen
        ]
        if request.dates:
            first, last = map(_day, request.dates)
            narrowed.append(tantivy.Query.range_query(schema, "day", tantivy.FieldType.Integer, first, last))
        filters = [(_MUST, tantivy.Query.const_score_query(narrow, 0.0)) for narrow in narrowed]
        return tantivy.Query.boolean_query([(_MUST, query), *filters]) if filters else query

    def _words(self, request: Request) -> tantivy.Query:
        if request.joined == "prefix":
            begun = f"{request.words[0]}.*"
            anywhere = [tantivy.Query.regex_query(self.index.schema, field, begun) for field in TEXT_FIELDS]
            return tantivy.Query.boolean_query([(tantivy.Occur.Should, query) for query in anywhere])
        return self.index.parse_query(request.query, list(TEXT_FIELDS), WEIGHTS, conjunction_by_default=True)


_COUNTED = {facet: {"terms": {"field": f"{facet}_value", "size": _MOST_VALUES}} for facet in FACETS}


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    for field in TEXT_FIELDS:
        builder.add_text_field(field, stored=field in {"title", "text"}, tokenizer_name="en_stem")
    for facet in FACETS:
        builder.add_text_field(f"{facet}_value", fast=True, tokenizer_name="raw", index_option="basic")
    builder.add_integer_field("number", stored=True)
    builder.add_integer_field("day", indexed=True, fast=True)
    return builder.build()


def _day(text: str) -> int:
    return date.fromisoformat(text).toordinal()
