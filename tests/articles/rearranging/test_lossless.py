"""Whatever an editor rearranges, every line of the source is in exactly one article, caption or piece of furniture."""

from collections import Counter
from pathlib import Path

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articles.ingest.pipeline import read_issue
from articles.models import Article, Caption
from articles.rearranging import KINDS, Impossible, merge, move, move_lines, split
from articles.store import save_issue

PAGE = Path(__file__).resolve().parents[3] / "fixtures" / "science-courier-2021-10-21.md"
DATA = PAGE.read_bytes()
RECORD = read_issue(DATA, PAGE.name)
FILLED = {number for number, line in enumerate(DATA.decode().splitlines(), 1) if line.strip()}
LINES = st.sampled_from(sorted(FILLED))
SMALL = st.integers(-9, 9)
STEPS = st.lists(
    st.tuples(st.just("split"), LINES)
    | st.tuples(st.just("merge"), SMALL, SMALL)
    | st.tuples(st.just("move"), SMALL, SMALL)
    | st.tuples(st.just("lines"), LINES, st.integers(0, 12), SMALL | st.sampled_from(KINDS)),
    min_size=3,
    max_size=6,
)


def numbers(spans):
    return [number for first, last in spans for number in range(first, last + 1)]


def places(source):
    """How often each line that is not blank is in a span."""
    spans = [span for spans in Article.objects.values_list("spans", flat=True) for span in spans]
    spans += Caption.objects.values_list("first_line", "last_line")
    spans += [piece["lines"] for piece in source.furniture]
    return Counter(number for number in numbers(spans) if number in FILLED)


def take(step, source, articles):
    """Does one step; articles are meant by their place, counted from the end if need be."""
    what, *given = step
    chosen = [articles[n % len(articles)] if isinstance(n, int) else n for n in given]
    if what == "split":
        split(next((a for a in articles if given[0] in numbers(a.spans)), articles[0]), given[0])
    elif what == "merge":
        merge(*chosen)
    elif what == "move":
        move(chosen[0], given[1])
    else:
        move_lines(source, given[0], given[0] + given[1], chosen[2])


@given(STEPS)
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@pytest.mark.django_db
def test_every_line_stays_in_exactly_one_place(media_folder, steps):
    with transaction.atomic():
        source = save_issue(RECORD, DATA).source
        for step in steps:
            try:
                with transaction.atomic():
                    take(step, source, list(source.issue.articles.all()))
            except Impossible:
                source.refresh_from_db()
            assert places(source) == dict.fromkeys(FILLED, 1)
            in_order = list(source.issue.articles.values_list("position", flat=True))
            assert in_order == list(range(1, len(in_order) + 1))
        transaction.set_rollback(True)
