"""Whether words stand together, judged by their positions: the same for searching and for marking."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

Places = Sequence[int]


def together(positions: Sequence[Places], slop: int = 1) -> list[tuple[int, ...]]:
    """The places where words stand together, each as one position a word.

    `positions` holds for each word, in the order of the phrase, its ascending positions. With a slop of 1 the
    words follow each other directly; above that, in any order, each within `slop` words of one before it.
    """
    if slop <= 1:
        others = [set(places) for places in positions[1:]]
        return [
            tuple(range(start, start + len(positions)))
            for start in positions[0]
            if all(start + offset in places for offset, places in enumerate(others, 1))
        ]
    return [found for start in positions[0] if (found := _gathered(start, positions[1:], slop))]


def _gathered(start: int, others: Sequence[Places], slop: int) -> tuple[int, ...]:
    """The word at `start` with the other words around it; empty if they are not all near.

    Of the ways to take the words so far, one is kept for each stretch that they cover.
    """
    stretches: dict[tuple[int, int], tuple[int, ...]] = {(start, start): (start,)}
    for places in others:
        wider: dict[tuple[int, int], tuple[int, ...]] = {}
        for (first, last), taken in stretches.items():
            for place in places[bisect_left(places, first - slop) : bisect_right(places, last + slop)]:
                if place not in taken:
                    wider.setdefault((min(first, place), max(last, place)), (*taken, place))
        stretches = wider
    return stretches[min(stretches, key=lambda ends: ends[1] - ends[0])] if stretches else ()
