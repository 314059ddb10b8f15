"""The time until the first byte of every kind of page arrives, from the archive as `manage.py serve` runs it."""

import http.client
import os
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from tests.bench.load import HOST
from tests.bench.remote import Remote
from tests.bench.timing import spread
from tests.pages.kinds import FORM, KINDS, Catalogue, Kind, Missing

WARMING, ROUNDS = 5, 60
LIMIT = 60  # milliseconds, for the 95th percentile

Row = tuple[str, float, float, int]


def measure(folder: Path, articles: int, say: Callable[[str], None]) -> list[Row]:
    """The kind, the median and the 95th percentile in milliseconds, and the bytes as they travel; the slowest first.

    Measured on `articles` articles in `folder`, made if they are not there. Kinds of which there is no page are left
    out. Each page is asked for in turn with the others, on one kept connection, as a browser does that has seen none.
    """
    os.environ["ARCHIVE_LOG_LEVEL"] = "ERROR"  # some pages are meant to be refused
    with Remote(folder, "tests.bench.corpus:Corpus", articles):
        say(f"  {articles:,} articles are in {folder}")
    with Remote(folder, "tests.bench.sites:Site", "the archive") as server:
        port, _ = server.call("pages", [])
        site = http.client.HTTPConnection(HOST, port, timeout=60)
        archive = Catalogue(lambda path: _ask(site, "GET", path)[1].decode(), partial(_lead, site))
        asked = _addresses(archive)
        taken: dict[str, list[float]] = {name: [] for name in asked}
        sizes: dict[str, int] = {}
        for turn in range(WARMING + ROUNDS):
            for name, (kind, path) in asked.items():
                seconds, body = _ask(site, kind.method, path, {"Accept-Encoding": "gzip"})
                sizes[name] = len(body)
                if turn >= WARMING:
                    taken[name].append(seconds)
        server.call("stop")
    rows = [(name, *spread(times), sizes[name]) for name, times in taken.items()]
    return sorted(rows, key=lambda row: -row[2])


def table(rows: list[Row]) -> str:
    """The rows as Markdown."""
    lines = ["| page | median, ms | 95 %, ms | compressed, kB |", "|---|---:|---:|---:|"]
    lines += [f"| {name} | {middle:.1f} | {high:.1f} | {size / 1000:.1f} |" for name, middle, high, size in rows]
    slow = sum(high > LIMIT for _, _, high, _ in rows)
    return "\n".join([*lines, "", f"{slow} of {len(rows)} kinds of pages take more than {LIMIT} ms (95 %)."]) + "\n"


def _addresses(archive: Catalogue) -> dict[str, tuple[Kind, str]]:
    found = {}
    for name, kind in KINDS.items():
        try:
            found[name] = kind, kind.address(archive)
        except Missing:
            continue
    return found


def _ask(site: http.client.HTTPConnection, method: str, path: str, headers: dict | None = None) -> tuple[float, bytes]:
    """The seconds from the request to the first byte of the answer, and its body."""
    began = time.perf_counter()
    site.request(method, path, headers=headers or {})
    answer = site.getresponse()
    seconds = time.perf_counter() - began
    return seconds, answer.read()


def _lead(site: http.client.HTTPConnection, path: str, form: str) -> str:
    """Where a form leads that is sent to `path`."""
    site.request("POST", path, form, {"Content-Type": FORM})
    answer = site.getresponse()
    answer.read()
    return answer.headers["Location"]
