"""Rows of a table as lines of JSON, and back: the names of the columns first, then one row a line."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db import DEFAULT_DB_ALIAS
from django.db.models import Model

from articles.rows import as_json, columns, insert

_AT_ONCE = 500
LONGEST_ROW = 256 * 1024 * 1024
"""Bytes that a row may take. Whoever plants a longer one wants our memory."""


class UnreadableTable(Exception):
    """What should be the rows of a table is not. Its text says where and why."""


def lines(model: type[Model], using: str) -> Iterator[bytes]:
    """The table as lines: the names of its fields (`issue_id`), then its rows in the order of their keys.

    Holds some hundred rows at a time. Raises UnreadableTable for a row that nobody could read back.
    """
    fields = columns(model)
    names = [field.attname for field in fields]
    yield _line(names)
    query = model._base_manager.using(using).order_by("pk").values_list(*names)
    for row in query.iterator(chunk_size=_AT_ONCE):
        line = _line([as_json(field, value) for field, value in zip(fields, row, strict=True)])
        if len(line) > LONGEST_ROW:
            raise UnreadableTable(f"{model._meta.label} {row[0]} is larger than {LONGEST_ROW} bytes")
        yield line


def _line(values: list[Any]) -> bytes:
    text = json.dumps(values, ensure_ascii=False, separators=(",", ":"))
    return text.encode("utf-8", "surrogatepass") + b"\n"


def read_table(model: type[Model], path: Path, using: str = DEFAULT_DB_ALIAS) -> int:
    """Writes the rows of the file into the table of the model, which is empty; returns how many.

    Raises UnreadableTable for what is no row of it, and what the database raises for rows that it refuses.
    """
    with path.open("rb") as file:
        rows = _rows(file, path.name)
        names = next(rows, None)
        if names != [field.attname for field in columns(model)]:
            raise UnreadableTable(f"{path.name} has other columns than {model._meta.label} had in its release")
        try:
            return insert(model, names, rows, using)
        except (FieldDoesNotExist, ValidationError, TypeError, ValueError) as error:
            raise UnreadableTable(
                f"{path.name} has a row that cannot be one of {model._meta.label}: {error}"
            ) from error


def _rows(file: BinaryIO, name: str) -> Iterator[list[Any]]:
    number = 0
    while line := file.readline(LONGEST_ROW + 1):
        number += 1
        if len(line) > LONGEST_ROW:
            raise UnreadableTable(f"line {number} of {name} is too long")
        try:
            row = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise UnreadableTable(f"line {number} of {name} is no JSON") from error
        if not isinstance(row, list) or not line.endswith(b"\n"):
            raise UnreadableTable(f"line {number} of {name} is no row")
        yield row
