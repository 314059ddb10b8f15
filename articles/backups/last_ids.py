"""The highest id that each table has ever given, so that the address of what was deleted is never given again."""

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import AutoField, Model

from articles.rows import count_on


def last_ids(models: dict[str, type[Model]], using: str) -> dict[str, int]:
    """By the labels of the models; without those that count nothing, or have given none yet."""
    connection = connections[using]
    found = {}
    with connection.cursor() as cursor:
        for label, model in models.items():
            if not isinstance(model._meta.pk, AutoField):
                continue
            table, column = model._meta.db_table, model._meta.pk.column
            if connection.vendor == "sqlite":
                cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
            else:
                cursor.execute(f"SELECT last_value FROM {_sequence(cursor, table, column)} WHERE is_called")  # noqa: S608 (names of our own tables)  # nosec B608
            if (row := cursor.fetchone()) and row[0]:
                found[label] = int(row[0])
    return found


def count_from(models: dict[str, type[Model]], ids: dict[str, int], using: str = DEFAULT_DB_ALIAS) -> None:
    """The tables go on counting after these ids, and after those that their rows have."""
    connection = connections[using]
    count_on(list(models.values()), using)
    with connection.cursor() as cursor:
        for label, last in ids.items():
            pk, table = models[label]._meta.pk, models[label]._meta.db_table
            if pk is None:
                continue
            if connection.vendor == "sqlite":
                cursor.execute("DELETE FROM sqlite_sequence WHERE name = %s", [table])
                cursor.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [table, last])
            else:
                sequence = _sequence(cursor, table, pk.column)
                cursor.execute(f"SELECT setval('{sequence}', GREATEST(%s, last_value)) FROM {sequence}", [last])  # noqa: S608 (names of our own tables)  # nosec B608


def _sequence(cursor, table: str, column: str | None) -> str:  # type: ignore[no-untyped-def]  # Django's cursors have no type
    """The name of a PostgreSQL sequence, quoted as it needs to be."""
    cursor.execute("SELECT pg_get_serial_sequence(%s, %s)", [f'"{table}"', column])
    name: str = cursor.fetchone()[0]
    return name
