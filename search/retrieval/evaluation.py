"""Which documents a query matches, and their scores: whole posting lists at once, as arrays."""

from collections.abc import Callable, Iterable
from functools import reduce

import numpy as np
from whoosh import query

from search import budget
from search.codec.columns import NO_DATE
from search.retrieval.expansion import expanded
from search.retrieval.matches import NOTHING, Matches, difference, intersection, scores_at, union
from search.retrieval.phrases import together
from search.retrieval.scoring import word_scores
from search.retrieval.snapshot import Snapshot
from search.schema import DateField, TextField

Conjuncts = list[tuple[query.Query, Matches]]


def evaluate(asked: query.Query, snapshot: Snapshot) -> Matches:
    """The documents that `asked` matches, deleted ones among them. Conditions on values score nothing.

    Raises OverBudget.
    """
    budget.check()
    return _RULES[type(asked)](asked, snapshot)


def _all_of(asked: query.And, snapshot: Snapshot) -> Matches:
    return conjunction(conjuncts(asked.subqueries, snapshot), snapshot)


def conjuncts(asked: Iterable[query.Query], snapshot: Snapshot) -> Conjuncts:
    """Each of the queries with what its positive form matches."""
    return [(child, evaluate(child.query if isinstance(child, query.Not) else child, snapshot)) for child in asked]


def conjunction(parts: Conjuncts, snapshot: Snapshot) -> Matches:
    """What fits all of the queries, as `conjuncts` gives them."""
    wanted = [found for child, found in parts if not isinstance(child, query.Not)]
    unwanted = [found for child, found in parts if isinstance(child, query.Not)]
    if not wanted:
        wanted = [_everything(query.Every(), snapshot)]
    wanted.sort(key=lambda matches: matches.size)
    found = reduce(lambda one, other: intersection(one, other, snapshot.size), wanted)
    return reduce(lambda one, other: difference(one, other, snapshot.size), unwanted, found)


def _any_of(asked: query.Or, snapshot: Snapshot) -> Matches:
    """What fits any of the queries; a word that is looked for in several fields scores as one word."""
    words: list[tuple[str, set[str]]] = []
    others = []
    for child in asked.subqueries:
        if not isinstance(child, query.Term) or not isinstance(snapshot.schema[child.fieldname], TextField):
            others.append(evaluate(child, snapshot))
            continue
        for text, fields in words:
            if text == child.text and child.fieldname not in fields:
                fields.add(child.fieldname)
                break
        else:  # a new word, or one that was asked for twice
            words.append((child.text, {child.fieldname}))
    scored = [word_scores(snapshot, sorted(fields), text.encode()) for text, fields in words]
    return union([*others, *scored], snapshot.size)


def _none_of(asked: query.Not, snapshot: Snapshot) -> Matches:
    return difference(_everything(query.Every(), snapshot), evaluate(asked.query, snapshot), snapshot.size)


def _everything(_: query.Every, snapshot: Snapshot) -> Matches:
    return Matches(np.arange(snapshot.size, dtype=np.int32))


def _nothing(_: query.Query, __: Snapshot) -> Matches:
    return NOTHING


def _term(asked: query.Term, snapshot: Snapshot) -> Matches:
    field, key = asked.fieldname, asked.text.encode()
    if isinstance(snapshot.schema[field], TextField):
        return word_scores(snapshot, (field,), key)
    return snapshot.cache.get(("value", field, key), lambda: Matches(snapshot.postings(field, key)[0]))


def _phrase(asked: query.Phrase, snapshot: Snapshot) -> Matches:
    """Its words' scores, in the documents where they stand together."""
    field = asked.fieldname
    documents = together(snapshot, field, [word.encode() for word in asked.words], asked.slop)
    if not len(documents):
        return NOTHING
    parts = [scores_at(documents, word_scores(snapshot, (field,), word.encode())) for word in asked.words]
    return Matches(documents, np.sum(parts, axis=0, dtype=np.float32))


def _expanded(asked: query.Query, snapshot: Snapshot) -> Matches:
    """All documents with one of the terms that a prefix, a misspelling or a range stands for, scored alike."""
    documents = snapshot.cache.get(_identity(asked), lambda: (expanded(asked, snapshot),))[0]
    field = snapshot.schema[asked.fieldname]
    if not isinstance(field, TextField):
        return Matches(documents)
    return Matches(documents, np.full(len(documents), field.boost, dtype=np.float32))


def _identity(asked: query.Query) -> tuple[object, ...]:
    """What tells a query with several terms from all others."""
    if isinstance(asked, query.TermRange):
        return "range", asked.fieldname, asked.start, asked.end, asked.startexcl, asked.endexcl
    return type(asked).__name__, asked.fieldname, asked.text


def _range(asked: query.TermRange, snapshot: Snapshot) -> Matches:
    if not isinstance(snapshot.schema[asked.fieldname], DateField):
        return _expanded(asked, snapshot)
    dates = snapshot.dates
    fits = dates != NO_DATE
    if asked.start is not None:
        fits &= dates > asked.start if asked.startexcl else dates >= asked.start
    if asked.end is not None:
        fits &= dates < asked.end if asked.endexcl else dates <= asked.end
    return Matches(np.flatnonzero(fits).astype(np.int32))


_RULES: dict[type[query.Query], Callable[..., Matches]] = {
    query.And: _all_of,
    query.Or: _any_of,
    query.Not: _none_of,
    query.Every: _everything,
    type(query.NullQuery): _nothing,
    query.Term: _term,
    query.Phrase: _phrase,
    query.Prefix: _expanded,
    query.FuzzyTerm: _expanded,
    query.TermRange: _range,
}
