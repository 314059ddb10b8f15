"""Rows that were deleted, as a Removal keeps them: by table, with the names of the columns and the values as JSON."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db.models import Field, Model

from articles.rows import as_json, columns, row_of

_AT_ONCE = 500

Doomed = Mapping[type[Model], Collection[Any]]
"""Primary keys of rows that are about to be deleted, by their models."""


class OtherRelease(ValueError):
    """The rows have columns that this release does not know: another one has kept them."""


@dataclass
class KeptTable:
    """Rows of one model: the names of the fields (`issue_id`), and a list of values for each row."""

    model: type[Model]
    names: list[str]
    rows: list[list[Any]]

    @property
    def label(self) -> str:
        return self.model._meta.label_lower

    @property
    def keys(self) -> set[Any]:
        return set(self.column(self.model._meta.pk.attname))

    def column(self, name: str) -> list[Any]:
        """The values of one field, row by row."""
        place = self.names.index(name)
        return [row[place] for row in self.rows]

    def fields(self) -> list[Field]:
        """The fields, in the order of `names`."""
        by_name = {field.attname: field for field in columns(self.model)}
        return [by_name[name] for name in self.names]

    def as_json(self) -> dict[str, Any]:
        return {"model": self.label, "names": self.names, "rows": self.rows}


def kept(doomed: Doomed) -> list[KeptTable]:
    """The rows as they are in the database now, in the order of their keys."""
    return [_kept(model, sorted(keys)) for model, keys in doomed.items() if keys]


def _kept(model: type[Model], keys: list[Any]) -> KeptTable:
    names = [field.attname for field in columns(model)]
    return KeptTable(model, names, [list(row_of(row).values()) for row in _rows(model, keys)])


def _rows(model: type[Model], keys: list[Any]) -> Iterator[Model]:
    for start in range(0, len(keys), _AT_ONCE):
        yield from model._base_manager.filter(pk__in=keys[start : start + _AT_ONCE]).order_by("pk")


def read(tables: Iterable[dict[str, Any]]) -> list[KeptTable]:
    """What `KeptTable.as_json` gave: a table for each model, with the defaults of columns that have been added since.

    Raises OtherRelease where a model or a column is not known any more.
    """
    found: dict[type[Model], KeptTable] = {}
    for table in tables:
        model, known = _model(table)
        values = [dict(zip(table["names"], row, strict=True)) for row in table["rows"]]
        new = {field.attname: as_json(field, field.get_default()) for field in known}
        names = [field.attname for field in known]
        one = found.setdefault(model, KeptTable(model, names, []))
        one.rows.extend([row.get(name, new[name]) for name in names] for row in values)
    return list(found.values())


def _model(table: dict[str, Any]) -> tuple[type[Model], list[Field]]:
    try:
        model = apps.get_model(table["model"])
    except LookupError as error:
        raise OtherRelease(str(error)) from error
    known = columns(model)
    if unknown := set(table["names"]) - {field.attname for field in known}:
        raise OtherRelease(f"{table['model']} has no {', '.join(sorted(unknown))}")
    return model, known
