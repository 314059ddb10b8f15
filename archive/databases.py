"""Which database the archive keeps its catalogue in: a file in the data folder, or what DATABASE_URL names."""

from pathlib import Path
from typing import Any

import dj_database_url

_KEPT_OPEN_SECONDS = 600  # opening the file costs as much as a search

_SQLITE = {
    # Writers take their turn at once (IMMEDIATE) and wait for up to 20 seconds; what is committed is on the disk
    # (FULL) before the editor is told so.
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
}

_POSTGRES = {
    # A server that is down, or a network that is, is noticed in seconds, so that readers are told and need not wait.
    "connect_timeout": 3,
    "tcp_user_timeout": 10_000,  # milliseconds
    # Writers wait for each other as long as on SQLite.
    "options": "-c lock_timeout=20s",
}


class UnknownDatabase(ValueError):
    """DATABASE_URL names no database that the archive can use. Its text is a sentence for the operator."""


def database(url: str, folder: Path) -> dict[str, Any]:
    """Django's description of the database at `url`; of the SQLite file in `folder` if that is empty.

    Raises UnknownDatabase.
    """
    if not url:
        return _sqlite(folder / "archive.sqlite3")
    try:
        found: dict[str, Any] = dict(
            dj_database_url.parse(url, conn_max_age=_KEPT_OPEN_SECONDS, conn_health_checks=True)
        )
    except ValueError as error:
        raise UnknownDatabase(_sentence()) from error
    if found["ENGINE"] == "django.db.backends.sqlite3":
        return _sqlite(Path(str(found["NAME"])).resolve())
    if found["ENGINE"] != "django.db.backends.postgresql":
        raise UnknownDatabase(_sentence())
    found["OPTIONS"] = _POSTGRES | found.get("OPTIONS", {})
    return found


def _sqlite(path: Path) -> dict[str, Any]:
    return {
        "ENGINE": "archive.sqlite",
        "NAME": path,
        "CONN_MAX_AGE": _KEPT_OPEN_SECONDS,
        "OPTIONS": dict(_SQLITE),
    }


def _sentence() -> str:
    return (
        "DATABASE_URL names no database that the archive knows. Write postgres://user:password@host:5432/name, or "
        "leave it out for a SQLite file in the data folder."
    )
