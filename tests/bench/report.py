"""Writes what was measured as tables in Markdown."""

from collections.abc import Iterable, Iterator, Sequence
from statistics import median

from tests.bench.agreement import agreement
from tests.bench.engines import ENGINES
from tests.bench.results import Results
from tests.bench.timing import Times, spread

Row = list[str]
_UNKNOWN = "–"


def report(results: Sequence[Results], circumstances: str) -> str:
    """All tables, after the sentence that says when and on what they were taken."""
    parts = [circumstances]
    for found in results:
        if found.times:
            parts += [f"## {found.articles:,} articles", *_asking(found), *_publishing(found)]
    return "\n\n".join([*parts, "## Building the index", _table(_building(results))]) + "\n"


def _asking(found: Results) -> Iterator[str]:
    yield "### The same request again"
    yield _table(_warm(found.times))
    yield "### Each term for the first time"
    yield _table(_cold(found.times))
    yield "### By kind of request, median, ms"
    yield _table(_by_kind(found))
    if len(found.times) > 1:
        said = agreement(found.requests, found.times)
        yield "### Whether all found the same"
        yield "\n".join(f"- {ENGINES[name].title}: {sentences}" for name, sentences in said.items())
    if found.served:
        yield "### The search page over HTTP"
        yield _table(_serving(found))


def _warm(times: dict[str, Times]) -> Iterator[Row]:
    yield ["engine", "median, ms", "95 %, ms", "median, ratio", "95 %, ratio", "median, ratio to ours behind Haystack"]
    middle, high = spread(next(iter(times.values())).warm)
    behind = spread(times["haystack"].warm)[0] if "haystack" in times else None
    for name, taken in times.items():
        mine, mine_high = spread(taken.warm)
        last = _ratio(mine / behind) if behind else _UNKNOWN
        yield [ENGINES[name].title, *_ms(mine, mine_high), _ratio(mine / middle), _ratio(mine_high / high), last]


def _cold(times: dict[str, Times]) -> Iterator[Row]:
    yield ["engine", "median, ms", "95 %, ms", "median, ratio", "95 %, ratio", "after opening, ms", "memory, MB"]
    middle, high = spread(next(iter(times.values())).cold)
    for name, taken in times.items():
        mine, mine_high = spread(taken.cold)
        ratios = [_ratio(mine / middle), _ratio(mine_high / high)]
        yield [ENGINES[name].title, *_ms(mine, mine_high), *ratios, *_ms(taken.first * 1000), _mb(taken.memory)]


def _by_kind(found: Results) -> Iterator[Row]:
    yield ["kind", *(ENGINES[name].title for name in found.times)]
    for kind in dict.fromkeys(request.kind for request in found.requests):
        places = [place for place, request in enumerate(found.requests) if request.kind == kind]
        yield [kind, *_ms(*(1000 * median(taken.warm[place] for place in places) for taken in found.times.values()))]


def _serving(found: Results) -> Iterator[Row]:
    yield ["site", "clients", "pages a second", "ratio", "failed", "memory of a process, MB"]
    base = {load.clients: load.rate for load in next(iter(found.served.values())).loads}
    for name, served in found.served.items():
        for load in served.loads:
            rates = [f"{load.rate:.1f}", _ratio(base[load.clients] / load.rate)]
            yield [name, str(load.clients), *rates, str(len(load.failures)), _mb(served.memory)]


def _publishing(found: Results) -> Iterator[str]:
    if found.published:
        yield "### From publishing to finding"
        yield (
            f"A published article was found {median(found.published):.2f} s after its commit: the median of "
            f"{len(found.published)}, of which the longest took {max(found.published):.2f} s."
        )


def _building(results: Iterable[Results]) -> Iterator[Row]:
    yield ["articles", "engine", "articles a CPU second", "index, MB", "index to text", "the index holds the texts"]
    for found in results:
        yield [f"{found.articles:,}", "reading alone", f"{found.articles / found.reading:,.0f}", *[_UNKNOWN] * 3]
        for name, built in found.built.items():
            rate, share = built.articles / built.seconds, built.size / found.text_size
            holds = "yes" if ENGINES[name].keeps_texts else "no"
            yield [f"{found.articles:,}", ENGINES[name].title, f"{rate:,.0f}", _mb(built.size), f"{share:.2f}", holds]


def _table(rows: Iterable[Row]) -> str:
    head, *others = rows
    lines = [head, ["---", *["---:"] * (len(head) - 1)], *others]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _ms(*values: float) -> Row:
    return [f"{value:.2f}" if value < 100 else f"{value:,.0f}" for value in values]


def _mb(size: int) -> str:
    return f"{size / 1e6:,.0f}" if size else _UNKNOWN


def _ratio(value: float) -> str:
    return f"{value:.2f}" if value < 10 else f"{value:,.0f}"
