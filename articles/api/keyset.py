"""Going on from a row instead of counting rows: the place of a page that does not move when rows are added.

The method is known as keyset pagination, or as seeking; https://use-the-index-luke.com/no-offset.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple

from django.db.models import F, Q, QuerySet
from django.db.models.expressions import OrderBy


class Key(NamedTuple):
    """A column that a list is sorted by; all the keys of a list tell each row apart. Rows without a value come last."""

    name: str
    descending: bool = False
    nullable: bool = False


def ordering(keys: Sequence[Key], backwards: bool = False) -> list[OrderBy]:
    """The keys for `order_by`; backwards, the same order from its end."""
    return [_ordered(key, backwards) for key in keys]


def _ordered(key: Key, backwards: bool) -> OrderBy:
    nulls = {"nulls_first" if backwards else "nulls_last": True} if key.nullable else {}
    return OrderBy(F(key.name), descending=key.descending != backwards, **nulls)


def key_values(things: QuerySet, keys: Sequence[Key]) -> tuple[Any, ...] | None:
    """What the first of the things has in the keys; None if there is none."""
    return things.order_by().values_list(*(key.name for key in keys)).first()


def following(keys: Sequence[Key], values: Sequence[Any]) -> Q:
    """The rows that come after the one with these values in the keys."""
    return _beyond(keys, values, _later)


def preceding(keys: Sequence[Key], values: Sequence[Any]) -> Q:
    """The rows that come before the one with these values in the keys."""
    return _beyond(keys, values, _earlier)


def _beyond(keys: Sequence[Key], values: Sequence[Any], beyond: Any) -> Q:
    """Beyond in the first key, or the same there and beyond in the rest."""
    key, value, rest = keys[0], values[0], keys[1:]
    if not rest:
        return beyond(key, value)
    return beyond(key, value) | (_same(key, value) & _beyond(rest, values[1:], beyond))


def _same(key: Key, value: Any) -> Q:
    return Q(**{f"{key.name}__isnull": True}) if value is None else Q(**{key.name: value})


def _later(key: Key, value: Any) -> Q:
    if value is None:
        return Q(pk__in=())
    later = Q(**{f"{key.name}__{'lt' if key.descending else 'gt'}": value})
    return later | Q(**{f"{key.name}__isnull": True}) if key.nullable else later


def _earlier(key: Key, value: Any) -> Q:
    if value is None:
        return Q(**{f"{key.name}__isnull": False})
    return Q(**{f"{key.name}__{'gt' if key.descending else 'lt'}": value})
