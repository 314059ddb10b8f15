"""What a segment knows of its documents by their number: identities, lengths of texts, facet values, dates, titles,
and fingerprints of what was indexed.

One file in numpy's own archive format, whose parts carry checksums.
"""

import datetime
import os
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

COLUMNS = ".columns"
NO_DATE = np.iinfo(np.int32).min
"""Stands for a document without a date. Dates are days since the year 1, as `date.toordinal` counts them."""


class Values(NamedTuple):
    """A facet: the names of its values, and each document's values as codes.

    Document n has the codes from `ends[n - 1]` up to but without `ends[n]`.
    """

    names: list[str]
    codes: NDArray[np.int32]
    ends: NDArray[np.int64]


class Columns(NamedTuple):
    """All columns of a segment. `lengths` counts the terms of each text field; `titles` are for ordering;
    `fingerprints` tell whether a document says today what was indexed (search.documents.fingerprint)."""

    ids: NDArray[np.int64]
    lengths: dict[str, NDArray[np.int32]]
    values: dict[str, Values]
    dates: NDArray[np.int32]
    titles: list[str]
    fingerprints: NDArray[np.uint64]

    @property
    def size(self) -> int:
        return len(self.ids)


def day_number(date: datetime.date | None) -> int:
    """A date as it stands in the column `dates`."""
    return date.toordinal() if date else NO_DATE


def make_values(rows: Sequence[Sequence[str]]) -> Values:
    """The facet whose documents have these values, each counted once."""
    names = sorted({value for row in rows for value in row})
    codes = {name: code for code, name in enumerate(names)}
    distinct = [dict.fromkeys(row) for row in rows]
    flat = [codes[value] for row in distinct for value in row]
    ends = np.cumsum([len(row) for row in distinct], dtype=np.int64)
    return Values(names, np.array(flat, dtype=np.int32), ends)


def write_columns(stem: str, columns: Columns) -> None:
    """Writes the file; it is on the disk on return. `stem` is its path without the ending."""
    arrays: dict[str, NDArray[np.generic]] = {"ids": columns.ids, "dates": columns.dates}
    arrays["fingerprints"] = columns.fingerprints
    arrays |= _pack_strings("titles", columns.titles)
    for field, lengths in columns.lengths.items():
        arrays[f"lengths/{field}"] = lengths
    for field, values in columns.values.items():
        arrays[f"values/{field}/codes"] = values.codes
        arrays[f"values/{field}/ends"] = values.ends
        arrays |= _pack_strings(f"values/{field}/names", values.names)
    with open(stem + COLUMNS, "wb") as file:
        np.savez(file, **arrays)  # type: ignore[arg-type]
        file.flush()
        os.fsync(file.fileno())


def read_columns(stem: str) -> Columns:
    """Reads what write_columns wrote. Raises OSError, ValueError, KeyError and zipfile.BadZipFile for other bytes."""
    with np.load(stem + COLUMNS, allow_pickle=False) as file:
        arrays = {name: file[name] for name in file.files}
    fields = {name.split("/")[1] for name in arrays if name.startswith("values/")}
    return Columns(
        ids=arrays["ids"],
        lengths={name.split("/")[1]: array for name, array in arrays.items() if name.startswith("lengths/")},
        values={
            field: Values(
                _unpack_strings(f"values/{field}/names", arrays),
                arrays[f"values/{field}/codes"],
                arrays[f"values/{field}/ends"],
            )
            for field in fields
        },
        dates=arrays["dates"],
        titles=_unpack_strings("titles", arrays),
        fingerprints=arrays["fingerprints"],
    )


def _pack_strings(name: str, strings: Sequence[str]) -> dict[str, NDArray[np.generic]]:
    encoded = [string.encode() for string in strings]
    return {
        f"{name}/strings": np.frombuffer(b"".join(encoded), dtype=np.uint8),
        f"{name}/ends": np.cumsum([len(string) for string in encoded], dtype=np.int64),
    }


def _unpack_strings(name: str, arrays: dict[str, NDArray[np.generic]]) -> list[str]:
    block = arrays[f"{name}/strings"].tobytes()
    ends = arrays[f"{name}/ends"].tolist()
    return [block[start:end].decode() for start, end in zip([0, *ends], ends, strict=False)]
