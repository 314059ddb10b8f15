"""Reads many sources one after the other; one that is refused does not stop the others."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from articles.archives import Source, source_count, sources
from articles.ingest.records import IssueRecord, Profile, Refused
from articles.models import Publication
from articles.reading import Reader
from articles.replacing import HOLD, save_page
from articles.store import Stored, profile_of, stored_content

SUFFIXES = {".docx", ".htm", ".html", ".markdown", ".md", ".pdf", ".text", ".txt", ".zip"}
"""The endings of the files that are taken from a folder. What they are is judged by content."""


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
    given = {"publication": publication, "date": date, "number": number, "publish": publish, "rescans": rescans}
    profile = profile_of(publication)
    with Reader() as reader:
        for source in _sources(paths):
            if stored := _stored_before(source):
                yield Outcome(source.label, stored, None)
                continue
            record = _read(reader, source, profile)
            if isinstance(record, Refused):
                yield Outcome(source.label, None, record)
            else:
                yield Outcome(source.label, save_page(record, source.content, **given), None)


def _stored_before(source: Source) -> Stored | None:
    return None if isinstance(source.content, Refused) else stored_content(source.content)
