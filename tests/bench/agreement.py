"""Whether the engines found the same, since only those that do can be compared."""

from collections.abc import Mapping

from tests.bench.records import FACETS, Answer, Request
from tests.bench.timing import Times


def agreement(requests: list[Request], times: Mapping[str, Times]) -> dict[str, str]:
    """For each engine but the first, how its counts differ from the first one's, in a sentence or two."""
    first, *others = times
    return {
        name: _compared(requests, times[first].answers, times[name].answers) for name in others if times[name].answers
    }


def _compared(requests: list[Request], ours: list[Answer], theirs: list[Answer]) -> str:
    both = list(zip(requests, ours, theirs, strict=True))
    equal = [(mine, other) for _, mine, other in both if mine.count == other.count]
    counted = sum(_facets(mine) == _facets(other) for mine, other in equal)
    said = f"{len(equal)} of {len(both)} counts are equal, and with {counted} of these all facets."
    different = [
        f"{request} ({mine.count}, {other.count})" for request, mine, other in both if mine.count != other.count
    ]
    return f"{said} Different (ours, theirs): {'; '.join(different)}." if different else said


def _facets(answer: Answer) -> dict[str, dict[str, int]]:
    """The facets without the values that count nothing, which some engines list."""
    return {facet: {value: count for value, count in answer.facets[facet].items() if count} for facet in FACETS}
