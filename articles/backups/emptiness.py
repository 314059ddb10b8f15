"""Whether there is nothing yet that a restored archive would take the place of."""

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.migrations.recorder import MigrationRecorder

from articles.backups.payload import MEDIA
from articles.backups.schema import Schema, UnknownMigrations
from articles.kept_files import DRAFT_SUFFIX

_MADE_BY_MIGRATIONS = {
    "articles.institution",
    "articles.region",
    "articles.region_members",
    "articles.topic",
    "auth.group",
    "auth.group_permissions",
    "auth.permission",
    "contenttypes.contenttype",
}
"""Models whose rows are there before anybody has done anything."""

KEPT = ("sources", "batches")
"""The folders of kept files."""


class NotEmpty(Exception):
    """Something is there that must not be lost. Its text says what, as a sentence."""


def refuse_what_is_there(sums: dict[str, str]) -> None:
    """Raises NotEmpty if the archive's database has rows, or its folder a file that is not in the copy.

    `sums` are the checksums of the copy. Files that are in it as well, with the same bytes, are welcome: they are what
    an earlier run that was killed had brought already, or what is left where only the database was lost.
    """
    _refuse_rows()
    media = Path(settings.MEDIA_ROOT)
    for path in kept_files(media):
        name = path.relative_to(media).as_posix()
        if sums.get(f"{MEDIA}{name}") != sha256_of(path):
            raise NotEmpty(f"{media} holds {name}, which is not in the copy.")


def _refuse_rows() -> None:
    connection = connections[DEFAULT_DB_ALIAS]
    if connection.vendor == "sqlite" and not Path(connection.settings_dict["NAME"]).exists():
        return  # to look into it would make one
    tables = set(connection.introspection.table_names())
    if not tables:
        return
    try:
        schema = Schema.of_database()
    except UnknownMigrations as error:
        raise NotEmpty(f"The database was made by a newer release (migrations {error}).") from error
    if others := sorted(tables - schema.tables - {MigrationRecorder.Migration._meta.db_table}):
        raise NotEmpty(f"The database holds tables of something else, such as {others[0]}.")
    for label, model in schema.models.items():
        if label not in _MADE_BY_MIGRATIONS and model._base_manager.exists():
            raise NotEmpty(f"The database holds rows already, of {label}.")


def kept_files(media: Path) -> Iterator[Path]:
    """All files in the folders of kept files but drafts, whose writers were killed."""
    for folder in KEPT:
        for path, _folders, names in os.walk(media / folder):
            yield from (Path(path, name) for name in names if not name.endswith(DRAFT_SUFFIX))


def sha256_of(path: Path) -> str:
    """The SHA-256 of a file. Raises OSError."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
