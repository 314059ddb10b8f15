"""Checks a copy before anything is done with it: it has to be exactly what `backup` wrote, all of it and nothing else.

`bagit` compares every file with its checksum. What it lets pass is refused here first: symbolic links, files in odd
places, manifests that are missing, torn or lead elsewhere, and sizes that are meant to fill the memory.
"""

import hashlib
import os
import re
import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import bagit

from articles.backups.bag import INFO, MANIFEST, TAG_FILES, TAG_MANIFEST
from articles.backups.making import FORMAT
from articles.backups.payload import is_payload, table_file
from articles.backups.schema import Migration
from articles.backups.shelf import PREFIX, copies

_LINE = re.compile(r"([0-9a-f]{64})  (.+)")
_ROOM = {"bagit.txt": 1000, INFO: 4_000_000, TAG_MANIFEST: 2000}
_LONGEST_ENTRY = 700  # bytes of a line of the manifest
_MOST_TOLD = 10

Tell = Callable[[str], None]


class Damaged(Exception):
    """The copy is not what `backup` wrote. The text says in what, to go on after a colon."""


class NoCopy(Exception):
    """There is no copy of an archive at a path. Its text is a sentence."""


@dataclass(frozen=True)
class Bag:
    """A copy that is whole."""

    path: Path
    sums: dict[str, str]
    """The SHA-256 of each file of the payload, by its name (`data/…`)."""
    migrations: list[Migration]
    rows: dict[str, int]
    last_ids: dict[str, int]
    made_at: str
    fingerprint: str


def chosen(path: Path) -> Path:
    """The copy at the path: this folder itself, or the newest within it. Raises NoCopy."""
    if path.name.startswith(PREFIX) or any((path / name).exists() for name in TAG_FILES):
        if not path.is_dir():
            raise NoCopy(f"There is no folder {path}.")
        return path
    if found := copies(path):
        return found[-1]
    raise NoCopy(f"There is no copy of an archive in {path}.")


def checked(path: Path, tell: Tell = lambda _: None) -> Bag:
    """Reads the copy from end to end. Raises Damaged."""
    try:
        files = dict(_files(path, ""))
        _check_places(files)
        sums = _manifest(path / MANIFEST)
        if set(_manifest(path / TAG_MANIFEST)) != set(TAG_FILES) - {TAG_MANIFEST}:
            raise Damaged(f"{TAG_MANIFEST} does not name the files that it should")
        _compare(set(sums), files.keys() - set(TAG_FILES))
        tell(f"reading {len(files)} files")
        info = _validated(path)
        fingerprint = hashlib.sha256((path / TAG_MANIFEST).read_bytes()).hexdigest()
    except (OSError, ValueError) as error:
        raise Damaged(f"it cannot be read: {error}") from error
    return _told(path, sums, info, fingerprint)


def _files(folder: Path, prefix: str) -> Iterator[tuple[str, int]]:
    """All files with their sizes, none of them reached through a link. Raises Damaged for what is no file or folder."""
    with os.scandir(folder) as entries:
        for entry in entries:
            name, found = prefix + entry.name, entry.stat(follow_symlinks=False)
            if stat.S_ISDIR(found.st_mode):
                yield from _files(Path(entry.path), f"{name}/")
            elif stat.S_ISREG(found.st_mode):
                yield name, found.st_size
            else:
                raise Damaged(f"{name} is a link or a device, and no file")


def _check_places(files: dict[str, int]) -> None:
    """Raises Damaged unless all files are where files of a copy are, and those that describe it of a likely size."""
    if missing := [name for name in TAG_FILES if name not in files]:
        raise Damaged(f"{missing[0]} is missing")
    if strange := sorted(name for name in files.keys() - set(TAG_FILES) if not is_payload(name)):
        raise Damaged(f"{strange[0]!r} does not belong there")
    room = _ROOM | {MANIFEST: _LONGEST_ENTRY * len(files)}
    if large := [name for name in TAG_FILES if files[name] > room[name]]:
        raise Damaged(f"{large[0]} is far too long")


def _manifest(path: Path) -> dict[str, str]:
    """Checksums by names. `bagit` would pass over lines that it cannot read."""
    text = path.read_bytes().decode()
    if not text.endswith("\n"):
        raise Damaged(f"{path.name} is cut off")
    sums: dict[str, str] = {}
    for line in text.removesuffix("\n").split("\n"):
        found = _LINE.fullmatch(line)
        if not found or found[2] in sums:
            raise Damaged(f"{path.name} has a line that cannot be right: {line[:120]!r}")
        if found[2] not in TAG_FILES and not is_payload(found[2]):
            raise Damaged(f"{path.name} names a file that cannot belong there: {found[2][:120]!r}")
        sums[found[2]] = found[1]
    return sums


def _compare(named: set[str], there: set[str]) -> None:
    if missing := sorted(named - there):
        raise Damaged(f"{_listed(missing)}: missing")
    if more := sorted(there - named):
        raise Damaged(f"{_listed(more)}: not in {MANIFEST}")


def _listed(names: list[str]) -> str:
    more = f" and {len(names) - _MOST_TOLD} more" if len(names) > _MOST_TOLD else ""
    return ", ".join(names[:_MOST_TOLD]) + more


def _validated(path: Path) -> dict[str, list[str]]:
    """What `bag-info.txt` says, once `bagit` has found every checksum right."""
    bagit.LOGGER.disabled = True  # it would tell the same on the console
    try:
        bag = bagit.Bag(str(path))
        bag.validate()
    except bagit.BagValidationError as error:
        names = sorted({str(each.path) for each in error.details})
        raise Damaged(f"{_listed(names)}: changed since the copy was made" if names else str(error)) from error
    except bagit.BagError as error:
        raise Damaged(str(error)) from error
    return {key: values if isinstance(values, list) else [values] for key, values in bag.info.items()}


def _told(path: Path, sums: dict[str, str], info: dict[str, list[str]], fingerprint: str) -> Bag:
    """Our own fields. Raises Damaged."""
    if "Archive-Format" not in info:
        raise Damaged("it is a bag, but none that `backup` made")
    if info["Archive-Format"] != [FORMAT]:
        raise Damaged("it was made by a newer release than this one; install that release first")
    try:
        migrations = [(app, name) for app, *names in map(str.split, info["Archive-Migrations"]) for name in names]
        rows, last_ids = _numbers(info["Archive-Rows"]), _numbers(info.get("Archive-Last-Ids", []))
        (made_at,) = info["Archive-Made-At"]
        _ = info["Payload-Oxum"]
    except (KeyError, ValueError) as error:
        raise Damaged(f"{INFO} does not say what it should") from error
    if {table_file(label) for label in rows} != {name for name in sums if name.startswith("data/tables/")}:
        raise Damaged(f"{INFO} names other tables than there are")
    return Bag(path, sums, migrations, rows, last_ids, made_at, fingerprint)


def _numbers(values: list[str]) -> dict[str, int]:
    return {label: int(number) for label, number in map(str.split, values)}
