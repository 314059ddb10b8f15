"""One run of the benchmarks: for each size a corpus, indexes, requests to all engines, and pages over HTTP."""

import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from tests.bench.engines import ENGINES
from tests.bench.load import load
from tests.bench.records import Built
from tests.bench.remote import Remote, RemoteError
from tests.bench.results import Results, Served
from tests.bench.timing import PROCESSES, ROUNDS, measure

SITES = ("the archive", "Datasette")
CLIENTS = (1, 8)
PUBLISHED = 5  # articles
SERVED_SECONDS = 10.0  # at least, for each number of clients
WARMING = 4  # every fourth page is asked for before

Say = Callable[[str], None]


def run(folder: Path, articles: int, names: Sequence[str], quick: bool, say: Say) -> Results:
    """Everything about a corpus of that many articles, which lies in `folder` and is made if it does not.

    `names` are those of engines; `quick` leaves out repetitions and all that takes long. `say` prints a line.
    """
    found = _corpus(folder, articles, say)
    installed = [name for name in names if _build(name, folder, found, say)]
    say("  asking")
    found.times = measure(installed, folder, found.requests, *((1, 1) if quick else (PROCESSES, ROUNDS)))
    if not quick:
        found.published = _published(folder, say)
        for site in SITES:
            if site != "Datasette" or "datasette" in installed:
                found.served[site] = _served(site, folder, found, say)
    return found


def build_only(folder: Path, articles: int, names: Sequence[str], say: Say) -> Results:
    """What building alone takes."""
    found = _corpus(folder, articles, say)
    for name in names:
        _build(name, folder, found, say)
    return found


def _corpus(folder: Path, articles: int, say: Say) -> Results:
    say(f"{articles:,} articles")
    with Remote(folder, "tests.bench.corpus:Corpus", articles) as corpus:
        return Results(articles, corpus.call("requests"), *corpus.call("read"))


def _build(name: str, folder: Path, found: Results, say: Say) -> bool:
    """Builds the index of an engine if need be. Our own is always built anew, as it is what changes.

    Returns whether the engine can be used.
    """
    entry = ENGINES[name]
    if entry.most and found.articles > entry.most:
        say(f"  {entry.title} is left out: it is measured on at most {entry.most:,} articles.")
        return False
    try:
        with Remote(folder, "tests.bench.subject:Subject", name) as subject:
            if all(ENGINES[other].index != entry.index for other in found.built):
                found.built[name] = _built(name, subject, say)
    except RemoteError as error:
        if error.kind not in {"ImportError", "ModuleNotFoundError"}:
            raise
        say(f"  {entry.title} is left out: it is not installed.")
        return False
    return True


def _built(name: str, subject: Remote, say: Say) -> Built:
    if ENGINES[name].index != "ours" and (before := subject.call("built")):
        return before
    say(f"  building: {ENGINES[name].title}")
    return subject.call("build")


def _published(folder: Path, say: Say) -> list[float]:
    say("  publishing")
    with _copy(folder) as copy, Remote(copy, "tests.bench.publishing:Publishing") as publishing:
        took = [publishing.call("publish") for _ in range(PUBLISHED)]
        publishing.call("stop")
    return took


@contextmanager
def _copy(folder: Path) -> Iterator[Path]:
    """A copy of the archive in `folder`, on the same disk, for as long as the block lasts."""
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix="copy-") as scratch:
        copy = Path(scratch) / "data"
        shutil.copytree(folder, copy, ignore=shutil.ignore_patterns("engines", "static"))
        yield copy


def _served(site: str, folder: Path, found: Results, say: Say) -> Served:
    say(f"  serving: {site}")
    with Remote(folder, "tests.bench.sites:Site", site) as server:
        port, paths = server.call("pages", found.requests)
        load(port, paths[::WARMING], 2, 0)
        loads = [load(port, paths, clients, SERVED_SECONDS) for clients in CLIENTS]
        memory = server.call("memory")
        server.call("stop")
    return Served(loads, memory)
