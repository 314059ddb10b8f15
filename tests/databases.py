"""The databases of archives that tests start: a file in the data folder, or on PostgreSQL one for each folder."""

import hashlib
import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psycopg
import pytest

SQLITE_SECONDS = 20  # to wait for whoever writes


def on_postgres() -> bool:
    """Whether the tests run on PostgreSQL: DATABASE_URL says so."""
    return os.environ.get("DATABASE_URL", "").startswith("postgres")


def only_on_sqlite(why: str) -> pytest.MarkDecorator:
    """A mark for what is true of SQLite alone; `why` is a sentence that goes on after “SQLite alone:”."""
    return pytest.mark.skipif(on_postgres(), reason=f"SQLite alone: {why}")


def only_on_postgres(why: str) -> pytest.MarkDecorator:
    """The other way round."""
    return pytest.mark.skipif(not on_postgres(), reason=f"PostgreSQL alone: {why}")


# For tests of what follows a commit, as tags of pages do on PostgreSQL: their writes are not taken back, but deleted.
committed = pytest.mark.django_db(transaction=on_postgres())


def database_url(data: Path) -> str:
    """The DATABASE_URL of the archive on the data folder `data`, whose database is made if there is none.

    On SQLite it is empty: the database lies in the folder.
    """
    if not on_postgres():
        return ""
    with _server() as connection:
        if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [_name(data)]).fetchone():
            connection.execute(f"CREATE DATABASE {_name(data)}")
    return _url(data)


def copy_archive(data: Path, to: Path) -> Path:
    """Copies an archive that nobody uses at the moment, with its database; gives the new data folder."""
    shutil.copytree(data, to)
    if on_postgres():
        with _server() as connection:
            _part_from(connection, _name(data))
            connection.execute(f"CREATE DATABASE {_name(to)} TEMPLATE {_name(data)}")
    return to


def ask(data: Path, query: str) -> list[tuple[Any, ...]]:
    """The rows that the archive on the data folder answers to a query, past all of its own code."""
    if on_postgres():
        with psycopg.connect(_url(data)) as connection:
            return connection.execute(query.encode()).fetchall()
    with closing(sqlite3.connect(data / "archive.sqlite3", timeout=SQLITE_SECONDS)) as connection:
        return connection.execute(query).fetchall()


def _name(data: Path) -> str:
    return f"archive_{hashlib.sha256(str(Path(data).resolve()).encode()).hexdigest()[:16]}"


def _url(data: Path) -> str:
    return urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{_name(data)}").geturl()


def _server() -> psycopg.Connection:
    return psycopg.connect(os.environ["DATABASE_URL"], autocommit=True)


def _part_from(connection: psycopg.Connection, name: str) -> None:
    """Ends the connections that killed processes have left: nothing is copied from under anybody."""
    connection.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [name])
