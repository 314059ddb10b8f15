"""The Haystack engine of the archive: a Whoosh index read as arrays, with exact facets and deletions that last.

Haystack's own Whoosh backend is subclassed for what surrounds the index; reading and writing are our own.
docs/search.md says why.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import cached_property
from pathlib import Path
from time import perf_counter
from typing import Any

import numpy as np
from django.db.models import Model
from haystack import connections
from haystack.backends import BaseEngine, BaseSearchQuery, log_query
from haystack.backends.whoosh_backend import WhooshSearchBackend
from haystack.exceptions import SearchBackendError
from haystack.indexes import SearchIndex
from haystack.models import SearchResult
from haystack.utils import get_identifier
from numpy.typing import NDArray
from whoosh import query
from whoosh.fields import Schema

from articles.models import Article
from search.analysis import PART_BREAK
from search.codec.terms import Damaged
from search.codec.writer import IndexWriter, create
from search.compiler import compile_conditions
from search.documents import documents, log_bad_row
from search.retrieval import snapshot as snapshots
from search.retrieval.counting import Tally
from search.retrieval.evaluation import Conjuncts, conjunction, conjuncts
from search.retrieval.matches import Matches, difference, restricted
from search.retrieval.ordering import page
from search.retrieval.snapshot import Snapshot
from search.retrieval.spelling import nearest_word
from search.retrieval.telling import alike
from search.schema import VERSION, build_schema
from search.signals import searched
from search.storage import IndexFolder, SearchUnavailable

UNSUPPORTED = ("date_facets", "query_facets", "narrow_queries", "highlight", "within", "dwithin", "distance_point")


class ArchiveBackend(WhooshSearchBackend):
    """Reads and writes the index in PATH. One instance serves one thread, as Haystack sees to."""

    def __init__(self, connection_alias: str, **options: Any) -> None:
        super().__init__(connection_alias, **options)
        self.folder = IndexFolder(Path(self.path), VERSION)

    @cached_property
    def schema(self) -> Schema:
        """The Whoosh schema of all that Haystack indexes."""
        return build_schema(connections[self.connection_alias].get_unified_index().all_searchfields())

    @cached_property
    def model(self) -> type[Model]:
        """The one model that is indexed."""
        (model,) = connections[self.connection_alias].get_unified_index().get_indexed_models()
        return model

    def snapshot(self) -> Snapshot:
        """The index as it was last committed. Raises SearchUnavailable."""
        with suppress(Exception):
            return snapshots.latest(self.folder, self.schema)
        # A writer may just have deleted what was named a moment before, so look again before believing in damage.
        try:
            return snapshots.latest(self.folder, self.schema)
        except SearchUnavailable:
            raise
        except Exception as error:  # damaged bytes make Whoosh and numpy raise anything
            raise SearchUnavailable(_damaged(error)) from error

    def generation(self) -> tuple[str, int]:
        """What tells one state of the index from all others. Raises SearchUnavailable."""
        snapshot = self.snapshot()
        return snapshot.build.name, snapshot.generation

    def close(self) -> None:
        """Lets go of the files of the index; the next search opens them again."""
        snapshots.forget(self.folder)

    @log_query
    def search(self, asked: query.Query, **options: Any) -> dict[str, Any]:
        """One slice of what `asked` finds, the count of all of it, and counts by facet.

        A facet with the option `apart`, the name of an index field, is counted as if `asked` had no condition on
        that field. Raises SearchUnavailable, and SearchBackendError for options that this engine does not have.
        """
        if refused := [name for name in UNSUPPORTED if options.get(name)]:
            raise SearchBackendError(f"The archive's engine cannot do this: {', '.join(refused)}.")
        began = perf_counter()
        with self._reading() as snapshot:
            found = self._searched(asked, options, snapshot)
        searched.send(type(self), seconds=perf_counter() - began)
        return found

    def more_like_this(
        self, model_instance: Article, additional_query_string: query.Query | None = None, **options: Any
    ) -> dict[str, Any]:
        """The articles that share the telling words of one, which itself is left out; options as for `search`.

        Raises SearchUnavailable.
        """
        with self._reading() as snapshot:
            itself = np.flatnonzero(snapshot.ids == model_instance.pk).astype(np.int32)
            text = PART_BREAK.join((model_instance.standfirst, model_instance.text))
            similar = alike(model_instance.title, text, snapshot)
            others = difference(similar, Matches(itself), snapshot.size)
            parts = [*_conjuncts(additional_query_string or query.Every(), snapshot), (query.Every(), others)]
            return self._page(_living(parts, snapshot), options, snapshot)

    def matching(self, asked: query.Query, sort_by: Sequence[str], most: int | None = None) -> NDArray[np.int64]:
        """The ids of all that `asked` finds, or of the first `most`, in its order, without a result for each.

        Raises SearchUnavailable.
        """
        with self._reading() as snapshot:
            found = _living(_conjuncts(asked, snapshot), snapshot)
            return snapshot.ids[found.documents[page(found, sort_by, 0, most, snapshot)]]

    @contextmanager
    def _reading(self) -> Iterator[Snapshot]:
        """Gives the snapshot; damage that is met within the block is noted. Raises SearchUnavailable."""
        snapshot = self.snapshot()
        try:
            yield snapshot
        except (Damaged, OSError) as error:
            self.folder.distrust()
            raise SearchUnavailable(_damaged(error)) from error

    def _searched(self, asked: query.Query, options: dict[str, Any], snapshot: Snapshot) -> dict[str, Any]:
        parts = _conjuncts(asked, snapshot)
        found = _living(parts, snapshot)
        among = Tally(found.documents, snapshot)
        facets = {
            field: (_apart(given.get("apart"), parts, snapshot) or among).counts(field)
            for field, given in (options.get("facets") or {}).items()
        }
        return self._page(found, options, snapshot) | {"facets": {"fields": facets}}

    def _page(self, found: Matches, options: dict[str, Any], snapshot: Snapshot) -> dict[str, Any]:
        start, end = options.get("start_offset") or 0, options.get("end_offset")
        places = page(found, options.get("sort_by") or [], start, end, snapshot)
        ids = snapshot.ids[found.documents[places]].tolist()
        scores = [0.0] * len(ids) if found.scores is None else found.scores[places].tolist()
        result_class = options.get("result_class") or SearchResult
        label, name = self.model._meta.app_label, self.model._meta.model_name
        results = [result_class(label, name, str(pk), score) for pk, score in zip(ids, scores, strict=True)]
        return {"results": results, "hits": found.size}

    def create_spelling_suggestion(self, query_string: str) -> str | None:
        """The indexed word nearest to a word; None if it is indexed itself or none is near."""
        return nearest_word(query_string, self.snapshot())

    def ids(self) -> set[int]:
        """The ids of the articles in the index. Raises SearchUnavailable."""
        snapshot = self.snapshot()
        return set((snapshot.ids if snapshot.alive is None else snapshot.ids[snapshot.alive]).tolist())

    def update(self, index: SearchIndex, iterable: Iterable[Model], commit: bool = True) -> None:
        """Adds the objects or replaces them, in one commit. Raises SearchUnavailable if there is no index yet."""
        with self.folder.locked():
            writer = self.writer(self.folder.current())
            for document in documents([instance.pk for instance in iterable], log_bad_row):
                writer.add(document)
            writer.commit()

    def remove(self, obj_or_string: Model | str, commit: bool = True) -> None:
        """Removes one object, given as it is or as `app.model.id`. Raises SearchUnavailable."""
        with self.folder.locked():
            writer = self.writer(self.folder.current())
            writer.remove([int(get_identifier(obj_or_string).rsplit(".", 1)[1])])
            writer.commit()

    def clear(self, models: Iterable[type[Model]] | None = None, commit: bool = True) -> None:
        """Empties the index if what it holds is among `models`, or if none are named. Readers see it in one step."""
        if models is None or self.model in models:
            with self.folder.locked(), self.folder.building() as build:
                self.create(build)

    def create(self, build: Path) -> None:
        """An empty index in the folder `build`."""
        create(build, self.schema)

    def writer(self, build: Path) -> IndexWriter:
        """What collects changes to the index in `build`; to be used with the folder's lock held.

        Raises SearchUnavailable.
        """
        try:
            return IndexWriter(build, self.schema)
        except Exception as error:  # damaged bytes make Whoosh and numpy raise anything
            raise SearchUnavailable(_damaged(error)) from error


def _damaged(error: Exception) -> str:
    return (
        f"The search index is damaged ({type(error).__name__}: {error}). "
        "Make it anew with: python manage.py rebuild_index"
    )


def _conjuncts(asked: query.Query, snapshot: Snapshot) -> Conjuncts:
    """The conditions that must all hold, each with what its positive form matches."""
    children = asked.subqueries if isinstance(asked, query.And) else [asked]
    flat = [part for child in children for part in (child.subqueries if isinstance(child, query.And) else [child])]
    return conjuncts(flat, snapshot)


def _living(parts: Conjuncts, snapshot: Snapshot) -> Matches:
    found = conjunction(parts, snapshot)
    return found if snapshot.alive is None else restricted(found, snapshot.alive)


def _apart(field: str | None, parts: Conjuncts, snapshot: Snapshot) -> Tally | None:
    """What is found without the conditions that require a value of `field`; None if there are none."""
    rest = [part for part in parts if field is None or _fields(part[0]) != {field}]
    return None if len(rest) == len(parts) else Tally(_living(rest, snapshot).documents, snapshot)


def _fields(asked: query.Query) -> set[str]:
    """The fields that a positive condition is about."""
    if isinstance(asked, query.Or):
        return set().union(*(_fields(child) for child in asked.subqueries))
    return {asked.fieldname} if isinstance(asked, query.Term) else set()


class ArchiveQuery(BaseSearchQuery):
    """Haystack's conditions as a Whoosh query object; no query string is written or parsed."""

    def build_query(self) -> query.Query:
        return compile_conditions(self.query_filter, self.backend.schema)

    def run_mlt(self, **kwargs: Any) -> None:
        """Haystack's own asks for all that is similar, whatever slice is wanted."""
        super().run_mlt(start_offset=self.start_offset, end_offset=self.end_offset, **kwargs)


class ArchiveEngine(BaseEngine):
    backend = ArchiveBackend
    query = ArchiveQuery
