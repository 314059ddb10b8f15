"""What a query says, as a tree: the leaves are words, phrases and dates, the branches say how they combine."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Word:
    """Text typed without quotes. `position` is its first character in the query, counted from 1.

    `parts` are the words of a text that consists of several: it is found as a whole or by all of them or, if
    `any_part` says so, by any of them.
    """

    text: str
    position: int
    field: str = ""
    parts: tuple[str, ...] = ()
    any_part: bool = False


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words side by side or, with a `slop` above 1, all within that many words."""

    text: str
    position: int
    slop: int = 1
    field: str = ""


@dataclass(frozen=True, slots=True)
class Prefix:
    """The beginning of a word."""

    text: str
    position: int
    field: str = ""


@dataclass(frozen=True, slots=True)
class Fuzzy:
    """A word of which one letter may be wrong, missing or too many."""

    text: str
    position: int
    field: str = ""


@dataclass(frozen=True, slots=True)
class Dates:
    """From one day to another, both included; None leaves that end open."""

    first: datetime.date | None
    last: datetime.date | None
    position: int


@dataclass(frozen=True, slots=True)
class Not:
    child: "Node"


@dataclass(frozen=True, slots=True)
class Every:
    children: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Either:
    children: tuple["Node", ...]


Leaf = Word | Phrase | Prefix | Fuzzy | Dates
Node = Leaf | Not | Every | Either


def wanted_leaves(node: Node) -> Iterator[Leaf]:
    """The leaves that an article may be found for: all but those under a NOT."""
    if isinstance(node, Every | Either):
        for child in node.children:
            yield from wanted_leaves(child)
    elif not isinstance(node, Not):
        yield node
        if isinstance(node, Word):
            yield from (Word(part, node.position, node.field) for part in node.parts)
