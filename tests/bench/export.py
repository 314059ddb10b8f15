"""An export of the whole archive, timed beside `sqlite3 -json` on the same rows, and the memory that it takes.

`python -m tests.bench.export [SIZE]`: docs/performance.md says what is compared.
"""

import argparse
import os
import re
import subprocess
import sys
import time
from pathlib import Path
from typing import NamedTuple

from tests.bench.circumstances import circumstances

ROOT = Path(__file__).resolve().parents[2]
ROUNDS = 3
LIMIT, MOST_MEMORY = 5.0, 150  # times the time of sqlite3; MB

_TAGS = """(SELECT json_group_array(json_object('{key}', n.{key}, 'name', n.name, 'evidence', t.evidence,
    'origin', t.origin)) FROM articles_article{kind} t JOIN articles_{kind} n ON n.id = t.{kind}_id
    WHERE t.article_id = a.id)"""
_JOINED = f"""SELECT a.id, a.title, a.standfirst, s.slug AS section_slug, s.name AS section_name, i.id AS issue_id,
    i.slug AS issue_slug, i.title AS issue_title, i.number, i.date AS issue_date, p.slug AS publication_slug,
    p.name AS publication_name, p.rights, p.access, a.position, a.byline,
    (SELECT json_group_array(json_object('slug', n.slug, 'name', n.name)) FROM articles_authorship t
        JOIN articles_author n ON n.id = t.author_id WHERE t.article_id = a.id) AS authors,
    a.date, a.language, {_TAGS.format(kind="topic", key="slug")} AS topics,
    {_TAGS.format(kind="region", key="code")} AS regions,
    {_TAGS.format(kind="institution", key="slug")} AS institutions,
    (SELECT json_group_array(json_object('text', c.text, 'credit', c.credit)) FROM articles_caption c
        WHERE c.article_id = a.id) AS captions,
    a.source_note, a.word_count, a.published_at, a.updated_at, a.body, a.text
    FROM articles_article a JOIN articles_issue i ON i.id = a.issue_id
    JOIN articles_publication p ON p.id = i.publication_id LEFT JOIN articles_section s ON s.id = a.section_id
    WHERE a.state = 'published' AND i.state = 'published' ORDER BY a.id"""
_COLUMNS = "SELECT * FROM articles_article ORDER BY id"


class Measured(NamedTuple):
    """Seconds by the clock, seconds of CPU time, the peak of resident memory in MB, and the bytes written in MB."""

    seconds: float
    cpu: float
    memory: float
    written: float


def commands(folder: Path) -> dict[str, list[str]]:
    """What is compared, ours last."""
    shell = ["sqlite3", "-readonly", "-json", str(folder / "archive.sqlite3")]
    return {
        "sqlite3 -json, every column of the articles": [*shell, _COLUMNS],
        "sqlite3 -json, all that a row has": [*shell, _JOINED],
        "export, ndjson": [sys.executable, str(ROOT / "manage.py"), "export", "--format", "ndjson"],
    }


def measure(folder: Path, rounds: int) -> dict[str, Measured]:
    """The best of some rounds of each command; in each round they run one after the other."""
    found: dict[str, list[Measured]] = {}
    for _ in range(rounds):
        for name, command in commands(folder).items():
            found.setdefault(name, []).append(_run(command, folder))
    return {name: min(runs, key=lambda run: run.cpu) for name, runs in found.items()}


def table(measured: dict[str, Measured]) -> str:
    """As Markdown, with how much longer the export takes, in CPU time, which hardly depends on what else is running."""
    *_, ours = measured.values()
    lines = ["| | seconds | CPU seconds | peak memory, MB | written, MB | export takes |", "|---|---|---|---|---|---|"]
    for name, run in measured.items():
        ratio = "" if run is ours else f"{ours.cpu / run.cpu:.1f} times as long"
        lines.append(f"| {name} | {run.seconds:.1f} | {run.cpu:.1f} | {run.memory:.0f} | {run.written:.0f} | {ratio} |")
    return "\n".join(lines)


def _run(command: list[str], folder: Path) -> Measured:
    """Runs a command and counts what it writes. The memory is that of the process itself."""
    environment = os.environ | {"ARCHIVE_DATA": str(folder), "DJANGO_SETTINGS_MODULE": "archive.settings"}
    read, write = os.pipe()
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=write, env=environment)
    os.close(write)
    written, peak = 0, 0.0
    with open(read, "rb", buffering=0) as pipe:
        while piece := pipe.read(1 << 20):
            written += len(piece)
            peak = max(peak, _peak(process.pid))
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command[:3])
    return Measured(seconds, usage.ru_utime + usage.ru_stime, peak, written / 1e6)


def _peak(number: int) -> float:
    """The most memory that a process has had since its program began, in MB; 0 if it has just ended.

    What the system says when a process has ended counts its parent's memory as well, before the program began.
    """
    try:
        status = Path(f"/proc/{number}/status").read_text()
    except OSError:
        return 0
    found = re.search(r"VmHWM:\s+(\d+) kB", status)
    return int(found[1]) / 1024 if found else 0


def main(arguments: list[str]) -> None:
    """Prints the table for the corpus of that size."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.export", description="Times an export.")
    parser.add_argument("size", type=int, nargs="?", default=100_000, help="number of articles")
    parser.add_argument("--data", type=Path, default=ROOT / "var" / "bench", help="where the corpora lie")
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    asked = parser.parse_args(arguments)
    folder = asked.data / str(asked.size)
    if not (folder / "archive.sqlite3").exists():
        parser.error(f"there is no corpus in {folder}: make it with python -m tests.bench corpus {asked.size}")
    print(f"{circumstances()}\n\n{table(measure(folder, asked.rounds))}")


if __name__ == "__main__":
    main(sys.argv[1:])
