"""A batch whose worker is killed: a real worker, in a process of its own, on a data folder of its own."""

import json
import subprocess
import sys
import time

import pytest

from tests.articles.batch_files import issues_zip
from tests.databases import ask
from tests.served import ROOT, environment, shell

COUNT, SECONDS = 80, 60
MAKE = """
from pathlib import Path
from django.core.files.uploadedfile import SimpleUploadedFile
from articles.batches import make_batch
make_batch([SimpleUploadedFile("year.zip", Path({path!r}).read_bytes())])
"""
TELL = """
import json
from pathlib import Path
from django.conf import settings
from articles.models import BatchItem, Issue, SourceFile
print(json.dumps([
    list(BatchItem.objects.values_list("state", flat=True)),
    sorted(int(number) for number in Issue.objects.values_list("number", flat=True)),
    [source.articles.count() for source in SourceFile.objects.all()],
    [path.name for path in Path(settings.MEDIA_ROOT, "batches").iterdir()],
]))
"""


@pytest.fixture
def data(tmp_path):
    """The data folder of an archive with a batch of COUNT issues that waits."""
    folder = tmp_path / "data"
    folder.mkdir()
    (tmp_path / "year.zip").write_bytes(issues_zip(COUNT))
    manage(folder, "migrate", "--verbosity=0").wait(SECONDS)
    shell(folder, MAKE.format(path=str(tmp_path / "year.zip")))
    return folder


def manage(folder, *arguments):
    """A started `manage.py` on the data folder."""
    return subprocess.Popen([sys.executable, "manage.py", *arguments], cwd=ROOT, env=environment(folder))


def done(folder):
    """How many items are done, as the database has it."""
    return ask(folder, "SELECT COUNT(*) FROM articles_batchitem WHERE state <> 'waiting'")[0][0]


def kill_after(folder, count):
    """Starts a worker and kills it when it has done `count` items more; returns how many are done in all."""
    goal, deadline = done(folder) + count, time.monotonic() + SECONDS
    worker = manage(folder, "worker")
    try:
        while done(folder) < goal:
            assert time.monotonic() < deadline, "it did not happen in time"
            time.sleep(0.01)
    finally:
        worker.kill()
        worker.wait()
    return done(folder)


def test_a_killed_worker_goes_on_where_it_was_and_nothing_is_doubled(data):
    assert 10 <= kill_after(data, 10) < kill_after(data, 20) < COUNT
    manage(data, "worker", "--batch").wait(SECONDS)
    states, numbers, articles, files = json.loads(shell(data, TELL))
    assert states == ["stored"] * COUNT
    assert numbers == list(range(1, COUNT + 1))
    assert articles == [2] * COUNT
    assert files == []
