"""`make load`: 8 editors and 50 readers at a served archive of 10,000 articles; docs/reliability.md has the result.

DURATION is in seconds (600), READERS and EDITORS are numbers, CORPUS is the number of articles (10,000), REPORT is
the page to write into.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.bench.circumstances import circumstances
from tests.bench.remote import Remote
from tests.bench.words import PUBLICATIONS
from tests.load.table import broken, table, write
from tests.served import PASSWORD, ROOT, running, shell

DURATION, READERS, EDITORS, CORPUS = (
    int(os.environ.get(name) or usual)
    for name, usual in (("DURATION", 600), ("READERS", 50), ("EDITORS", 8), ("CORPUS", 10_000))
)
PAGE = Path(os.environ.get("REPORT") or ROOT / "docs" / "reliability.md")
LOCKED = "database is locked"

_PREPARE = """
import os
from archive.serve import prepare
from search.index import ensure_index
os.environ["ARCHIVE_DEMO"] = "0"
prepare(print)
ensure_index()
"""
_MAKE_EDITORS = """
from django.contrib.auth.models import Group, User
for number in range(1, {count} + 1):
    editor = User.objects.create_user(f"load-{{number}}", password="{password}", is_staff=True)
    editor.groups.set(Group.objects.filter(name__in=["Editors", "Reviewers"]))
"""
_WORDS = """
import json
from tests.bench.documents import sample
from tests.bench.vocabulary import Vocabulary
shares = Vocabulary(document.text for document in sample(1000)).shares
print(json.dumps([word for word, share in shares.items() if 0.003 < share < 0.3][:3000]))
"""


def main() -> int:
    """Prints the table and writes it into the page. Returns 1 if a limit is broken."""
    with tempfile.TemporaryDirectory(prefix="archive-load-") as scratch:
        data = corpus(Path(scratch) / "data")
        shell(data, _PREPARE)  # however long that takes
        with running(data, ARCHIVE_DEMO="0") as served:
            shell(data, _MAKE_EDITORS.format(count=EDITORS, password=PASSWORD))
            found = people(served.url, json.loads(shell(data, _WORDS)), Path(scratch))
            memory = workers_memory(served.process.pid)
        locked = sum(LOCKED in line for line in served.lines)
    wrong = broken(found, locked)
    report = told(found, locked, wrong, memory)
    print(report)
    write(report, PAGE)
    return 1 if wrong else 0


def corpus(data: Path) -> Path:
    """A copy of the corpus that the benchmarks have, which is made if need be."""
    made = ROOT / "var" / "bench" / str(CORPUS)
    with Remote(made, "tests.bench.corpus:Corpus", CORPUS):
        pass
    data.mkdir()
    for name in ("archive.sqlite3", "index"):
        if (made / name).is_dir():
            shutil.copytree(made / name, data / name)
        elif (made / name).exists():
            shutil.copy2(made / name, data / name)
    return data


def people(url: str, words: list[str], scratch: Path) -> dict:
    """Lets them work for DURATION. Returns what locust measured."""
    given, report = scratch / "given.json", scratch / "report.json"
    needed = {"words": words, "publication": PUBLICATIONS[0], "password": PASSWORD, "report": str(report)}
    given.write_text(json.dumps(needed | {"readers": READERS, "editors": EDITORS}))
    command = [sys.executable, "-m", "locust", "--locustfile", "tests/load/locustfile.py", "--headless"]
    command += ["--only-summary"]
    command += ["--users", str(READERS + EDITORS), "--spawn-rate", "5", "--run-time", f"{DURATION}s"]
    command += ["--host", url.rstrip("/"), "--stop-timeout", "30", "--loglevel", "WARNING", "--exit-code-on-error", "0"]
    subprocess.run(command, cwd=ROOT, env=os.environ | {"LOAD": str(given)}, check=True, stdout=subprocess.DEVNULL)
    return json.loads(report.read_text())


def workers_memory(pid: int) -> list[int]:
    """The resident memory of all that the archive runs, in MB, largest first."""
    listing = subprocess.check_output(["ps", "-A", "-o", "pid=,ppid=,rss="], text=True)
    rows = {int(a): (int(b), int(c)) for a, b, c in map(str.split, listing.splitlines())}
    ours, grown = {pid}, True
    while grown:
        more = {child for child, (parent, _) in rows.items() if parent in ours} - ours
        ours, grown = ours | more, bool(more)
    return sorted((rows[one][1] // 1024 for one in ours), reverse=True)


def told(found: dict, locked: int, wrong: list[str], memory: list[int]) -> str:
    """The report, in Markdown."""
    outcome = "All limits hold." if not wrong else "**Not all limits hold.** " + " ".join(wrong)
    return "\n\n".join(
        [
            f"{EDITORS} editors and {READERS} readers for {DURATION} seconds, {CORPUS:,} articles, 2 processes of the "
            f"web server with 4 threads each, and whoever asks on the same machine. {circumstances()}",
            table(found["rows"]),
            f"“{LOCKED}” in the log: {locked}. Memory of the archive's processes at the end, in MB: "
            f"{', '.join(map(str, memory))}. {outcome}",
        ]
    )


if __name__ == "__main__":
    sys.exit(main())
