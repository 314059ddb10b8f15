"""Which fields of a row are wanted: what `fields=id,title` means."""

from collections.abc import Collection, Mapping
from typing import TypeVar

from articles.exports.rows import ArticleRow

Fields = tuple[str, ...] | None
"""The names of the fields that are wanted, in the order of the row; None for all."""

Value = TypeVar("Value")

ARTICLE_FIELDS = tuple(ArticleRow.__annotations__)


def read_fields(text: str, known: Collection[str]) -> Fields:
    """The names in a comma-separated list, each once and in the order of `known`; None for an empty one.

    Raises ValueError, with a sentence for whoever wrote it, for a name that is not `known`.
    """
    named = {name.strip() for name in text.split(",")} if text.strip() else set()
    if unknown := sorted(named.difference(known)):
        raise ValueError(f"There is no field “{unknown[0]}” here. There are: {', '.join(known)}.")
    return tuple(name for name in known if name in named) if named else None


def with_fields(row: Mapping[str, Value], fields: Fields) -> Mapping[str, Value]:
    """The row with those of its fields alone."""
    return row if fields is None else {name: row[name] for name in fields}
