"""Search addresses to try to break the search with: well-formed ones, mangled ones, and hostile parameters.

The same seed and number give the same address on every run.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote_from_bytes, quote_plus

from tests.faults import hostility
from tests.faults.grammar import Writer

KINDS = {"well-formed": 40, "over a limit": 5, "mangled": 35, "parameters": 20}
"""What is made, with its share in percent."""


@dataclass(frozen=True)
class Address:
    """The query string of a search address, and the status it must be answered with, if only one is right."""

    kind: str
    query_string: str
    status: int | None = None


def addresses(seed: int, count: int) -> Iterator[Address]:
    """The first `count` addresses."""
    return (address(random.Random(f"{seed} {number}")) for number in range(count))


def address(rng: random.Random) -> Address:
    """One address, by chance."""
    kind = rng.choices(list(KINDS), KINDS.values())[0]
    if kind == "well-formed":
        return Address(kind, f"q={quote_plus(Writer(rng).query())}{refinement(rng)}", 200)
    if kind == "over a limit":
        return Address(kind, f"q={quote_plus(Writer(rng).excess())}", 400)
    if kind == "mangled":
        text = hostility.mangled(rng, Writer(rng).query())
        return Address(kind, f"q={percent_encoded(text)}{refinement(rng)}")
    return Address(kind, "&".join(hostility.parameters(rng)))


def refinement(rng: random.Random) -> str:
    """Parameters that any query may have, often none."""
    chosen = rng.choices(
        ["", "&op=any", "&sort=newest", "&sort=title", "&size=100", "&lang=zh", "&from=2019&to=2022"],
        [6, 2, 1, 1, 1, 1, 1],
    )
    return chosen[0]


def percent_encoded(text: str) -> str:
    """The text as a browser sends it; a lone surrogate becomes three bytes that no decoder takes."""
    return quote_from_bytes(text.encode("utf-8", "surrogatepass"))
