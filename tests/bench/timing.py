"""Asks all engines the same requests in turn, so that whatever disturbs the machine disturbs them all."""

from collections.abc import Iterable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from math import inf
from pathlib import Path

import numpy as np

from tests.bench.records import Answer, Request
from tests.bench.remote import Remote

PROCESSES, ROUNDS = 3, 5
SLOW = 20.0
"""CPU seconds for all requests together, above which an engine has one process and one repetition only."""


@dataclass
class Times:
    """What an engine took for each request, in seconds of CPU time.

    `cold` is the best of several fresh processes, `warm` the best of several repetitions. `first` is the first request
    after opening, the one for everything, which looks up no word. `memory` is what the process used after all of them.
    """

    first: float = inf
    cold: list[float] = field(default_factory=list)
    warm: list[float] = field(default_factory=list)
    answers: list[Answer] = field(default_factory=list)
    memory: int = 0


def spread(seconds: Iterable[float]) -> tuple[float, float]:
    """The median and the 95th percentile, in milliseconds."""
    median, high = np.percentile(list(seconds), [50, 95])
    return float(median) * 1000, float(high) * 1000


def measure(
    names: Iterable[str], data: Path, requests: list[Request], processes: int = PROCESSES, rounds: int = ROUNDS
) -> dict[str, Times]:
    """What each engine takes for each of the requests, of which the last one is the one for everything."""
    times = {name: Times() for name in names}
    for number in range(processes):
        with ExitStack() as stack:
            engines = {name: stack.enter_context(_opened(name, data)) for name in times if not times[name].warm}
            for name, engine in engines.items():
                times[name].first = min(times[name].first, engine.call("ask", requests[-1])[0])
            for name, answers in _asked(engines, requests).items():
                times[name].cold = _best(times[name].cold, [seconds for seconds, _ in answers])
                times[name].answers = [answer for _, answer in answers]
            slow = {name: engine for name, engine in engines.items() if sum(times[name].cold) > SLOW}
            _warm(slow, requests, times, 1)
            if number == processes - 1:
                _warm({name: engine for name, engine in engines.items() if name not in slow}, requests, times, rounds)
    return times


def _opened(name: str, data: Path) -> Remote:
    engine = Remote(data, "tests.bench.subject:Subject", name)
    engine.call("open")
    return engine


def _warm(engines: Mapping[str, Remote], requests: list[Request], times: dict[str, Times], rounds: int) -> None:
    for _ in range(rounds):
        for name, answers in _asked(engines, requests).items():
            times[name].warm = _best(times[name].warm, [seconds for seconds, _ in answers])
    for name, engine in engines.items():
        times[name].memory = engine.call("memory")


def _asked(engines: Mapping[str, Remote], requests: list[Request]) -> dict[str, list[tuple[float, Answer]]]:
    """Each request put to one engine after the other, with the seconds that it took."""
    rows = [[engine.call("ask", request) for engine in engines.values()] for request in requests]
    return dict(zip(engines, map(list, zip(*rows, strict=True)), strict=True))


def _best(before: list[float], now: list[float]) -> list[float]:
    return list(map(min, before, now)) if before else now
