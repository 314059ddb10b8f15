"""The Haystack engine of the archive: a Whoosh index with exact facets, stable order and deletions that last.

Haystack's own Whoosh backend is subclassed for what surrounds the index; reading and writing are our own.
docs/search.md says why.
"""

import pickle
import struct
import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

from django.db.models import Model
from haystack import connections
from haystack.backends import BaseEngine, BaseSearchBackend, BaseSearchQuery, log_query
from haystack.backends.whoosh_backend import WhooshSearchBackend
from haystack.constants import DJANGO_CT, DJANGO_ID, ID
from haystack.exceptions import SearchBackendError, SkipDocument
from haystack.indexes import SearchIndex
from haystack.models import SearchResult
from haystack.utils import get_identifier, get_model_ct
from whoosh import query
from whoosh.fields import Schema
from whoosh.filedb.filestore import FileStorage
from whoosh.index import FileIndex
from whoosh.searching import Searcher

from search.columns import columns_of
from search.compiler import compile_conditions
from search.evaluation import evaluate
from search.schema import VERSION, build_schema, stored_value
from search.spelling import nearest_word
from search.storage import IndexFolder, SearchUnavailable

UNSUPPORTED = ("date_facets", "query_facets", "narrow_queries", "highlight", "within", "dwithin", "distance_point")
_DAMAGE = (OSError, EOFError, struct.error, zlib.error, pickle.UnpicklingError)


class Found(NamedTuple):
    """A document that matched: the segment's place in the index, its number there, its score."""

    segment: int
    number: int
    score: float


