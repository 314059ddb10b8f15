"""Rows of tables as plain JSON values: the same from every kind of database, and back into any.

Backups are made of them, and so is what editors deleted.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import Field, JSONField, Model

_AT_ONCE = 500
_COUNT_ON = """
    SELECT setval('{sequence}', taken.last)
    FROM (SELECT MAX({column}) AS last FROM {table}) taken, {sequence} counted
    WHERE taken.last >= counted.last_value
"""


def columns(model: type[Model]) -> list[Field]:
    """The fields of the model that are columns of its own table, in their order."""
    return list(model._meta.local_concrete_fields)


def as_json(field: Field, value: Any) -> Any:
    """A value of the field, as Django has it, as JSON can hold it. Times and dates are in ISO 8601."""
    if value is None or isinstance(field, JSONField) or isinstance(value, (bool, int, float, str)):
        return value
    if hasattr(value, "isoformat"):
        return value.isoformat()
    return str(field.get_prep_value(value))


def row_of(instance: Model) -> dict[str, Any]:
    """The row of an object, by the names of its columns' fields (`issue_id`)."""
    return {field.attname: as_json(field, getattr(instance, field.attname)) for field in columns(type(instance))}


def insert(
    model: type[Model], names: Sequence[str], rows: Iterable[Sequence[Any]], using: str = DEFAULT_DB_ALIAS
) -> int:
    """Writes rows into the model's table exactly as they are, without signals; returns how many.

    `names` are those of the fields (`issue_id`), and each row has their values as `as_json` gave them. Raises
    FieldDoesNotExist for a name that the model does not know, and what the database raises for rows that it refuses.
    """
    connection = connections[using]
    by_name = {field.attname: field for field in columns(model)}
    fields = [by_name.get(name) or model._meta.get_field(name) for name in names]
    quote = connection.ops.quote_name
    places = ", ".join(["%s"] * len(fields))
    into = f"{quote(model._meta.db_table)} ({', '.join(quote(field.column) for field in fields)})"
    statement = f"INSERT INTO {into} VALUES ({places})"  # noqa: S608 - names of our own tables  # nosec B608
    count = 0
    batch: list[list[Any]] = []
    with connection.cursor() as cursor:
        for row in rows:
            batch.append([_stored(field, value, connection) for field, value in zip(fields, row, strict=True)])
            count += 1
            if len(batch) == _AT_ONCE:
                cursor.executemany(statement, batch)
                batch = []
        if batch:
            cursor.executemany(statement, batch)
    return count


def _stored(field: Field, value: Any, connection: Any) -> Any:
    """A value as the database takes it."""
    python = value if isinstance(field, JSONField) else field.to_python(value)
    return field.get_db_prep_save(python, connection)


def count_on(models: Sequence[type[Model]], using: str = DEFAULT_DB_ALIAS) -> None:
    """Where the database counts ids apart from the rows, as PostgreSQL does, tells it which are taken.

    It never counts from an earlier number again, as Django's own statement would have it: the id of what was deleted
    must not become another thing's.
    """
    connection = connections[using]
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        for model in models:
            if field := model._meta.auto_field:
                place = {"table": model._meta.db_table, "column": field.column}
                cursor.execute("SELECT pg_get_serial_sequence(%(table)s, %(column)s)", place)
                cursor.execute(_COUNT_ON.format(sequence=cursor.fetchone()[0], **place))
