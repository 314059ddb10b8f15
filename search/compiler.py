"""From Haystack's conditions to Whoosh's query objects, without a query string in between."""

from collections.abc import Callable, Iterable
from functools import partial

from django.utils.tree import Node
from haystack.exceptions import SearchBackendError
from haystack.inputs import BaseInput
from whoosh import query
from whoosh.fields import Schema

from search.analysis import phrase_terms, plain_word, spellings
from search.inputs import Phrase
from search.schema import WORD_MARK, TextField, stored_value


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
    lookups = TEXT_LOOKUPS if isinstance(schema[field], TextField) else VALUE_LOOKUPS
    if lookup not in lookups:
        raise SearchBackendError(f"The field “{field}” cannot be asked for “{lookup}”.")
    return lookups[lookup](field, value)


def _text(field: str, value: object) -> query.Query:
    """A word in any of its spellings, or a phrase."""
    if isinstance(value, BaseInput):
        return _phrase(field, phrase_terms(str(value)), value.slop if isinstance(value, Phrase) else 1)
    return _any(_phrase(field, terms) for terms in spellings(str(value)))


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
    single = value.query_string if isinstance(value, BaseInput) else value
    return query.Term(field, str(stored_value(single)))


def _among(field: str, values: Iterable[object]) -> query.Query:
    return _any(_value(field, value) for value in values)


def _range(field: str, ends: tuple[object, object]) -> query.Query:
    return query.TermRange(field, *(None if end is None else stored_value(end) for end in ends))


def _bound(field: str, value: object, *, lower: bool, excluded: bool) -> query.Query:
    end = stored_value(value)
    if lower:
        return query.TermRange(field, end, None, startexcl=excluded)
    return query.TermRange(field, None, end, endexcl=excluded)


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
VALUE_LOOKUPS: dict[str, Lookup] = {
    "content": _value,
    "exact": _value,
    "in": _among,
    "range": _range,
    "gte": partial(_bound, lower=True, excluded=False),
    "gt": partial(_bound, lower=True, excluded=True),
    "lte": partial(_bound, lower=False, excluded=False),
    "lt": partial(_bound, lower=False, excluded=True),
}
