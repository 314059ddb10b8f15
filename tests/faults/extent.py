"""How much is tried: a little in the ordinary suite, everything with `make faults`."""

import os
from dataclasses import dataclass


@dataclass(frozen=True)
class Extent:
    """How many of what. `growth` is of the steps before which an indexer is killed, in so many `rounds`; `harms`
    are all if there are fewer; every `rooms`-th size of a full disk is tried."""

    articles: int
    searched: int
    """Articles, where queries are tried."""
    queries: int
    editors: int
    operations: int
    kills: int
    growth: int
    rounds: int
    harms: int
    rooms: int


SHORT = Extent(
    articles=60, searched=60, queries=400, editors=2, operations=100, kills=10, growth=2, rounds=1, harms=6, rooms=6
)
FULL = Extent(
    articles=300,
    searched=2000,
    queries=10_000,
    editors=4,
    operations=1000,
    kills=200,
    growth=1,
    rounds=5,
    harms=10_000,
    rooms=1,
)

IS_FULL = os.environ.get("FAULTS") == "full"
EXTENT = FULL if IS_FULL else SHORT
