"""The index is built anew while many read."""

import json
import random
import subprocess
import sys
from threading import Thread

from tests.faults.corpus import KEEPER, coined
from tests.faults.editor import Editor, NoAnswer
from tests.faults.extent import EXTENT
from tests.served import ROOT, environment, running


def questions(articles):
    """Queries, each with how many it finds."""
    words = random.Random(3).sample(range(articles), 10)
    return {f"q={KEEPER}&sort=oldest": articles, **{f"q={coined(number)}": 1 for number in words}}


def found(editor, asked):
    answer = editor.get(f"/api/v1/search?{asked}")
    if answer.status != 200:
        return answer.status
    data = json.loads(answer.text)
    return data["count"], [hit["id"] for hit in data["results"]][:5]


def read(url, right, wrong, tally, is_over):
    """Asks again and again, and notes what is not the right count with the right first hits."""
    editor, rng = Editor(url), random.Random()
    while not is_over:
        asked = rng.choice(list(right))
        try:
            given = found(editor, asked)
        except NoAnswer as error:
            given = str(error)
        tally.append(1)
        if given != right[asked]:
            wrong.append(f"{asked}: {given} instead of {right[asked]}")


def test_fifty_readers_get_right_answers_while_the_index_is_built_anew(site, row):
    about = f"rebuild of the index under {EXTENT.readers} readers"
    row(about)
    wrong, tally, is_over = [], [], []
    with running(site.data, ARCHIVE_DEMO="0") as served:
        expected = questions(EXTENT.articles)
        right = {asked: found(Editor(served.url), asked) for asked in expected}
        assert {asked: given[0] for asked, given in right.items()} == expected
        given = (served.url, right, wrong, tally, is_over)
        readers = [Thread(target=read, args=given) for _ in range(EXTENT.readers)]
        for reader in readers:
            reader.start()
        command, own = [sys.executable, "manage.py", "rebuild_index"], environment(site.data)
        codes = [subprocess.run(command, cwd=ROOT, env=own, check=False).returncode for _ in range(EXTENT.rebuilds)]
        is_over.append(True)
        for reader in readers:
            reader.join()
    assert set(codes) == {0}
    assert not wrong, wrong[:5]
    row(about, f"{EXTENT.rebuilds} rebuilds of {EXTENT.articles} articles", f"{len(tally)} answers, all right")
