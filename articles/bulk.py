"""Reads many sources one after the other; one that is refused does not stop the others."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings

from articles.archives import Source, source_count, sources
from articles.ingest.records import IssueRecord, Profile, Refused
from articles.models import Publication
from articles.reading import Reader
from articles.replacing import hold_scan, replace_source, scan_before
from articles.store import Stored, profile_of, save_issue, stored_before

SUFFIXES = {".docx", ".htm", ".html", ".markdown", ".md", ".pdf", ".text", ".txt", ".zip"}
"""The endings of the files that are taken from a folder. What they are is judged by content."""
HOLD, REPLACE, ADD = "hold", "replace", "add"
"""What may become of a new scan of a page that the archive has: kept for an editor to decide, or one of these."""


@dataclass(frozen=True)
class Outcome:
    """What became of one source: where it went, or why it was refused. `label` says which it is."""

    label: str
    stored: Stored | None
    refusal: Refused | None


def source_paths(paths: Iterable[Path]) -> list[Path]:
    """The files named, and in the folders named those that may be sources, each once, in order.

    Raises FileNotFoundError for a path that does not exist.
    """
    found: dict[Path, None] = {}
    for path in paths:
        if not path.exists():
            raise FileNotFoundError(f"There is no file or folder {path}. Check the path and try again.")
        files = sorted(file for file in path.rglob("*") if file.suffix.lower() in SUFFIXES) if path.is_dir() else [path]
        found |= dict.fromkeys(file for file in files if file.is_file())
    return list(found)


def count_sources(paths: Iterable[Path]) -> int:
    """How many sources the files are, the members of archives counted one by one."""
    total = 0
    for path in paths:
        try:
            with path.open("rb") as file:
                total += source_count(file)
        except OSError:  # it will be one refusal
            total += 1
    return total


def read_files(paths: Iterable[Path], profile: Profile) -> Iterator[tuple[Source, IssueRecord | Refused]]:
    """Each source in the files, archives taken apart, with what was read from it or why it was refused."""
    with Reader() as reader:
        for source in _sources(paths):
            yield source, _read(reader, source, profile)


def _read(reader: Reader, source: Source, profile: Profile) -> IssueRecord | Refused:
    if isinstance(source.content, Refused):
        return source.content
    try:
        return reader.issue(source.content, source.name, profile, settings.UPLOAD_LIMIT)
    except Refused as refusal:
        return refusal


def _sources(paths: Iterable[Path]) -> Iterator[Source]:
    for path in paths:
        try:
            with path.open("rb") as file:
                yield from sources(file, str(path), path.name, settings.UPLOAD_LIMIT)
        except OSError as error:
            yield Source(str(path), path.name, Refused("unreadable", f"The file cannot be read: {error.strerror}."))


def ingest_files(
    paths: Iterable[Path],
    *,
    publication: Publication | None = None,
    date: str | None = None,
    number: str | None = None,
    publish: bool = False,
    rescans: str = HOLD,
) -> Iterator[Outcome]:
    """Stores each source as an issue or a page of one, and says what became of it. Arguments as in `save_issue`.

    A source that was stored before is not read again, so that a run that was broken off is soon where it was.
    `rescans` says what becomes of a new scan of a page that is there: HOLD, REPLACE or ADD.
    """
    given = {"publication": publication, "date": date, "number": number, "publish": publish}
    profile = profile_of(publication)
    with Reader() as reader:
        for source in _sources(paths):
            if stored := _stored_before(source):
                yield Outcome(source.label, stored, None)
                continue
            try:
                if isinstance(source.content, Refused):
                    raise source.content
                record = reader.issue(source.content, source.name, profile, settings.UPLOAD_LIMIT)
                yield Outcome(source.label, _store(record, source.content, given, rescans), None)
            except Refused as refusal:
                yield Outcome(source.label, None, refusal)


def _store(record: IssueRecord, data: bytes, given: dict[str, Any], rescans: str) -> Stored:
    """Saves what was read: in the place of an earlier scan, or beside it, if it is a new one."""
    scan = None if rescans == ADD else scan_before(record, given["publication"], given["date"], given["number"])
    if scan is None:
        return save_issue(record, data, **given)
    source = (replace_source if rescans == REPLACE else hold_scan)(scan, record, data)
    return Stored(source.issue, source, created=True)


def _stored_before(source: Source) -> Stored | None:
    if isinstance(source.content, Refused):
        return None
    return stored_before(hashlib.sha256(source.content).hexdigest())
