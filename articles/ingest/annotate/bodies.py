"""Where a text names a university, an institute or an office: its name says where, not what about."""

import re
from functools import cache

from articles import vocabularies

# What may stand before the head of a name, and how many Chinese characters do.
_BEFORE = re.compile(r"(?:[A-Z][\w’'-]* ){1,4}$")
_MOST_BEFORE, _MOST_HAN = 60, 6


def bodies_named(text: str) -> tuple[tuple[int, int], ...]:
    """The spans of `text` that are such names: `University of Science and Technology`, `林业大学`."""
    return tuple((_start(text, head.start()), head.end()) for head in _heads().finditer(text))


def _start(text: str, head: int) -> int:
    if text[head] > "\u2e80":
        return max(0, head - _MOST_HAN)
    earliest = max(0, head - _MOST_BEFORE)
    before = _BEFORE.search(text[earliest:head])
    return earliest + before.start() if before else head


@cache
def _heads() -> re.Pattern[str]:
    """One of the words, in Latin script with what follows it: `of Science and Technology`."""
    bodies = sorted(vocabularies.topics().bodies, key=len, reverse=True)
    latin = "|".join(body for body in bodies if body.isascii())
    chinese = "|".join(body for body in bodies if not body.isascii())
    more = r"(?:,? (?:and|of|for|the|&|on)|,)"
    return re.compile(rf"(?:{latin})\b(?: (?:of|for)(?:{more}? [A-Z][\w’'-]*)+)?|{chinese}")
