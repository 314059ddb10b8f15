"""Which documents of one segment a query matches, and their scores.

Sets and sums over whole posting lists, rather than Whoosh's matchers walking side by side: simpler, and right
where those are not (an AndNotMatcher lets its first document through unchecked).
"""

from collections import defaultdict
from collections.abc import Callable, Iterable

from whoosh import query
from whoosh.searching import Searcher

from search.proximity import together

Scores = dict[int, float]
"""BM25F scores by document number within the segment."""


def evaluate(asked: query.Query, segment: Searcher) -> Scores:
    """The scores of all documents of `segment` that `asked` matches. Conditions on values score nothing."""
    return _RULES[type(asked)](asked, segment)


def _all_of(asked: query.And, segment: Searcher) -> Scores:
    unwanted = [child.query for child in asked.subqueries if isinstance(child, query.Not)]
    wanted = [child for child in asked.subqueries if not isinstance(child, query.Not)] or [query.Every()]
    found = sorted((evaluate(child, segment) for child in wanted), key=len)
    kept = set(found[0]).intersection(*found[1:])
    for child in unwanted:
        kept.difference_update(evaluate(child, segment))
    return {number: sum(scores[number] for scores in found) for number in kept}


def _any_of(asked: query.Or, segment: Searcher) -> Scores:
    summed: Scores = defaultdict(float)
    for child in asked.subqueries:
        for number, score in evaluate(child, segment).items():
            summed[number] += score
    return dict(summed)


def _none_of(asked: query.Not, segment: Searcher) -> Scores:
    excluded = evaluate(asked.query, segment)
    return {number: 0.0 for number in segment.reader().all_doc_ids() if number not in excluded}


def _everything(_: query.Every, segment: Searcher) -> Scores:
    return dict.fromkeys(segment.reader().all_doc_ids(), 0.0)


def _nothing(_: query.Query, __: Searcher) -> Scores:
    return {}


def _term(asked: query.Term, segment: Searcher) -> Scores:
    term = asked.text.encode()
    if (asked.fieldname, term) not in segment.reader():
        return {}
    postings = segment.postings(asked.fieldname, term)
    if not segment.schema[asked.fieldname].scorable:
        return dict.fromkeys(postings.all_ids(), 0.0)
    scores: Scores = {}
    while postings.is_active():
        scores[postings.id()] = postings.score()
        postings.next()
    return scores


def _phrase(asked: query.Phrase, segment: Searcher) -> Scores:
    """Its words' scores, in the documents where they stand together."""
    reader = segment.reader()
    terms = [word.encode() for word in asked.words]
    if not all((asked.fieldname, term) in reader for term in terms):
        return {}
    shared = set(reader.postings(asked.fieldname, terms[0]).all_ids())
    for term in set(terms[1:]):
        shared.intersection_update(reader.postings(asked.fieldname, term).all_ids())
    scores: Scores = {}
    lists = {term: segment.postings(asked.fieldname, term) for term in set(terms)} if shared else {}
    for number in sorted(shared):
        for postings in lists.values():
            if postings.id() < number:
                postings.skip_to(number)
        places = {term: postings.value_as("positions") for term, postings in lists.items()}
        if together([places[term] for term in terms], asked.slop):
            scores[number] = sum(postings.score() for postings in lists.values())
    return scores


def _expanded(asked: query.Query, segment: Searcher) -> Scores:
    """All documents with one of the terms that a prefix, a misspelling or a range stands for, scored alike."""
    reader = segment.reader()
    found: set[int] = set()
    for field, term in _expansion(asked, segment):
        found.update(reader.postings(field, term).all_ids())
    field_type = segment.schema[asked.fieldname]
    return dict.fromkeys(found, field_type.format.field_boost if field_type.scorable else 0.0)


def _expansion(asked: query.Query, segment: Searcher) -> Iterable[tuple[str, bytes]]:
    """The terms, as a list: a reader must not be asked for postings while it lists terms."""
    return list(asked.expanded_terms(segment.reader()))


_RULES: dict[type[query.Query], Callable[..., Scores]] = {
    query.And: _all_of,
    query.Or: _any_of,
    query.Not: _none_of,
    query.Every: _everything,
    type(query.NullQuery): _nothing,
    query.Term: _term,
    query.Phrase: _phrase,
    query.Prefix: _expanded,
    query.FuzzyTerm: _expanded,
    query.TermRange: _expanded,
}
