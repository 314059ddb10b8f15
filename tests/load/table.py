"""What the load test found, as a table, and what of it breaks a limit."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

SAVES, SEARCHES = ("upload: save", "review: save", "review: publish"), ("search", "search: narrowed", "search: API")
LIMITS = {**dict.fromkeys(SAVES, 2000), **dict.fromkeys(SEARCHES, 1000)}
"""The longest that the slowest hundredth of requests may take, in milliseconds."""

BEGIN, END = "<!-- load -->", "<!-- /load -->"


def table(rows: Sequence[dict[str, Any]]) -> str:
    """One line for each kind of request, in Markdown."""
    head = [
        "| what | requests | failed | median, ms | 95 %, ms | 99 %, ms | longest, ms | limit for 99 % |",
        "| --- | ---: | ---: | ---: | ---: | ---: | ---: | --- |",
    ]
    return "\n".join([*head, *map(_line, sorted(rows, key=lambda row: row["name"]))])


def _line(row: dict[str, Any]) -> str:
    limit = LIMITS.get(row["name"])
    kept = "" if limit is None else f"{limit:,} ms: {'holds' if row['p99'] <= limit else '**does not hold**'}"
    times = " | ".join(f"{row[name]:,.0f}" for name in ("p50", "p95", "p99", "most"))
    return f"| {row['name']} | {row['asked']:,} | {row['failed']:,} | {times} | {kept} |"


def broken(found: dict[str, Any], locked: int) -> list[str]:
    """The limits that do not hold, each as a sentence."""
    rows = {row["name"]: row for row in found["rows"]}
    told = [f"{name} was never asked for." for name in LIMITS if name not in rows and name != "review: publish"]
    told += [
        f"{name}: the slowest hundredth took {rows[name]['p99']:,.0f} ms and more, instead of {limit:,}."
        for name, limit in LIMITS.items()
        if name in rows and rows[name]["p99"] > limit
    ]
    if failed := sum(row["failed"] for row in found["rows"]):
        told.append(f"{failed} requests failed: {'; '.join(found['errors'])}.")
    if found["refused"]:
        told.append(f"{len(found['refused'])} editors were refused: {'; '.join(found['refused'][:5])}.")
    if locked:
        told.append(f"The log says {locked} times that the database is locked.")
    return told


def write(report: str, page: Path) -> None:
    """Puts the report between its marks in the page; at the page's end if it has none."""
    text = page.read_text("utf-8") if page.exists() else "# Reliability\n"
    if BEGIN not in text:
        text = f"{text.rstrip()}\n\n## Under load\n\n{BEGIN}\n{END}\n"
    before, _, rest = text.partition(BEGIN)
    page.write_text(f"{before}{BEGIN}\n{report}\n{END}{rest.partition(END)[2]}", "utf-8")
