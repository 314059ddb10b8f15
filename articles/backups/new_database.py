"""A database that becomes the archive's when all of it is there, and until then is no one's."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import DEFAULT_DB_ALIAS, connections, transaction

from articles.syncing import sync

_BESIDE = ("", "-wal", "-shm", "-journal", "-line")
"""How the names of the files of a SQLite database end."""


@contextmanager
def new_database(before_it_counts: Callable[[], None]) -> Iterator[None]:
    """Lets the default connection lead, within the block, to a database without tables.

    After the block, it is the archive's, in the place of one that has to be empty. If the block raises, or the process
    is killed, all is as it was. On SQLite it is a file beside, on PostgreSQL a transaction. `before_it_counts` is
    called just before that. Raises OSError and django.db.Error.
    """
    if connections[DEFAULT_DB_ALIAS].vendor == "sqlite":
        with _file_beside(before_it_counts):
            yield
        return
    with transaction.atomic(durable=True):
        _drop_tables()
        yield
        before_it_counts()


@contextmanager
def _file_beside(before_it_counts: Callable[[], None]) -> Iterator[None]:
    connection = connections[DEFAULT_DB_ALIAS]
    connection.close()
    usual, path = connection.settings_dict, Path(connection.settings_dict["NAME"])
    beside = path.with_name(f"{path.name}.restoring")
    _remove(beside)
    # Nobody else sees it, and it reaches the disk as a whole at the end.
    fast = {"transaction_mode": "IMMEDIATE", "init_command": "PRAGMA journal_mode=MEMORY; PRAGMA synchronous=OFF;"}
    connection.settings_dict = usual | {"NAME": beside, "OPTIONS": fast}
    try:
        yield
        connection.close()
        sync(beside)
        before_it_counts()
        for ending in _BESIDE[1:]:
            Path(f"{path}{ending}").unlink(missing_ok=True)
        os.replace(beside, path)
        sync(path.parent)
    finally:
        connection.close()
        connection.settings_dict = usual
        _remove(beside)


def _remove(database: Path) -> None:
    for ending in _BESIDE:
        Path(f"{database}{ending}").unlink(missing_ok=True)


def _drop_tables() -> None:
    """Those that a migration made, and nobody filled."""
    connection = connections[DEFAULT_DB_ALIAS]
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"DROP TABLE {connection.ops.quote_name(table)} CASCADE")
