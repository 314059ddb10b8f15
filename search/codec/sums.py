"""Checksums of the files of an index, taken at each commit: any bit that is another one later is found by them.

Blocks of postings have checksums of their own, which every search checks; these are of whole files, for whoever wants
to know that all is well. They are written before the table of contents that they belong to, and name it as well.
"""

import hashlib
import os
from collections.abc import Iterable, Mapping
from pathlib import Path

from search.codec.segment import ENDINGS
from search.codec.terms import Damaged

_AT_ONCE = 1 << 20  # bytes


def sums_name(generation: int) -> str:
    """The file with the checksums of a commit."""
    return f"_MAIN_{generation}.sums"


def write_sums(folder: Path, generation: int, stems: Iterable[str], others: Mapping[str, Path]) -> None:
    """Writes the checksums of the segments called `stems`, and of `others`, files by the name that they will have.

    A segment never changes, so what is known of one from the commit before is taken over: to sum its file anew would
    be to believe what lies there now. On the disk on return. Raises OSError, and Damaged for sums that cannot be read.
    """
    known = _read(folder, generation - 1) if generation else {}
    names = [f"{stem}{ending}" for stem in stems for ending in ENDINGS]
    found = {name: known.get(name) or _sum(folder / name) for name in names}
    found |= {name: _sum(path) for name, path in others.items()}
    with open(folder / sums_name(generation), "wb") as file:
        file.write(_as_bytes(found))
        file.flush()
        os.fsync(file.fileno())


def drop_sums(folder: Path, generation: int) -> None:
    """Deletes the sums of all commits but that one."""
    for path in folder.glob("_MAIN_*.sums"):
        if path.name != sums_name(generation):
            path.unlink(missing_ok=True)


def last_commit(folder: Path) -> int | None:
    """The number of the last commit that is in force in the folder; None if there is none."""
    numbers = (path.stem.rpartition("_")[2] for path in folder.glob("_MAIN_*.toc"))
    return max(map(int, filter(str.isdecimal, numbers)), default=None)


def check_sums(folder: Path, generation: int) -> list[str]:
    """The names of the files of a commit that are not as they were written, the sums themselves among them.

    Reads every byte. To be called while nobody commits.
    """
    try:
        known = _read(folder, generation)
    except Damaged:
        return [sums_name(generation)]
    return [name for name, said in known.items() if _sum_or_none(folder / name) != said]


def _sum_or_none(path: Path) -> str | None:
    try:
        return _sum(path)
    except OSError:
        return None


def _sum(path: Path) -> str:
    """The SHA-256 and the size of a file, as they stand in a line."""
    digest, size = hashlib.sha256(), 0
    with open(path, "rb") as file:
        while piece := file.read(_AT_ONCE):
            digest.update(piece)
            size += len(piece)
    return f"{digest.hexdigest()} {size}"


def _as_bytes(sums: Mapping[str, str]) -> bytes:
    """Lines of sum, size and name, the last of which is the sum of all those before it."""
    lines = "".join(f"{said} {name}\n" for name, said in sorted(sums.items())).encode()
    return lines + hashlib.sha256(lines).hexdigest().encode()


def _read(folder: Path, generation: int) -> dict[str, str]:
    """What `write_sums` wrote, by the name of the file. Raises Damaged for anything else."""
    try:
        data = (folder / sums_name(generation)).read_bytes()
    except OSError as error:
        raise Damaged(f"{sums_name(generation)} cannot be read: {error}") from error
    lines, end, seal = data.rpartition(b"\n")
    lines += end
    if not lines or hashlib.sha256(lines).hexdigest().encode() != seal:
        raise Damaged(f"{sums_name(generation)} is damaged")
    found = {}
    for line in lines.decode().splitlines():
        digest, size, name = line.split(" ", 2)
        found[name] = f"{digest} {size}"
    return found
