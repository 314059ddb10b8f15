"""How much is tried: a little in the ordinary suite, everything with `make test-faults`."""

import os
from dataclasses import dataclass


@dataclass(frozen=True)
class Extent:
    """How many of what."""

    articles: int
    """In the archives whose index is changed, killed and damaged."""
    searched: int
    """Articles in the archive that is searched in every way."""
    queries: int
    editors: int
    operations: int
    kills: int
    growth: int
    """How much later, of the steps that an indexer takes, the next death comes: 1 for the next step, 2 for doubly."""
    rounds: int
    """How often an indexer is followed through all its steps."""
    harms: int
    """Kinds of damage times files, or all if there are fewer."""
    every: int
    """One in so many sizes of a full disk, and files without permissions, is tried."""
    server_kills: int
    """Of a web worker, the web server or all of a served archive, in turn."""
    worker_kills: int
    """Of the background worker while it reads a batch."""
    readers: int
    """Who search while the index is built anew."""
    rebuilds: int
    scarcities: int
    """How often a disk is filled."""


SHORT = Extent(
    articles=60, searched=60, queries=300,
    editors=2, operations=100,
    kills=10, growth=2, rounds=1, harms=3, every=6,
    server_kills=3, worker_kills=3, readers=50, rebuilds=2, scarcities=1,
)  # fmt: skip
FULL = Extent(
    articles=300, searched=2000, queries=10_000,
    editors=4, operations=1000,
    kills=200, growth=1, rounds=3, harms=1000, every=1,
    server_kills=60, worker_kills=40, readers=50, rebuilds=20, scarcities=5,
)  # fmt: skip

IS_FULL = os.environ.get("FAULTS") == "full"
EXTENT = FULL if IS_FULL else SHORT
