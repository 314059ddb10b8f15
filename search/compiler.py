"""From Haystack's conditions to Whoosh's query objects, without a query string in between."""

import datetime
from collections.abc import Callable, Iterable
from functools import lru_cache, partial

from django.utils.tree import Node
from haystack.exceptions import SearchBackendError
from haystack.inputs import BaseInput
from whoosh import query
from whoosh.fields import FieldType, Schema

from search.analysis import phrase_terms, plain_word, spellings
from search.codec.columns import day_number
from search.inputs import Phrase
from search.schema import WORD_MARK, DateField, TextField, ValueField


def compile_conditions(node: Node, schema: Schema) -> query.Query:
    """The Whoosh query for a tree of Haystack `SQ` objects; an empty tree matches everything.

    Raises SearchBackendError for a field or lookup that this engine does not know.
    """
    parts = [
        compile_conditions(child, schema) if isinstance(child, Node) else _condition(node, *child, schema)
        for child in node.children
    ]
    if not parts:
        return query.Every()
    combine = query.Or if node.connector == "OR" else query.And
    combined = parts[0] if len(parts) == 1 else combine(parts)
    return query.Not(combined) if node.negated else combined


def _condition(node: Node, expression: str, value: object, schema: Schema) -> query.Query:
    field, lookup = node.split_expression(expression)
    if field == "content":
        field = "text"
    if field not in schema:
        raise SearchBackendError(f"The index has no field “{field}”.")
    lookups = LOOKUPS.get(type(schema[field]), {})
    if lookup not in lookups:
        raise SearchBackendError(f"The field “{field}” cannot be asked for “{lookup}”.")
    return lookups[lookup](field, value)


def _text(field: str, value: object) -> query.Query:
    """A word in any of its spellings, or a phrase."""
    if isinstance(value, BaseInput):
        return _phrase(field, _phrase_terms(str(value)), value.slop if isinstance(value, Phrase) else 1)
    return _any(_phrase(field, terms) for terms in _spellings(str(value)))


# One word is asked for in several fields.
_phrase_terms, _spellings = lru_cache(1024)(phrase_terms), lru_cache(1024)(spellings)


def _phrase(field: str, terms: list[str], slop: int = 1) -> query.Query:
    if not terms:
        return query.NullQuery
    return query.Phrase(field, terms, slop=slop) if len(terms) > 1 else query.Term(field, terms[0])


def _prefix(field: str, value: object) -> query.Query:
    word = plain_word(str(value))
    return query.Prefix(field, WORD_MARK + word) if word else query.NullQuery


def _fuzzy(field: str, value: object) -> query.Query:
    word = plain_word(str(value))
    return query.FuzzyTerm(field, WORD_MARK + word, maxdist=1) if word else query.NullQuery


def _value(field: str, value: object) -> query.Query:
    return query.Term(field, _stored(value))


def _among(field: str, values: Iterable[object]) -> query.Query:
    return _any(_value(field, value) for value in values)


def _range(field: str, ends: tuple[object, object]) -> query.Query:
    return query.TermRange(field, *(None if end is None else _stored(end) for end in ends))


def _bound(field: str, value: object, *, lower: bool, excluded: bool) -> query.Query:
    if lower:
        return query.TermRange(field, _stored(value), None, startexcl=excluded)
    return query.TermRange(field, None, _stored(value), endexcl=excluded)


def _date(field: str, value: object) -> query.Query:
    return query.TermRange(field, _stored(value), _stored(value))


def _stored(value: object) -> str | int:
    """A value as the index has it: a date as the number of its day, all else as text."""
    if isinstance(value, datetime.date):
        return day_number(value)
    return str(value.query_string if isinstance(value, BaseInput) else value)


def _any(parts: Iterable[query.Query]) -> query.Query:
    parts = list(parts)
    return query.Or(parts) if len(parts) > 1 else parts[0] if parts else query.NullQuery


Lookup = Callable[..., query.Query]

TEXT_LOOKUPS: dict[str, Lookup] = {
    "content": _text,
    "contains": _text,
    "exact": _text,
    "startswith": _prefix,
    "fuzzy": _fuzzy,
}
_BOUNDS: dict[str, Lookup] = {
    "range": _range,
    "gte": partial(_bound, lower=True, excluded=False),
    "gt": partial(_bound, lower=True, excluded=True),
    "lte": partial(_bound, lower=False, excluded=False),
    "lt": partial(_bound, lower=False, excluded=True),
}
LOOKUPS: dict[type[FieldType], dict[str, Lookup]] = {
    TextField: TEXT_LOOKUPS,
    ValueField: {"content": _value, "exact": _value, "in": _among, **_BOUNDS},
    DateField: {"content": _date, "exact": _date, **_BOUNDS},
}
"""What each kind of field can be asked for."""
