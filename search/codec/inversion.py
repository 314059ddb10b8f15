"""Documents turned into a segment: from what each says to where each term stands."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from search.analysis import PART_BREAK
from search.codec.columns import Columns, Values, day_number, make_values, write_columns
from search.codec.lexicon import Lexicon, Numbers, Occurrences
from search.codec.terms import Postings, TermsWriter, writing_terms
from search.documents import Document, fingerprint
from search.schema import WORD_MARK

MOST_CHUNKS, MOST_DOCUMENTS, MOST_TERMS = 2_000_000, 1 << 17, 1 << 21
"""When a batch is full. What its arrays take in memory depends on the first: some 16 MB each."""

# An occurrence as one number that sorts by term, text and position.
_POSITION_BITS, _TEXT_BITS = 23, 17


class Batch:
    """Documents that will be a segment together. `text_fields` and `value_fields` name what is taken of each."""

    def __init__(self, lexicon: Lexicon, text_fields: Sequence[str], value_fields: Sequence[str]) -> None:
        self._lexicon = lexicon
        self._chunks: dict[str, list[Numbers]] = {field: [] for field in text_fields}
        self._values: dict[str, list[Sequence[str]]] = {field: [] for field in value_fields}
        self._ids: list[int] = []
        self._dates: list[int] = []
        self._titles: list[str] = []
        self._fingerprints: list[int] = []
        self._read = 0

    def __len__(self) -> int:
        return len(self._ids)

    @property
    def is_full(self) -> bool:
        known = len(self._lexicon.terms)
        return self._read >= MOST_CHUNKS or len(self) >= MOST_DOCUMENTS or known >= MOST_TERMS

    def add(self, document: Document) -> None:
        """Takes one document. An error leaves the batch as it was."""
        read = {field: self._lexicon.read(_joined(document.texts, field)) for field in self._chunks}
        values = {field: list(document.values.get(field, ())) for field in self._values}
        date, said = day_number(document.date), fingerprint(document)
        for field, chunks in read.items():
            self._chunks[field].append(chunks)
            self._read += len(chunks)
        for field, given in values.items():
            self._values[field].append(given)
        self._ids.append(document.pk)
        self._dates.append(date)
        self._titles.append(document.sort_title)
        self._fingerprints.append(said)

    def write(self, stem: str) -> None:
        """Writes the files of the segment at `stem` and an ending."""
        values = {field: make_values(rows) for field, rows in self._values.items()}
        with writing_terms(stem) as terms:
            lengths = self._write_texts(terms)
            for field, facet in values.items():
                terms.add(field, value_postings(facet))
        ids, dates = np.array(self._ids, dtype=np.int64), np.array(self._dates, dtype=np.int32)
        fingerprints = np.array(self._fingerprints, dtype=np.uint64)
        write_columns(stem, Columns(ids, lengths, values, dates, self._titles, fingerprints))

    def _write_texts(self, terms: TermsWriter) -> dict[str, Numbers]:
        """Writes the postings of all texts; gives the number of terms in each text by field."""
        names, words = list(self._lexicon.terms), list(self._lexicon.words)
        lengths = {}
        for field, texts in self._chunks.items():
            counts = np.array([len(text) for text in texts], dtype=np.int64)
            chunks = np.concatenate(texts)
            found = self._lexicon.occurrences(chunks, counts)
            terms.add(field, _invert(found, names))
            terms.add(field, _invert_words(*self._lexicon.printed_words(chunks, counts), words))
            lengths[field] = np.bincount(found.texts, minlength=len(texts)).astype(np.int32)
        return lengths


def _joined(texts: Mapping[str, Sequence[str]], field: str) -> str:
    return PART_BREAK.join(texts.get(field, ()))


class _Runs(NamedTuple):
    """The distinct values of an ascending array, where each begins, and how often it stands there."""

    values: NDArray[np.int64]
    starts: NDArray[np.intp]
    counts: NDArray[np.int64]


def _runs(ascending: NDArray[np.int64]) -> _Runs:
    starts = np.flatnonzero(np.diff(ascending, prepend=-1))
    return _Runs(ascending[starts], starts, np.diff(starts, append=len(ascending)))


def _in_key_order(numbers: Numbers, names: list[str]) -> tuple[list[bytes], NDArray[np.int64]]:
    """The terms that occur, sorted as they lie on the disk, and for each occurrence its place among them."""
    occurring = np.flatnonzero(np.bincount(numbers, minlength=len(names)))
    keys = [names[number].encode() for number in occurring.tolist()]
    order = sorted(range(len(keys)), key=keys.__getitem__)
    places = np.zeros(len(names), dtype=np.int64)
    places[occurring[order]] = np.arange(len(order))
    return [keys[number] for number in order], places[numbers]


def _invert(found: Occurrences, names: list[str]) -> Postings:
    ordered, keys = _in_key_order(found.terms, names)
    keys <<= _TEXT_BITS
    keys |= found.texts
    keys <<= _POSITION_BITS
    keys |= np.minimum(found.positions, (1 << _POSITION_BITS) - 1)
    keys.sort()
    postings = _runs(keys >> _POSITION_BITS)
    terms = _runs(postings.values >> _TEXT_BITS)
    return Postings(
        keys=[ordered[number] for number in terms.values.tolist()],
        counts=terms.counts,
        documents=(postings.values & ((1 << _TEXT_BITS) - 1)).astype(np.int32),
        frequencies=postings.counts.astype(np.uint32),
        positions=(keys & ((1 << _POSITION_BITS) - 1)).astype(np.int32),
    )


def _invert_words(numbers: Numbers, texts: Numbers, names: list[str]) -> Postings:
    ordered, keys = _in_key_order(numbers, names)
    keys <<= _TEXT_BITS
    keys |= texts
    keys.sort()
    postings = _runs(keys).values
    terms = _runs(postings >> _TEXT_BITS)
    documents = (postings & ((1 << _TEXT_BITS) - 1)).astype(np.int32)
    return existence([WORD_MARK.encode() + ordered[n] for n in terms.values.tolist()], terms.counts, documents)


def value_postings(facet: Values) -> Postings:
    """Which documents have each value of a facet."""
    documents = np.repeat(np.arange(len(facet.ends), dtype=np.int32), np.diff(facet.ends, prepend=0))
    order = np.argsort(facet.codes, kind="stable")
    counts = np.bincount(facet.codes, minlength=len(facet.names)).astype(np.int64)
    return existence([name.encode() for name in facet.names], counts, documents[order])


def existence(keys: list[bytes], counts: NDArray[np.int64], documents: Numbers) -> Postings:
    """Postings that only say in which documents each term is."""
    return Postings(keys, counts, documents, np.ones(len(documents), np.uint32), np.zeros(0, np.int32))
