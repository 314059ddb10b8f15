"""Terms and their postings on the disk.

`.postings` holds a block for each term: document numbers as gaps, frequencies, then positions as gaps within each
document. `.terms` (numpy's own archive format) says what terms there are, where their blocks lie, and their checksums.
"""

import os
import zlib
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, NamedTuple

import numpy as np
from numpy.typing import NDArray

from search.codec.packing import WIDTHS, Ints, Runs, pack, running_totals, unpack, unpack_all

POSTINGS, TERMS = ".postings", ".terms"


class Damaged(Exception):
    """A file of the index does not hold what was written to it."""


class Postings(NamedTuple):
    """The postings of several terms, one after the other.

    `documents` ascend within a term; `frequencies` has a number for each of them. `positions` ascend within a
    document, and there are as many as `frequencies` says; it is empty for terms that have none.
    """

    keys: Sequence[bytes]
    counts: NDArray[np.int64]
    documents: Ints
    frequencies: Ints
    positions: Ints


class Row(NamedTuple):
    """Where a term's block lies, and what is in it."""

    start: int
    documents: int
    positions: int
    widths: int
    checksum: int
    positions_checksum: int


_COLUMNS: dict[str, type[np.integer]] = {
    "start": np.uint64,
    "documents": np.uint32,
    "positions": np.uint32,
    "widths": np.uint8,
    "checksum": np.uint32,
    "positions_checksum": np.uint32,
}
_BASE = len(WIDTHS)

