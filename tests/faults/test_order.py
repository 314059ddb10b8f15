"""The order in which an upload reaches the disk: what a power cut would leave is never a row without its file."""

import re
import shutil
import subprocess

import pytest

from tests.databases import only_on_sqlite
from tests.faults.editor import Editor, issue_text
from tests.faults.processes import web_workers
from tests.served import running

pytestmark = [
    pytest.mark.skipif(not shutil.which("strace"), reason="there is no strace here"),
    only_on_sqlite("another database syncs in processes of its own"),
]

CALLS = "fsync,fdatasync,rename,renameat,renameat2"
CALL = re.compile(r"(\w+)\((?:AT_FDCWD, )?(?:\d+)?<?\"?([^\">]*)[\">](?:.*?\"([^\"]+)\")?")


def calls(log):
    """The calls in the log, in order, as (name, path, new path)."""
    return [CALL.search(line).groups() for line in log.splitlines() if CALL.search(line)]


def test_the_file_of_an_upload_is_on_the_disk_before_its_row_and_its_row_before_the_answer(site, tmp_path, row):
    about = "the order of an upload on its way to the disk (power cut)"
    row(about)
    with running(site.data, ARCHIVE_DEMO="0", ARCHIVE_WORKERS="1") as served:
        editor = Editor(served.url).log_in()
        (worker,) = web_workers(served)
        log = tmp_path / "calls"
        command = ["strace", "-f", "-y", "-s", "300", "-e", f"trace={CALLS}", "-o", str(log), "-p", str(worker)]
        with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as tracing:
            tracing.stderr.readline()  # that it is attached
            editor.upload("1.md", issue_text(1)[0])
            tracing.terminate()
    steps = [name for name in map(_step, calls(log.read_text())) if name]
    begin = steps.index("file synced")
    assert steps[begin : begin + 4] == ["file synced", "file named", "folder synced", "folder synced"]
    assert "database synced" in steps[begin + 4 :]
    assert "database synced" not in steps[begin : begin + 4]
    seen = "the file, its name, its folders, then the database's log, each synced before the next; then the answer"
    row(about, "the system calls of one upload followed", seen)


def _step(call):
    name, path, new = call
    if name in ("fsync", "fdatasync"):
        if path.endswith(".part"):
            return "file synced"
        if re.search(r"/sources(/..)?$|/media$", path):
            return "folder synced"
        return "database synced" if path.endswith("-wal") else ""
    return "file named" if new and "/sources/" in new else ""
