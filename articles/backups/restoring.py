"""Makes an archive of a copy that was checked, in the place of an empty one: all of it, or nothing."""

import errno
import hashlib
import os
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from uuid import uuid4

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import DEFAULT_DB_ALIAS, Error, OperationalError, connections, transaction
from django.db.migrations.executor import MigrationExecutor

from articles.backups.bag import BLOCK
from articles.backups.checking import Bag, Damaged, Tell
from articles.backups.emptiness import KEPT, sha256_of
from articles.backups.last_ids import count_from
from articles.backups.new_database import new_database
from articles.backups.payload import MEDIA, named_files, table_file
from articles.backups.schema import Schema, UnknownMigrations
from articles.backups.tables import UnreadableTable, read_table
from articles.checksums import checksum
from articles.kept_files import DRAFT_SUFFIX
from articles.models import Article
from articles.syncing import sync

_AT_ONCE = 100


def restore(bag: Bag, before_it_counts: Callable[[], None], tell: Tell = lambda _: None) -> None:
    """Fills the archive, which has to be empty (articles/backups/emptiness.py), with what the copy holds.

    The tables are made as they were in the release of the copy, filled, and then brought up to this one.
    `before_it_counts` is called just before that becomes the archive. Raises Damaged for a copy that cannot be
    restored, and OSError; the archive is then as empty as before, but for files of the copy.
    """
    try:
        schema = Schema(bag.migrations)
        _refuse_other_tables(bag, schema)
        with new_database(before_it_counts):
            MigrationExecutor(connections[DEFAULT_DB_ALIAS]).migrate(schema.targets)
            _fill(bag, schema, tell)
            _refuse_files_without_rows(bag, schema)
            tell("bringing the tables up to this release")
            ContentType.objects.clear_cache()
            call_command("migrate", interactive=False, verbosity=0)
            _bring_files(bag, Path(settings.MEDIA_ROOT), tell)
    except UnknownMigrations as error:
        raise Damaged(f"a newer release made it (migrations {error}); install that release first") from error
    except UnreadableTable as error:
        raise Damaged(str(error)) from error
    except OperationalError as error:  # a full disk, or a database that does not answer
        raise OSError(errno.ENOSPC if "full" in str(error) else errno.EIO, str(error)) from error
    except Error as error:
        raise Damaged(f"the database does not take it: {error}") from error


def _refuse_other_tables(bag: Bag, schema: Schema) -> None:
    if differing := sorted(bag.rows.keys() ^ schema.models.keys()):
        raise Damaged(f"its release had other tables than it holds, such as {differing[0]}")


def _fill(bag: Bag, schema: Schema, tell: Tell) -> None:
    """Puts the rows into the tables, in the place of those that migrations made."""
    connection = connections[DEFAULT_DB_ALIAS]
    with transaction.atomic():
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                cursor.execute("SET CONSTRAINTS ALL DEFERRED")  # migrations in the same transaction have ended that
            for model in schema.models.values():
                cursor.execute(f"DELETE FROM {connection.ops.quote_name(model._meta.db_table)}")  # noqa: S608 (names of our own tables)  # nosec B608
        for label, model in schema.models.items():
            tell(label)
            count = read_table(model, bag.path / table_file(label))
            if count != bag.rows[label]:
                raise Damaged(f"{label} has {count} rows instead of {bag.rows[label]}")
        count_from(schema.models, {label: last for label, last in bag.last_ids.items() if label in schema.models})
        connection.check_constraints()


def _refuse_files_without_rows(bag: Bag, schema: Schema) -> None:
    try:
        named = {f"{MEDIA}{name}" for name, _sha256 in named_files(schema.models, DEFAULT_DB_ALIAS)}
    except (KeyError, TypeError, ValueError) as error:
        raise Damaged("what editors deleted is kept in a way that no release knows") from error
    if strange := sorted(name for name in bag.sums if name.startswith(MEDIA) and name not in named):
        raise Damaged(f"no row names {strange[0]}")


def _bring_files(bag: Bag, media: Path, tell: Tell) -> None:
    """Copies the kept files to their places, each under its name once it is on the disk.

    Some hundred wait for the disk together, which is much faster than one after the other.
    """
    remove_drafts(media)
    names = [name for name in bag.sums if name.startswith(MEDIA)]
    for start in range(0, len(names), _AT_ONCE):
        tell(f"{start} of {len(names)} files")
        copied = [_copy(bag, name, media) for name in names[start : start + _AT_ONCE]]
        for draft, path in filter(None, copied):
            sync(draft)
            os.rename(draft, path)
    for folder, _folders, _names in os.walk(media):
        sync(Path(folder))
    if media.is_dir():
        sync(media.parent)


def remove_drafts(media: Path) -> None:
    """Removes what somebody had begun to write and was killed."""
    for folder in KEPT:
        for path in (media / folder).rglob(f".*{DRAFT_SUFFIX}"):
            path.unlink()


def _copy(bag: Bag, name: str, media: Path) -> tuple[Path, Path] | None:
    """Copies a file beside its place; returns where it is and where it belongs, or None where it is there already."""
    path = media / name.removeprefix(MEDIA)
    if path.exists() and sha256_of(path) == bag.sums[name]:
        return None
    path.parent.mkdir(parents=True, exist_ok=True)
    draft, digest = path.with_name(f".{uuid4().hex}{DRAFT_SUFFIX}"), hashlib.sha256()
    try:
        with (bag.path / name).open("rb") as source, draft.open("xb") as target:
            while piece := source.read(BLOCK):
                digest.update(piece)
                target.write(piece)
        if digest.hexdigest() != bag.sums[name]:
            raise Damaged(f"{name} changed while it was read")
    except BaseException:
        with suppress(FileNotFoundError):
            draft.unlink()
        raise
    return draft, path


def no_room(error: OSError) -> bool:
    """Whether the error says that a disk is full."""
    return error.errno in {errno.ENOSPC, errno.EFBIG, errno.EDQUOT}


def damage(bag: Bag) -> Iterator[str]:
    """What was wrong with the archive when the copy was made, and so is still: files, and texts of articles."""
    for name, sha256 in named_files(Schema.of_database().models, DEFAULT_DB_ALIAS):
        found = bag.sums.get(f"{MEDIA}{name}")
        if found is None:
            yield f"{name} is missing"
        elif sha256 and found != sha256:
            yield f"{name} is not what was uploaded: its checksum is another"
    for article in Article.objects.exclude(checksum=None).order_by("pk").iterator(chunk_size=_AT_ONCE):
        if checksum(article) != article.checksum:
            yield f"article {article.pk} does not say what its checksum stands for"