CODES = np.array([[n // _BASE**2, n // _BASE % _BASE, n % _BASE] for n in range(_BASE**3)])
"""The codes of WIDTHS (documents, frequencies, positions) that a row's `widths` stands for."""


@contextmanager
def writing_terms(stem: str) -> Iterator["TermsWriter"]:
    """Gives what writes the files of one segment; `stem` is their path without the ending.

    Both files are on the disk when the block has ended without an error.
    """
    with open(stem + POSTINGS, "wb") as file:
        writer = TermsWriter(file)
        yield writer
        _sync(file)
    writer.list_terms(stem)


class TermsWriter:
    """Writes the postings of fields, in any order."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._size = 0
        self._keys: dict[str, list[bytes]] = {}
        self._rows: dict[str, list[list[NDArray[np.integer]]]] = {}

    def add(self, field: str, postings: Postings) -> None:
        """Writes the postings of some terms of a field. A term may come once."""
        if not len(postings.keys):
            return
        runs = _runs(postings)
        packed, starts, codes = pack(runs)
        splits = starts[:-1] + (runs[0].counts * WIDTHS[codes[0]] + runs[1].counts * WIDTHS[codes[1]])
        checksums = _checksums(packed, starts[:-1], splits)
        position_checksums = _checksums(packed, splits, starts[1:])
        self._file.write(packed.tobytes())
        self._keys.setdefault(field, []).extend(postings.keys)
        widths = (codes[0] * _BASE + codes[1]) * _BASE + codes[2]
        columns = [starts[:-1] + self._size, runs[0].counts, runs[2].counts, widths, checksums, position_checksums]
        self._rows.setdefault(field, []).append(columns)
        self._size += len(packed)

    def list_terms(self, stem: str) -> None:
        """Writes the list of all terms that were added."""
        arrays: dict[str, NDArray[np.generic]] = {"size": np.array([self._size], dtype=np.uint64)}
        for field, keys in self._keys.items():
            order = sorted(range(len(keys)), key=keys.__getitem__)
            columns = [np.concatenate(parts)[order] for parts in zip(*self._rows[field], strict=True)]
            for (name, dtype), column in zip(_COLUMNS.items(), columns, strict=True):
                arrays[f"{field}/{name}"] = column.astype(dtype)
            ordered = [keys[number] for number in order]
            arrays[f"{field}/keys"] = np.frombuffer(b"".join(ordered), dtype=np.uint8)
            arrays[f"{field}/ends"] = np.cumsum([len(key) for key in ordered]).astype(np.uint32)
        with open(stem + TERMS, "wb") as file:
            np.savez(file, **arrays)  # type: ignore[arg-type]
            _sync(file)


def _runs(postings: Postings) -> list[Runs]:
    counts = postings.counts.astype(np.int64)
    firsts = np.cumsum(counts) - counts
    runs = [Runs(_gaps(postings.documents, firsts), counts), Runs(postings.frequencies, counts, ones_are_free=True)]
    if not len(postings.positions):
        return [*runs, Runs(postings.positions, np.zeros_like(counts))]
    frequencies = postings.frequencies.astype(np.int64)
    gaps = _gaps(postings.positions, np.cumsum(frequencies) - frequencies)
    return [*runs, Runs(gaps, np.add.reduceat(frequencies, firsts))]


def _gaps(values: Ints, firsts: NDArray[np.int64]) -> NDArray[np.uint32]:
    """Each value less the one before it; those at `firsts` stay whole."""
    wide = values.astype(np.int64)
    gaps = np.diff(wide, prepend=0)
    gaps[firsts] = wide[firsts]
    return gaps.astype(np.uint32)


def _checksums(packed: NDArray[np.uint8], starts: Ints, ends: Ints) -> NDArray[np.uint32]:
    view = memoryview(packed.tobytes())
    found = (zlib.crc32(view[a:b]) for a, b in zip(starts.tolist(), ends.tolist(), strict=True))
    return np.fromiter(found, np.uint32, len(starts))


def _sync(file: IO[bytes]) -> None:
    file.flush()
    os.fsync(file.fileno())


class Keys(Sequence[bytes]):
    """The terms of a field in their order, cut from one block of bytes as they are asked for."""

    def __init__(self, block: bytes, ends: NDArray[np.uint32]) -> None:
        self._block = block
        self._ends = ends

    def __len__(self) -> int:
        return len(self._ends)

    def __getitem__(self, number: int) -> bytes:  # type: ignore[override]  # slices are not needed
        start = self._ends[number - 1] if number else 0
        return self._block[start : self._ends[number]]

    def all(self) -> list[bytes]:
        """All of them at once."""
        ends = self._ends.tolist()
        return [self._block[start:end] for start, end in zip([0, *ends], ends, strict=False)]


class FieldTerms:
    """What `.terms` says of one field."""

    def __init__(self, arrays: dict[str, NDArray[np.generic]]) -> None:
        self.keys = Keys(arrays["keys"].tobytes(), arrays["ends"])  # type: ignore[arg-type]
        self.columns: dict[str, Ints] = {name: arrays[name] for name in _COLUMNS}  # type: ignore[misc]

    def find(self, key: bytes) -> int | None:
        """The number of a term; None if it is not there."""
        number = bisect_left(self.keys, key)
        return number if number < len(self.keys) and self.keys[number] == key else None

    def beginning_with(self, prefix: bytes) -> range:
        """The numbers of the terms that begin with `prefix`."""
        first = bisect_left(self.keys, prefix)
        after = prefix[:-1] + bytes([prefix[-1] + 1]) if prefix else b""  # no UTF-8 byte is 255
        return range(first, bisect_left(self.keys, after, lo=first) if after else len(self.keys))

    def row(self, number: int) -> Row:
        """Where the block of a term lies."""
        return Row(*(int(column[number]) for column in self.columns.values()))


class TermsReader:
    """Reads the files that TermsWriter wrote. Threads may share it. Raises Damaged and OSError."""

    def __init__(self, stem: str) -> None:
        self.path = Path(stem + POSTINGS)
        with np.load(stem + TERMS, allow_pickle=False) as file:
            arrays = {name: file[name] for name in file.files}
        self._file = os.open(self.path, os.O_RDONLY)
        if os.fstat(self._file).st_size != int(arrays.pop("size")[0]):
            raise Damaged(f"{self.path.name} has another length than was written")
        grouped: dict[str, dict[str, NDArray[np.generic]]] = {}
        for name, array in arrays.items():
            field, _, column = name.partition("/")
            grouped.setdefault(field, {})[column] = array
        self.fields = {field: FieldTerms(columns) for field, columns in grouped.items()}

    def __del__(self) -> None:
        if hasattr(self, "_file"):
            os.close(self._file)

    def find(self, field: str, key: bytes) -> Row | None:
        """The row of a term; None if it is not there."""
        terms = self.fields.get(field)
        number = terms.find(key) if terms else None
        return None if number is None else terms.row(number)  # type: ignore[union-attr]

    def documents(self, row: Row) -> tuple[Ints, Ints]:
        """A term's document numbers, ascending, and how often it occurs in each."""
        codes = CODES[row.widths]
        sizes = [row.documents * int(WIDTHS[code]) for code in codes[:2]]
        data = self._checked(row.start, sum(sizes), row.checksum)
        gaps = unpack(data, codes[0], row.documents)
        return np.cumsum(gaps, dtype=np.int32), unpack(data, codes[1], row.documents, sizes[0])

    def positions(self, row: Row, frequencies: Ints) -> NDArray[np.int32]:
        """A term's positions, one document after the other as `documents` gives them, with its frequencies."""
        codes = CODES[row.widths]
        start = row.start + row.documents * int(WIDTHS[codes[0]] + WIDTHS[codes[1]])
        data = self._checked(start, row.positions * int(WIDTHS[codes[2]]), row.positions_checksum)
        return running_totals(unpack(data, codes[2], row.positions), frequencies).astype(np.int32)

    def read(self, terms: FieldTerms, numbers: NDArray[np.intp], *, with_positions: bool) -> Postings:
        """The postings of several terms of a field, in the order of their `numbers`."""
        if not len(numbers):
            nothing = np.zeros(0, dtype=np.int64)
            return Postings([], nothing, nothing, nothing, nothing)
        codes = CODES[terms.columns["widths"][numbers]]
        packed, starts = self._blocks(terms, numbers, codes, with_positions)
        counts = terms.columns["documents"][numbers].astype(np.int64)
        documents = running_totals(unpack_all(packed, starts, counts, codes[:, 0]), counts)
        starts += counts * WIDTHS[codes[:, 0]]
        frequencies = unpack_all(packed, starts, counts, codes[:, 1])
        starts += counts * WIDTHS[codes[:, 1]]
        places = terms.columns["positions"][numbers].astype(np.int64) * with_positions
        gaps = unpack_all(packed, starts, places, codes[:, 2])
        positions = running_totals(gaps, frequencies.astype(np.int64)) if len(gaps) else gaps
        return Postings([terms.keys[n] for n in numbers.tolist()], counts, documents, frequencies, positions)

    def _blocks(
        self, terms: FieldTerms, numbers: NDArray[np.intp], codes: Ints, with_positions: bool
    ) -> tuple[NDArray[np.uint8], NDArray[np.int64]]:
        """The blocks of several terms, with the positions or only up to them, and where each begins."""
        begin, documents, positions, _, checksum, positions_checksum = (
            column[numbers].astype(np.int64) for column in terms.columns.values()
        )
        size = documents * (WIDTHS[codes[:, 0]] + WIDTHS[codes[:, 1]])
        end = begin + size
        if with_positions:
            end += positions * WIDTHS[codes[:, 2]]
        first = np.flatnonzero(np.concatenate(([True], begin[1:] != end[:-1])))
        last = np.append(first[1:], len(begin)) - 1
        stretches = zip(begin[first].tolist(), end[last].tolist(), strict=True)
        packed = np.frombuffer(b"".join(self._read(*stretch) for stretch in stretches), dtype=np.uint8)
        ends = np.cumsum(end - begin)
        starts = ends - (end - begin)
        if len(packed) != ends[-1]:
            raise Damaged(f"{self.path.name} is too short")
        sound = _checksums(packed, starts, starts + size) == checksum
        if with_positions:
            sound &= _checksums(packed, starts + size, ends) == positions_checksum
        if not sound.all():
            raise Damaged(f"{self.path.name} is damaged at byte {begin[~sound][0]}")
        return packed, starts

    def check(self) -> None:
        """Reads every block. Raises Damaged."""
        for terms in self.fields.values():
            numbers = np.arange(len(terms.keys))
            self._blocks(terms, numbers, CODES[terms.columns["widths"]], with_positions=True)

    def _read(self, start: int, end: int) -> bytes:
        return os.pread(self._file, end - start, start)

    def _checked(self, start: int, size: int, checksum: int) -> bytes:
        data = self._read(start, start + size)
        if zlib.crc32(data) != checksum:
            raise Damaged(f"{self.path.name} is damaged at byte {start}")
        return data
