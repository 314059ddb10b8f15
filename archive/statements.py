"""Statements of the database that are cut off when the time of a request is over. The connection can be used on."""

from collections.abc import Callable
from typing import Any

from django.db import DatabaseError
from django.db.backends.base.base import BaseDatabaseWrapper

from search.budget import check, is_over, remaining

_STEPS = 100_000  # of SQLite's machine, some milliseconds' work
_UNDOING = ("SAVEPOINT", "RELEASE SAVEPOINT", "ROLLBACK")
"""What has to run whatever the clock says: it ends what was begun."""


class StatementWatch:
    """Around each statement of one request (`connection.execute_wrapper`).

    SQLite asks for the time itself every hundred thousand steps. PostgreSQL is told how long a statement may take,
    anew each time that half of it is over. A statement that is cut off raises OperationalError, one that is begun too
    late OverBudget.
    """

    def __init__(self, connection: BaseDatabaseWrapper) -> None:
        self._connection = connection
        self._allowed = 0.0  # seconds that a statement may take at most, as the database was told

    def __call__(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
        left = remaining()
        if left is not None and not sql.startswith(_UNDOING):
            check()
            if not self._allowed or left < self._allowed / 2:
                self._allow(left)
        return execute(sql, params, many, context)

    def _allow(self, seconds: float) -> None:
        if self._connection.vendor == "sqlite":
            self._connection.connection.set_progress_handler(is_over, _STEPS)
        elif self._connection.vendor == "postgresql":
            self._tell(f"SET statement_timeout = {max(1, round(seconds * 1000))}")
        self._allowed = seconds

    def end(self) -> None:
        """Whoever has the connection next has no limit. In a transaction that failed, it goes with that."""
        if self._connection.vendor != "postgresql" or not self._allowed or self._connection.connection is None:
            return
        try:
            self._tell("RESET statement_timeout")
        except DatabaseError:
            if not self._connection.in_atomic_block:
                self._connection.close()

    def _tell(self, command: str) -> None:
        with self._connection.wrap_database_errors, self._connection.connection.cursor() as cursor:
            cursor.execute(command)
