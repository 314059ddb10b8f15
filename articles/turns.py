"""One editor's step after the other: whoever reads what there is, to decide what to write, does so in turn.

SQLite lets one transaction write at a time. PostgreSQL lets many, and two of them may then each make the publication,
the author or the place in an issue that the other has not shown yet.
"""

from django.db import connection

_TURN = 0x5C1_7EC4  # any number, as long as no other program takes the same in this database


def take_turn() -> None:
    """Waits for whoever has the turn, and has it until the transaction ends. To be called first in a transaction.

    Once more in the same transaction does no harm. Raises OperationalError when the others take too long
    (archive/databases.py says how long that is).
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_TURN])
