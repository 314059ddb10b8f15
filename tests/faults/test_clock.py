"""The clock jumps a day forward and back while the archive is served."""

import json
import re
from datetime import datetime
from functools import partial
from pathlib import Path

import pytest

from tests.databases import ask, only_on_sqlite
from tests.faults.editor import Editor, issue_text
from tests.faults.processes import until
from tests.served import running

LIBRARY = next(Path("/usr/lib").glob("*/faketime/libfaketimeMT.so.1"), None)
pytestmark = [
    pytest.mark.skipif(LIBRARY is None, reason="there is no libfaketime here"),
    only_on_sqlite("another database has a clock of its own"),
]

SLEEP = "import select, time; time.sleep = lambda seconds: select.select([], [], [], seconds) and None"
"""The library refuses the system's call by which Python sleeps; this one it lets pass."""

JUMPS = ("+0d", "+1d", "+0d", "-1d", "+0d")
SECONDS = 60
HARVEST = "/oai?verb=ListIdentifiers&metadataPrefix=oai_dc"
WAITING = "SELECT COUNT(*) FROM articles_batchitem WHERE state = 'waiting'"
DATED = re.compile(r"<datestamp>([^<]+)</datestamp>")


@pytest.fixture
def clock(tmp_path):
    """Sets the clock of the archive: clock("+1d") puts it a day ahead of ours."""
    file = tmp_path / "clock"
    file.write_text("+0d\n")
    (tmp_path / "sitecustomize.py").write_text(SLEEP)
    return file


def under(clock):
    """The environment in which processes read that clock; what only measures time, and the times of files, are real."""
    return {
        "LD_PRELOAD": str(LIBRARY),
        "FAKETIME_TIMESTAMP_FILE": str(clock),
        "FAKETIME_NO_CACHE": "1",
        "DONT_FAKE_MONOTONIC": "1",
        "PYTHONPATH": str(clock.parent),
        "NO_FAKE_STAT": "1",
    }


def finds(editor, word):
    return json.loads(editor.get(f"/api/v1/search?q={word}").text).get("count") == 1


def newest(editor):
    """The latest datestamp that harvesters are given."""
    stamps = DATED.findall(editor.get(HARVEST).text)
    return max(datetime.fromisoformat(stamp) for stamp in stamps)


def test_a_clock_that_jumps_a_day_loses_and_doubles_nothing_and_holds_nothing_up(site, clock, row):
    about = "the clock jumps a day forward and back"
    row(about)
    longest, dates = 0.0, []
    with running(site.data, ARCHIVE_DEMO="0", **under(clock)) as served:
        for number, jump in enumerate(JUMPS):
            clock.write_text(f"{jump}\n")
            editor = Editor(served.url).log_in()  # sessions end with the day
            text, word = issue_text(80_000 + number)
            issue = editor.upload("new.md", text)
            editor.publish(issue)
            editor.choose(f"{number}.md", issue_text(81_000 + number)[0].encode(), "/admin/articles/batch/add/")
            longest = max(longest, until(partial(finds, editor, word), SECONDS))
            dates.append(newest(editor))
            longest = max(longest, until(lambda: ask(site.data, WAITING) == [(0,)], SECONDS))
        assert editor.get("/readyz").status == 200
    assert dates == sorted(dates), "what harvesters are given went back"
    states = ask(site.data, "SELECT state, COUNT(*) FROM articles_batchitem GROUP BY state")
    assert states == [("stored", len(JUMPS))]
    kept = ask(site.data, "SELECT number FROM articles_issue WHERE CAST(number AS INTEGER) >= 80000")
    numbers = [int(number) for (number,) in kept]
    assert sorted(numbers) == sorted([*range(80_000, 80_000 + len(JUMPS)), *range(81_000, 81_000 + len(JUMPS))])
    row(about, f"{len(JUMPS) - 1} jumps while serving, a publication and a batch after each",
        f"each once, within {longest:.0f} s; datestamps never went back")  # fmt: skip
