"""The database as it is at one moment, read at leisure while others go on writing."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import DEFAULT_DB_ALIAS, connections, transaction

ALIAS = "snapshot"


@contextmanager
def snapshot() -> Iterator[str]:
    """Gives the alias of a connection that sees, until the block ends, what was committed when it began.

    It holds up no writer. On SQLite the transaction must not be IMMEDIATE, as the archive's others are: that would
    take the lock for writing. Raises django.db.Error.
    """
    own = connections[DEFAULT_DB_ALIAS].copy(ALIAS)
    if own.vendor == "sqlite":
        own.settings_dict["OPTIONS"] = dict(own.settings_dict.get("OPTIONS") or {}, transaction_mode="DEFERRED")
    connections[ALIAS] = own
    try:
        with transaction.atomic(using=ALIAS):
            with own.cursor() as cursor:
                if own.vendor == "postgresql":
                    cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
                cursor.execute("SELECT COUNT(*) FROM django_migrations")  # it begins with the first read
            yield ALIAS
    finally:
        own.close()
        del connections[ALIAS]
