"""From the tree that a query says to Haystack's conditions, which any Haystack engine understands."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import reduce
from operator import and_, or_

from haystack.backends import SQ

from search import inputs
from search.syntax import Dates, Either, Every, Fuzzy, Leaf, Node, Not, Phrase, Prefix, Word

EVERYWHERE = ("text", "title", "author", "topic", "region", "institution")
"""The index fields that a word without a field is looked for in. How much each counts: search_indexes.py."""

INDEX_FIELDS: dict[str, tuple[str, ...]] = {
    "": EVERYWHERE,
    "body": ("text",),
    **{name: (name,) for name in ("title", "author", "topic", "region", "institution", "section", "publication")},
}
CODED_FIELDS = {
    name: f"{name}_exact" for name in ("author", "topic", "region", "institution", "section", "publication")
}
"""Where a query may name a slug or code instead of a name: `region:CN-TJ`."""


def conditions(node: Node) -> SQ:
    """The `SQ` that finds what `node` says."""
    match node:
        case Not(child):
            return ~conditions(_exact(child))
        case Every(children):
            return _joined(and_, map(conditions, children))
        case Either(children):
            return _joined(or_, map(conditions, children))
        case Word(_, _, field, parts, any_part) if parts:
            found = (_in_fields(field, "", part) for part in parts)
            return _joined(or_, found) if any_part else _leaf(node) | _joined(and_, found)
        case _:
            return _leaf(node)


def _exact(node: Node) -> Node:
    """The same, but Chinese text as a whole only: what is excluded should not be more than was typed."""
    match node:
        case Not(child):
            return Not(_exact(child))
        case Every(children) | Either(children):
            return type(node)(tuple(map(_exact, children)))
        case Word():
            return replace(node, parts=())
        case _:
            return node


def _leaf(leaf: Leaf) -> SQ:
    match leaf:
        case Dates(first, last):
            ends = {"date__gte": first, "date__lte": last}
            return SQ(**{lookup: day for lookup, day in ends.items() if day})
        case Phrase(text, _, slop, field):
            return _in_fields(field, "", inputs.Phrase(text, slop))
        case Prefix(text, _, field):
            return _in_fields(field, "__startswith", text)
        case Fuzzy(text, _, field):
            return _in_fields(field, "__fuzzy", text)
        case Word(text, _, field) if field in CODED_FIELDS:
            codes = sorted({text, text.upper(), text.lower()})
            return _in_fields(field, "", text) | SQ(**{f"{CODED_FIELDS[field]}__in": codes})
        case Word(text, _, field):
            return _in_fields(field, "", text)


def _in_fields(field: str, lookup: str, value: object) -> SQ:
    return _joined(or_, (SQ(**{name + lookup: value}) for name in INDEX_FIELDS[field]))


def _joined(operator: Callable[[SQ, SQ], SQ], parts: Iterable[SQ]) -> SQ:
    return reduce(operator, parts)
