"""Reads many sources one after the other; one that is refused does not stop the others."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from articles.ingest.pipeline import read_issue
from articles.ingest.records import Refused
from articles.models import Publication
from articles.store import Stored, profile_of, save_issue

SUFFIXES = {".md", ".markdown", ".txt", ".text"}


@dataclass(frozen=True)
class Outcome:
    """What became of one file: where it went, or why it was refused."""

    path: Path
    stored: Stored | None
    refusal: Refused | None


def source_paths(paths: Iterable[Path]) -> list[Path]:
    """The files named, and the text files in the folders named, each once, in order.

    Raises FileNotFoundError for a path that does not exist.
    """
    found: dict[Path, None] = {}
    for path in paths:
        if not path.exists():
            raise FileNotFoundError(f"There is no file or folder {path}. Check the path and try again.")
        files = sorted(file for file in path.rglob("*") if file.suffix.lower() in SUFFIXES) if path.is_dir() else [path]
        found |= dict.fromkeys(file for file in files if file.is_file())
    return list(found)


def read_file(path: Path) -> bytes:
    """A file's bytes; of one that is larger than may be uploaded, just enough to see that."""
    with path.open("rb") as file:
        return file.read(settings.UPLOAD_LIMIT + 1)


def ingest_files(
    paths: Iterable[Path],
    *,
    publication: Publication | None = None,
    date: str | None = None,
    number: str | None = None,
    publish: bool = False,
) -> Iterator[Outcome]:
    """Stores each file as an issue or a page of one, and says what became of it. Arguments as in `save_issue`."""
    for path in paths:
        try:
            data = read_file(path)
            record = read_issue(data, path.name, profile_of(publication), settings.UPLOAD_LIMIT)
            stored = save_issue(record, data, publication=publication, date=date, number=number, publish=publish)
        except Refused as refusal:
            yield Outcome(path, None, refusal)
        except OSError as error:
            yield Outcome(path, None, Refused("unreadable", f"The file cannot be read: {error.strerror}."))
        else:
            yield Outcome(path, stored, None)
