"""Every way to combine words finds what set arithmetic says it should."""

from functools import reduce
from operator import and_, or_

import pytest
from haystack.backends import SQ
from haystack.query import SearchQuerySet
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articles.models import Article
from search.conditions import conditions
from search.index import rebuild
from search.syntax import Either, Every, Not, Word
from tests.builders import make_article, make_issue

LETTERS = ["alpha", "beta", "gamma", "delta"]

TREES = st.recursive(
    st.sampled_from(LETTERS).map(lambda word: Word(word, 1, "body")),
    lambda inner: st.one_of(
        inner.map(Not),
        st.lists(inner, min_size=1, max_size=3).map(lambda nodes: Every(tuple(nodes))),
        st.lists(inner, min_size=1, max_size=3).map(lambda nodes: Either(tuple(nodes))),
    ),
    max_leaves=8,
)


@pytest.fixture
def all_combinations(search_index):
    """An article for each set of the four words."""
    issue = make_issue()
    for number in range(2 ** len(LETTERS)):
        make_article(issue, body=" ".join(word for bit, word in enumerate(LETTERS) if number >> bit & 1))
    rebuild()


def expected(node, everything):
    match node:
        case Word(text, _, _):
            return {pk for pk, body in everything.items() if text in body.split()}
        case Not(child):
            return set(everything) - expected(child, everything)
        case Every(children):
            return reduce(and_, (expected(child, everything) for child in children))
        case Either(children):
            return reduce(or_, (expected(child, everything) for child in children))


def found(searched):
    return {int(result.pk) for result in searched[:]}


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(TREES, TREES)
def test_any_tree_finds_what_sets_say(all_combinations, tree, narrowing):
    everything = dict(Article.objects.values_list("pk", "body"))
    searched = SearchQuerySet().filter(conditions(tree)).filter(conditions(narrowing))
    assert found(searched) == expected(tree, everything) & expected(narrowing, everything)


def test_haystacks_exclude_takes_away(all_combinations):
    searched = SearchQuerySet().filter(SQ(text="alpha")).exclude(text="beta")
    assert len(found(searched)) == 4
