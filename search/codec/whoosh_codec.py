"""The archive's segments as Whoosh sees them: any Whoosh searcher can read the index through this codec.

Writing goes another way (search.codec.writer), in bulk; Whoosh's own writers cannot write these segments.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np
from haystack.constants import DJANGO_ID
from whoosh.codec import base
from whoosh.filedb.filestore import FileStorage
from whoosh.formats import Format
from whoosh.matching import ListMatcher
from whoosh.reading import TermInfo
from whoosh.scoring import BaseScorer

from search.codec.segment import OpenSegment, open_segment
from search.codec.terms import Row


class ArchiveSegment(base.Segment):
    """What the table of contents holds of a segment. It is pickled, so it consists of plain values only."""

    def __init__(self, index_name: str, count: int = 0) -> None:
        super().__init__(index_name)
        self.count = count
        self.deleted: frozenset[int] = frozenset()

    def codec(self) -> base.Codec:
        return ArchiveCodec()

    def doc_count_all(self) -> int:
        return self.count

    def deleted_count(self) -> int:
        return len(self.deleted)

    def deleted_docs(self) -> Iterator[int]:
        return iter(sorted(self.deleted))

    def is_deleted(self, docnum: int) -> bool:
        return docnum in self.deleted

    def without(self, numbers: Iterable[int]) -> "ArchiveSegment":
        """The same segment with more documents deleted; this one stays as it is."""
        changed = ArchiveSegment(self.indexname, self.count)
        changed.segid = self.segid
        changed.deleted = self.deleted.union(numbers)
        return changed

    def open(self, folder: Path) -> OpenSegment:
        """Its files in `folder`."""
        return open_segment(folder / self.segment_id())


class ArchiveCodec(base.Codec):
    """Reads ArchiveSegments."""

    def terms_reader(self, storage: FileStorage, segment: ArchiveSegment) -> "Terms":
        return Terms(segment.open(Path(storage.folder)))

    def per_document_reader(self, storage: FileStorage, segment: ArchiveSegment) -> "Documents":
        return Documents(segment.open(Path(storage.folder)), segment)


class Terms(base.TermsReader):
    """Terms and postings in the shape that Whoosh's matchers take."""

    def __init__(self, opened: OpenSegment) -> None:
        self._segment = opened
        self._terms = opened.terms

    def __contains__(self, term: tuple[str, bytes]) -> bool:
        return self._terms.find(*term) is not None

    def indexed_field_names(self) -> list[str]:
        return sorted(self._terms.fields)

    def terms(self) -> Iterator[tuple[str, bytes]]:
        for field in self.indexed_field_names():
            yield from self.terms_from(field, b"")

    def terms_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[str, bytes]]:
        if terms := self._terms.fields.get(fieldname):
            first = terms.beginning_with(prefix).start
            return ((fieldname, terms.keys[number]) for number in range(first, len(terms.keys)))
        return iter(())

    def term_info(self, fieldname: str, text: bytes) -> TermInfo:
        row = self._row(fieldname, text)
        documents, frequencies = self._terms.documents(row)
        lengths = self._segment.columns.lengths.get(fieldname, np.zeros(self._segment.columns.size, np.int32))
        return TermInfo(
            weight=int(frequencies.sum()),
            df=row.documents,
            minlength=int(lengths[documents].min()),
            maxlength=int(lengths[documents].max()),
            maxweight=int(frequencies.max()),
            minid=int(documents[0]),
            maxid=int(documents[-1]),
        )

    def matcher(self, fieldname: str, text: bytes, format_: Format, scorer: BaseScorer | None = None) -> ListMatcher:
        row = self._row(fieldname, text)
        documents, frequencies = self._terms.documents(row)
        weights = (frequencies * format_.field_boost).astype(float).tolist()
        values = None
        if row.positions:
            lists = np.split(self._terms.positions(row, frequencies), np.cumsum(frequencies)[:-1])
            values = [format_.encode(places.tolist()) for places in lists]
        return ListMatcher(documents.tolist(), weights, values, format=format_, scorer=scorer, term=(fieldname, text))

    def _row(self, field: str, text: bytes) -> Row:
        row = self._terms.find(field, text)
        if row is None:
            raise KeyError(text)
        return row


class Documents(base.PerDocumentReader):
    """Counts, deletions, lengths and identities of documents."""

    def __init__(self, opened: OpenSegment, segment: ArchiveSegment) -> None:
        self._columns = opened.columns
        self._segment = segment

    def doc_count(self) -> int:
        return self._segment.doc_count()

    def doc_count_all(self) -> int:
        return self._segment.doc_count_all()

    def has_deletions(self) -> bool:
        return self._segment.has_deletions()

    def is_deleted(self, docnum: int) -> bool:
        return self._segment.is_deleted(docnum)

    def deleted_docs(self) -> Iterator[int]:
        return self._segment.deleted_docs()

    def doc_field_length(self, docnum: int, fieldname: str, default: int = 0) -> int:
        lengths = self._columns.lengths.get(fieldname)
        return default if lengths is None else int(lengths[docnum])

    def field_length(self, fieldname: str) -> int:
        lengths = self._columns.lengths.get(fieldname)
        return 0 if lengths is None else int(lengths.sum())

    def min_field_length(self, fieldname: str) -> int:
        return int(self._columns.lengths[fieldname].min())

    def max_field_length(self, fieldname: str) -> int:
        return int(self._columns.lengths[fieldname].max())

    def stored_fields(self, docnum: int) -> dict[str, str]:
        return {DJANGO_ID: str(self._columns.ids[docnum])}
