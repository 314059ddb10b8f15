"""Changes to an index, committed in one step: documents added or replaced, others taken out, segments merged.

Whoever writes has to see to it that no one else does; readers need not wait.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
from whoosh.fields import Schema
from whoosh.filedb.filestore import FileStorage
from whoosh.index import TOC, clean_files

from articles.syncing import sync
from search.codec.inversion import Batch
from search.codec.lexicon import Lexicon
from search.codec.merging import merge
from search.codec.sums import drop_sums, write_sums
from search.codec.whoosh_codec import ArchiveSegment
from search.documents import Document
from search.schema import TextField, ValueField

INDEX_NAME = "MAIN"  # Whoosh's own default
_DRAFT = "NEXT"  # the name of a table of contents that is not in force yet

_TIER = 8
"""So many segments of about one size become one, some eight times as large: each document is merged a few times."""

_SMALLEST_TIER = 100
_MOST_KNOWN = 500_000  # chunks remembered from one batch to the next, some 200 bytes each


def create(folder: Path, schema: Schema) -> None:
    """An empty index in `folder`."""
    _publish(folder, TOC(schema, [], 0))


class IndexWriter:
    """Collects changes to the index in `folder` until `commit`. Raises what reading the index raises."""

    def __init__(self, folder: Path, schema: Schema) -> None:
        self._folder = folder
        self._schema = schema
        self._storage = FileStorage(str(folder))
        self._toc = TOC.read(self._storage, INDEX_NAME, schema=schema)
        self._opened = [segment.open(folder) for segment in self._toc.segments]
        self._lexicon = Lexicon()
        self._batch = self._new_batch()
        self._new: list[ArchiveSegment] = []
        self._replaced: set[int] = set()
        self.added = 0

    def add(self, document: Document) -> None:
        """Adds a document or puts it in the place of the one with its id. Each id may be added once."""
        self._batch.add(document)
        self._replaced.add(document.pk)
        self.added += 1
        if self._batch.is_full:
            self._flush()

    def remove(self, ids: Iterable[int]) -> None:
        """Takes documents out; ids that are not there are passed over."""
        self._replaced.update(ids)

    def commit(self, *, whole: bool = False) -> None:
        """Makes the changes visible. `whole` leaves a single segment behind, which is the fastest to search."""
        self._flush()
        gone = np.fromiter(self._replaced, np.int64, len(self._replaced))
        kept = [
            segment.without(opened.numbers_of(gone).tolist())
            for segment, opened in zip(self._toc.segments, self._opened, strict=True)
        ]
        segments = [segment for segment in [*kept, *self._new] if segment.doc_count()]
        if not whole:
            self._publish(segments)  # searchable now; what follows only tidies up
        merged = self._merged(segments, [segments] if whole and _needs_merging(segments) else _tiers(segments))
        if whole or merged != segments:
            self._publish(merged)

    def _new_batch(self) -> Batch:
        fields = self._schema.items()
        if self._lexicon.size > _MOST_KNOWN:
            self._lexicon = Lexicon()
        return Batch(
            self._lexicon,
            [name for name, field in fields if isinstance(field, TextField)],
            [name for name, field in fields if isinstance(field, ValueField)],
        )

    def _flush(self) -> None:
        if len(self._batch):
            segment = ArchiveSegment(INDEX_NAME, len(self._batch))
            self._batch.write(str(self._folder / segment.segment_id()))
            self._new.append(segment)
            self._batch = self._new_batch()

    def _merged(
        self, segments: Sequence[ArchiveSegment], groups: Sequence[Sequence[ArchiveSegment]]
    ) -> list[ArchiveSegment]:
        """The segments after each of the groups was made into one."""
        remaining = list(segments)
        for group in groups:
            merged = ArchiveSegment(INDEX_NAME)
            parts = [(segment.open(self._folder), segment.deleted) for segment in group]
            merged.count = merge(parts, str(self._folder / merged.segment_id()))
            remaining = [segment for segment in remaining if segment not in group] + [merged]
        return remaining

    def _publish(self, segments: list[ArchiveSegment]) -> None:
        self._toc.generation += 1
        _publish(self._folder, TOC(self._schema, segments, self._toc.generation))
        clean_files(self._storage, INDEX_NAME, self._toc.generation, segments)
        drop_sums(self._folder, self._toc.generation)


def _publish(folder: Path, toc: TOC) -> None:
    """Puts a table of contents in force: the checksums of all it names are on the disk before it has its name."""
    for left in folder.glob(f"_{_DRAFT}_*"):  # by a writer that was killed here; Whoosh would not write over it
        left.unlink()
    toc.write(FileStorage(str(folder)), _DRAFT)
    draft, name = folder / TOC._filename(_DRAFT, toc.generation), TOC._filename(INDEX_NAME, toc.generation)
    sync(draft)
    write_sums(folder, toc.generation, [segment.segment_id() for segment in toc.segments], {name: draft})
    draft.rename(folder / name)
    sync(folder)


def _needs_merging(segments: Sequence[ArchiveSegment]) -> bool:
    return len(segments) > 1 or any(segment.has_deletions() for segment in segments)


def _tiers(segments: Sequence[ArchiveSegment]) -> list[list[ArchiveSegment]]:
    """What should be merged: as many of one size as make a tier, and what is mostly deleted."""
    tiers: dict[int, list[ArchiveSegment]] = defaultdict(list)
    for segment in segments:
        tiers[max(0, int(np.log(segment.doc_count() / _SMALLEST_TIER) / np.log(_TIER)))].append(segment)
    crowded = [tier for tier in tiers.values() if len(tier) >= _TIER]
    chosen = {segment.segid for tier in crowded for segment in tier}
    hollow = [[s] for s in segments if s.segid not in chosen and s.deleted_count() > s.doc_count()]
    return crowded + hollow
