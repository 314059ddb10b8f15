"""Whether an error says that nothing can be written: the disk is full, or its folder may only be read."""

import errno
import os
import sqlite3
from enum import Enum
from typing import Any

from django.db import DatabaseError, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created
from django.dispatch import receiver

_READ_ONLY_CODES = {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM}
_PRIMARY = 0xFF  # of SQLite's codes: what is above says more exactly
_SQLSTATES = {"53100": "full", "25006": "read-only"}  # PostgreSQL's disk_full and read_only_sql_transaction


class Scarcity(Enum):
    """What is missing."""

    ROOM = "full"
    PERMISSION = "read-only"


_BY_NUMBER = {
    errno.ENOSPC: Scarcity.ROOM,
    errno.EDQUOT: Scarcity.ROOM,
    errno.EFBIG: Scarcity.ROOM,
    errno.EROFS: Scarcity.PERMISSION,
    errno.EACCES: Scarcity.PERMISSION,
    errno.EPERM: Scarcity.PERMISSION,
}


def scarcity_of(error: BaseException | None) -> Scarcity | None:
    """What the error says is missing for writing, to files or to the database; None if it says something else."""
    if isinstance(error, OSError):
        return _BY_NUMBER.get(error.errno or 0)
    if not isinstance(error, DatabaseError):
        return None
    cause = error.__cause__
    if isinstance(cause, sqlite3.Error):
        code = (getattr(cause, "sqlite_errorcode", None) or 0) & _PRIMARY
        if code == sqlite3.SQLITE_FULL:
            return Scarcity.ROOM
        return Scarcity.PERMISSION if code in _READ_ONLY_CODES else None
    state = _SQLSTATES.get(getattr(cause, "sqlstate", None) or "")
    return Scarcity(state) if state else None


def open_database_anew() -> None:
    """Lets go of this thread's connections: one that was opened to read could never write again."""
    for connection in connections.all(initialized_only=True):
        if not connection.in_atomic_block:
            connection.close()


@receiver(connection_created)
def keep_briefly(sender: object, connection: BaseDatabaseWrapper, **_: Any) -> None:
    """A connection to a file that may only be read serves one request: the next may find that it can be written."""
    name = str(connection.settings_dict["NAME"])
    if connection.vendor == "sqlite" and os.path.exists(name) and not os.access(name, os.W_OK):
        connection.close_at = 0.0
