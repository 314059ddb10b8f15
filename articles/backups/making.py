"""Makes a copy of the whole archive while people work: one moment of the database, and the files that it names."""

import errno
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import groupby
from operator import itemgetter
from pathlib import Path

from django.conf import settings
from django.db import Error
from django.db.models import Sum

from articles.backups.bag import BLOCK, BagWriter, Info
from articles.backups.last_ids import last_ids
from articles.backups.payload import MEDIA, is_kept_name, named_files, table_file
from articles.backups.schema import Schema, UnknownMigrations
from articles.backups.shelf import Busy, claimed_shelf, new_copy, thin_out
from articles.backups.snapshot import snapshot
from articles.backups.tables import UnreadableTable, lines
from articles.leaving_files import deletions_put_off, open_kept

FORMAT = "1"
Tell = Callable[[str], None]
_NO_ROOM = {errno.ENOSPC, errno.EFBIG, errno.EDQUOT}
_MOST_TOLD = 1000


class CannotBackUp(Exception):
    """No copy was made, and nothing was left. The message says why, and what to do."""


@dataclass
class Copy:
    """A copy that was made."""

    path: Path
    rows: dict[str, int] = field(default_factory=dict)
    files: int = 0
    size: int = 0
    fingerprint: str = ""
    damage: list[str] = field(default_factory=list)
    """What was wrong with the archive's own files, a sentence each."""
    removed: list[Path] = field(default_factory=list)


def back_up(folder: Path, release: str, keep: int | None = None, tell: Tell = lambda _: None) -> Copy:
    """Makes a copy in a new folder within `folder`; then leaves the newest `keep` there, if that is given.

    A file that is damaged or missing is said in the copy and what is returned; older copies, which may have it whole,
    are then all left. `tell` is told from time to time how far it is. Raises CannotBackUp.
    """
    try:
        with claimed_shelf(folder):
            with new_copy(folder) as (draft, path):
                copy = Copy(path)
                with deletions_put_off(Path(settings.MEDIA_ROOT)), snapshot() as using:
                    _fill(BagWriter(draft), copy, using, release, tell)
            if keep and not copy.damage:
                copy.removed = thin_out(folder, keep)
    except Busy as error:
        raise CannotBackUp(f"Another backup into {folder} is running. Wait until it has ended.") from error
    except OSError as error:
        raise CannotBackUp(_why_not(folder, error)) from error
    except UnknownMigrations as error:
        raise CannotBackUp(
            f"The database was made by a newer release (migrations {error}). Use that release's backup."
        ) from error
    except (Error, UnreadableTable) as error:
        raise CannotBackUp(f"The database cannot be read: {error}. No copy was made; run `verify`.") from error
    return copy


def _fill(bag: BagWriter, copy: Copy, using: str, release: str, tell: Tell) -> None:
    schema = Schema.of_database(using)
    if "articles.sourcefile" not in schema.models:
        raise CannotBackUp("There is no archive in this database yet.")
    made_at = datetime.now(UTC)
    _refuse_if_hopeless(bag.folder, schema, using)
    for label, model in schema.models.items():
        tell(label)
        bag.add(table_file(label), _counted(lines(model, using), label, copy))
    for name, sha256 in named_files(schema.models, using):
        if f"{MEDIA}{name}" not in bag:
            _copy_file(bag, name, sha256, copy)
            tell(f"{copy.files} files")
    copy.size = bag.size
    tell("waiting for the disk")
    copy.fingerprint = bag.close(_info(copy, schema, last_ids(schema.models, using), release, made_at))


def _refuse_if_hopeless(folder: Path, schema: Schema, using: str) -> None:
    """A disk that is filled to its end may be the one that the archive itself needs. Raises OSError."""
    sources = schema.models["articles.sourcefile"]._base_manager.using(using)
    if shutil.disk_usage(folder).free < (sources.aggregate(sum=Sum("size"))["sum"] or 0):
        raise OSError(errno.ENOSPC, "No space left on device")


def _counted(pieces: Iterable[bytes], label: str, copy: Copy) -> Iterator[bytes]:
    copy.rows[label] = -1  # the first line has the names of the columns
    for piece in pieces:
        copy.rows[label] += 1
        yield piece


def _copy_file(bag: BagWriter, name: str, sha256: str | None, copy: Copy) -> None:
    """Copies a kept file as it is, and notes what is wrong with it."""
    if not is_kept_name(name):
        copy.damage.append(f"{name!r} is no name that the archive gives; the file is not copied")
        return
    try:
        found = bag.add(f"{MEDIA}{name}", _pieces(name))
    except _Unreadable as error:
        copy.damage.append(f"{name} {error}")
    else:
        copy.files += 1
        if sha256 and found != sha256:
            copy.damage.append(f"{name} is not what was uploaded: its checksum is another")


class _Unreadable(Exception):
    """A kept file cannot be read: not to be taken for a copy that cannot be written."""


def _pieces(name: str) -> Iterator[bytes]:
    try:
        with open_kept(Path(settings.MEDIA_ROOT), name) as file:
            while piece := file.read(BLOCK):
                yield piece
    except FileNotFoundError as error:
        raise _Unreadable("is missing") from error
    except OSError as error:
        raise _Unreadable(f"cannot be read: {(error.strerror or str(error)).lower()}") from error


def _info(copy: Copy, schema: Schema, ids: Mapping[str, int], release: str, made_at: datetime) -> Info:
    """What `bag-info.txt` says: fields that BagIt knows, then our own."""
    by_app = groupby(schema.migrations, key=itemgetter(0))
    return {
        "Bagging-Date": [made_at.date().isoformat()],
        "Bag-Software-Agent": [f"sci-tech-policy-archive {release}"],
        "External-Description": ["All of a Sci-Tech Policy Archive; `manage.py restore` reads it"],
        "Archive-Format": [FORMAT],
        "Archive-Made-At": [made_at.isoformat(timespec="seconds")],
        "Archive-Migrations": [f"{app} {' '.join(name for _, name in names)}" for app, names in by_app],
        "Archive-Rows": [f"{label} {count}" for label, count in copy.rows.items()],
        "Archive-Last-Ids": [f"{label} {last}" for label, last in ids.items()],
        "Archive-Files": [str(copy.files)],
        "Archive-Damage": copy.damage[:_MOST_TOLD],
    }


def _why_not(folder: Path, error: OSError) -> str:
    why = (error.strerror or str(error)).lower()
    if error.errno in _NO_ROOM:
        return (
            f"There is no room for a copy in {folder}: {why}. Nothing was left there. Make room, or choose another "
            "folder, and run it again."
        )
    return f"No copy can be made in {folder}: {why}. Nothing was left there. Choose a folder that can be written."
