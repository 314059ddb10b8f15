"""Where in one text words stand together, judged by their positions: for marking. search.retrieval.phrases searches."""

from collections import Counter, deque
from collections.abc import Sequence

from search import budget

Places = Sequence[int]


def together(positions: Sequence[Places], slop: int = 1) -> list[tuple[int, ...]]:
    """The places where words stand together, each as the positions of the words there.

    `positions` holds for each word, in the order of the phrase, its ascending positions. With a slop of 1 the
    words follow each other directly; above that, in any order, the last at most `slop` words after the first.
    """
    budget.check()
    if slop <= 1:
        others = [set(places) for places in positions[1:]]
        return [
            tuple(range(start, start + len(positions)))
            for start in positions[0]
            if all(start + offset in places for offset, places in enumerate(others, 1))
        ]
    return _within(max(slop, len(positions) - 1), positions)


def _within(width: int, positions: Sequence[Places]) -> list[tuple[int, ...]]:
    """Every stretch of `width` that holds all words, each as often as it is asked for; one pass over the text."""
    needed = Counter(tuple(places) for places in positions)
    occurrences = sorted((place, word) for word, places in enumerate(needed) for place in places)
    wanted = list(needed.values())
    held = [0] * len(wanted)
    stretch: deque[tuple[int, int]] = deque()
    found = []
    for place, word in occurrences:
        stretch.append((place, word))
        held[word] += 1
        while stretch[0][0] < place - width:
            held[stretch.popleft()[1]] -= 1
        if all(map(int.__ge__, held, wanted)):
            found.append(tuple(place for place, _ in stretch))
    return found
