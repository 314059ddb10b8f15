"""Two background workers by mistake, one of which is killed again and again."""

import random
import time
from typing import Any

from articles.models import BatchItem, Issue, SourceFile
from tests.articles.batch_files import batch_of, issues_zip
from tests.faults.agreement import until_agreed
from tests.faults.asking import load_pages
from tests.faults.editing import edit, prepare
from tests.faults.folders import data_folder, stop_file
from tests.faults.forks import fork, forked
from tests.faults.indexers import worker

SECONDS, PAUSE, LONGEST = 90, 0.2, 1.5


def work(items: int, kills: int) -> dict[str, Any]:
    """Has two workers read a batch and index what an editor does. Returns what became of the batch, and whether the
    search agrees."""
    load_pages()
    forked(prepare)
    forked(_upload, items)
    editor, second, rng = fork(edit, 1, None, PAUSE), fork(worker), random.Random(kills)
    for _ in range(kills):
        first = fork(worker)
        time.sleep(rng.uniform(0.2, LONGEST))
        first.kill()
    stop_file().touch()
    words = editor.result()["words"]
    told = forked(_until_read, items)
    agreed = forked(until_agreed, SECONDS, words)
    second.end()
    return {**told, **agreed}


def _upload(items: int) -> None:
    batch_of(("year.zip", issues_zip(items)))


def _until_read(items: int) -> dict[str, Any]:
    waiting, end = BatchItem.objects.filter(state=BatchItem.State.WAITING), time.monotonic() + SECONDS
    while (waiting.exists() or _files()) and time.monotonic() < end:
        time.sleep(PAUSE)
    sources = SourceFile.objects.filter(name__endswith=".md")
    numbers = [int(number) for number in Issue.objects.filter(sources__in=sources).values_list("number", flat=True)]
    return {
        "states": list(BatchItem.objects.values_list("state", flat=True)),
        "numbers": sorted(numbers),
        "articles": [source.articles.count() for source in sources],
        "files": _files(),
    }


def _files() -> list[str]:
    return [path.name for path in (data_folder() / "media" / "batches").iterdir()]