class ArchiveBackend(WhooshSearchBackend):
    """Reads and writes the index in PATH. One instance serves one thread, as Haystack sees to."""

    def __init__(self, connection_alias: str, **options: Any) -> None:
        super().__init__(connection_alias, **options)
        self.folder = IndexFolder(Path(self.path), VERSION)
        self._searcher: Searcher | None = None
        self._opened: tuple[Path, int] | None = None

    @cached_property
    def schema(self) -> Schema:
        """The Whoosh schema of all that Haystack indexes."""
        return build_schema(connections[self.connection_alias].get_unified_index().all_searchfields())

    def searcher(self) -> Searcher:
        """A searcher on the index as it was last committed. Raises SearchUnavailable."""
        with suppress(Exception):
            return self._latest()
        # A writer may just have deleted what was named a moment before, so look again before believing in damage.
        try:
            return self._latest()
        except SearchUnavailable:
            raise
        except Exception as error:  # damaged bytes make Whoosh raise anything
            raise SearchUnavailable(_damaged(error)) from error

    def _latest(self) -> Searcher:
        build = self.folder.current()
        index = FileIndex(FileStorage(str(build)), schema=self.schema)
        state = (build, index.latest_generation())
        if self._searcher is None or state != self._opened:
            self.close()
            self._searcher, self._opened = index.searcher(), state
        return self._searcher

    def close(self) -> None:
        """Lets go of the files of the index; the next search opens them again."""
        if self._searcher:
            self._searcher.close()
        self._searcher = self._opened = None

    @log_query
    def search(self, asked: query.Query, **options: Any) -> dict[str, Any]:
        """One slice of what `asked` finds, the count of all of it, and counts by facet.

        Raises SearchUnavailable, and SearchBackendError for options that this engine does not have.
        """
        if refused := [name for name in UNSUPPORTED if options.get(name)]:
            raise SearchBackendError(f"The archive's engine cannot do this: {', '.join(refused)}.")
        searcher = self.searcher()
        try:
            found = self._matches(_limited_to(asked, options.get("models")), searcher)
            ordered = self._ordered(found, options.get("sort_by") or [], searcher)
            counted = self._counted(found, options.get("facets") or {}, searcher)
            page = ordered[options.get("start_offset") or 0 : options.get("end_offset")]
            results = list(self._results(page, options.get("result_class") or SearchResult, searcher))
        except _DAMAGE as error:
            raise SearchUnavailable(_damaged(error)) from error
        return {"results": results, "hits": len(found), "facets": {"fields": counted}}

    def _matches(self, asked: query.Query, searcher: Searcher) -> list[Found]:
        return [
            Found(place, number, score)
            for place, segment in enumerate(_segments(searcher))
            for number, score in evaluate(asked, segment).items()
        ]

    def _ordered(self, found: list[Found], sort_by: list[str], searcher: Searcher) -> list[Found]:
        """By `sort_by`, else by score; equals by newest date and then by id, so that pages never overlap.

        Documents without a value for a field come last, whichever way it is sorted.
        """
        segments = [columns_of(segment.reader()) for segment in _segments(searcher)]

        def values(field: str) -> Callable[[Found], Any]:
            columns = [segment.column(field) for segment in segments]
            return lambda match: columns[match.segment][match.number]

        identity = values(DJANGO_ID)
        ordered = sorted(found, key=lambda match: int(identity(match)))
        for key in reversed(sort_by or ["-score", "-date"]):
            field, descending = key.lstrip("-"), key.startswith("-")
            value = (lambda match: match.score) if field == "score" else values(field)
            present = [match for match in ordered if value(match) is not None]
            absent = [match for match in ordered if value(match) is None]
            ordered = sorted(present, key=value, reverse=descending) + absent
        return ordered

    def _counted(
        self, found: list[Found], facets: Iterable[str], searcher: Searcher
    ) -> dict[str, list[tuple[str, int]]]:
        """For each facet its values with their counts, the most frequent first."""
        numbers: dict[int, list[int]] = {}
        for match in found:
            numbers.setdefault(match.segment, []).append(match.number)
        counted: dict[str, Counter[str]] = {facet: Counter() for facet in facets}
        for place, segment in enumerate(_segments(searcher)):
            columns = columns_of(segment.reader())
            for facet, counts in counted.items():
                counts.update(columns.count(facet, numbers.get(place, [])))
        return {
            facet: sorted(counts.items(), key=lambda item: (-item[1], item[0])) for facet, counts in counted.items()
        }

    def _results(self, page: list[Found], result_class: type, searcher: Searcher) -> Iterator[Any]:
        segments = [columns_of(segment.reader()) for segment in _segments(searcher)]
        for segment, number, score in page:
            app_label, model = segments[segment].column(DJANGO_CT)[number].split(".")
            yield result_class(app_label, model, segments[segment].column(DJANGO_ID)[number], score)

    # Similar articles and highlights would need the texts, which are not stored here.
    more_like_this = BaseSearchBackend.more_like_this

    def create_spelling_suggestion(self, query_string: str) -> str | None:
        """The indexed word nearest to a word; None if it is indexed itself or none is near."""
        return nearest_word(query_string, self.searcher())

    def identifiers(self) -> set[str]:
        """What the index holds, each as `app.model.id`. Raises SearchUnavailable."""
        reader = self.searcher().reader()
        return {stored[ID] for _, stored in reader.iter_docs()}

    def update(self, index: SearchIndex, iterable: Iterable[Model], commit: bool = True) -> None:
        """Adds the objects or replaces them, in one commit. Raises SearchUnavailable if there is no index yet."""
        with self.folder.locked():
            self.write(self.folder.current(), index, iterable)

    def remove(self, obj_or_string: Model | str, commit: bool = True) -> None:
        """Removes one object, given as it is or as `app.model.id`. Raises SearchUnavailable."""
        with self.folder.locked():
            self.write(self.folder.current(), None, (), [get_identifier(obj_or_string)])

    def clear(self, models: Iterable[type[Model]] | None = None, commit: bool = True) -> None:
        """Empties the index, or removes what belongs to some models. Readers see it in one step."""
        with self.folder.locked():
            if models is None:
                with self.folder.building() as build:
                    self.create(build)
                return
            with self._open(self.folder.current()).writer() as writer:
                for model in models:
                    writer.delete_by_term(DJANGO_CT, get_model_ct(model))

    def create(self, build: Path) -> None:
        """An empty index in the folder `build`."""
        FileIndex.create(FileStorage(str(build)), self.schema)

    def write(
        self, build: Path, index: SearchIndex | None, objects: Iterable[Model], removed: Iterable[str] = ()
    ) -> None:
        """One commit to the index in `build`: `objects` added or replaced, the identifiers `removed` taken out.

        To be called with the folder's lock held.
        """
        with self._open(build).writer() as writer, writer.searcher() as committed:
            for identifier in removed:
                writer.delete_by_term(ID, identifier, searcher=committed)
            written: set[str] = set()
            for instance in objects:
                identifier = get_identifier(instance)
                writer.delete_by_term(ID, identifier, searcher=committed)
                if identifier not in written and (document := _document(index, instance)):
                    writer.add_document(**document)
                    written.add(identifier)

    def _open(self, build: Path) -> FileIndex:
        """The index in `build`, all of its segments seen to be readable. Raises SearchUnavailable."""
        try:
            index = FileIndex(FileStorage(str(build)), schema=self.schema)
            index.reader().close()
            return index
        except Exception as error:  # damaged bytes make Whoosh raise anything
            raise SearchUnavailable(_damaged(error)) from error


def _damaged(error: Exception) -> str:
    return (
        f"The search index is damaged ({type(error).__name__}: {error}). "
        "Make it anew with: python manage.py rebuild_index"
    )


def _segments(searcher: Searcher) -> list[Searcher]:
    """A searcher for each segment of the index; none for an empty index."""
    return [segment for segment, _ in searcher.leaf_searchers()] if searcher.doc_count_all() else []


def _limited_to(asked: query.Query, models: Iterable[type[Model]] | None) -> query.Query:
    if not models:
        return asked
    return query.And([asked, query.Or([query.Term(DJANGO_CT, get_model_ct(model)) for model in models])])


def _document(index: SearchIndex, instance: Model) -> dict[str, str | list[str]] | None:
    """What the index keeps of an object; None if the object asks to be left out."""
    try:
        prepared = index.full_prepare(instance)
    except SkipDocument:
        return None
    return {field: stored_value(value) for field, value in prepared.items() if value is not None}


class ArchiveQuery(BaseSearchQuery):
    """Haystack's conditions as a Whoosh query object; no query string is written or parsed."""

    def build_query(self) -> query.Query:
        return compile_conditions(self.query_filter, self.backend.schema)


class ArchiveEngine(BaseEngine):
    backend = ArchiveBackend
    query = ArchiveQuery
