"""What was answered with success is there after any kill: rows, bytes of files, entries of the search."""

import hashlib
import json
import random
import threading
import time
from contextlib import suppress
from pathlib import Path

from tests.databases import ask
from tests.faults.editor import Editor, NoAnswer, Refused, issue_text
from tests.faults.extent import EXTENT
from tests.faults.processes import kill, master, tree, until, web_workers
from tests.served import Served, start

SEARCH_SECONDS, LONGEST = 60, 4.0


class Desk:
    """An editor who goes on whatever happens, and notes what was answered with success."""

    def __init__(self) -> None:
        self.stored: dict[int, int] = {}
        """The number of an issue, and its id."""
        self.titles: dict[int, str] = {}
        self.published: set[int] = set()
        self.deleted: set[int] = set()
        self.in_doubt: set[int] = set()
        """Those of which a last step was not answered."""
        self.refusals: list[str] = []
        self.served: Served | None = None
        self.is_over = False

    def work(self) -> None:
        editor, number = None, 0
        while not self.is_over:
            number += 1
            try:
                editor = editor or Editor(self.served.url).log_in()
                self._one(editor, number)
            except NoAnswer:
                self.in_doubt.add(number)
                editor = None
                time.sleep(0.2)
            except Refused as refused:
                self.refusals.append(f"{number}: {refused}")
                self.in_doubt.add(number)

    def _one(self, editor: Editor, number: int) -> None:
        text, word = issue_text(number)
        self.stored[number] = editor.upload(f"{number}.md", text)
        title = f"Corrected {word} laboratories"
        editor.correct(self.stored[number], title)
        self.titles[number] = title
        if number % 2:
            editor.publish(self.stored[number])
            self.published.add(number)
        if number % 5 == 0:
            editor.delete(self.stored[number])
            self.deleted.add(number)

    @property
    def steps(self) -> int:
        return sum(map(len, (self.stored, self.titles, self.published, self.deleted)))


def wrong(desk: Desk, data: Path) -> list[str]:
    """What the database and the files lack of what the editor was told is done, or have of what was not."""
    found = []
    rows = ask(data, "SELECT i.id, i.number, s.sha256, s.file FROM articles_issue i JOIN articles_sourcefile s "
                     "ON s.issue_id = i.id WHERE s.name LIKE '%.md'")  # fmt: skip
    by_number = {int(number): (issue, sha, file) for issue, number, sha, file in rows if number.isdecimal()}
    for number in desk.stored:
        text = issue_text(number)[0].encode()
        if number in desk.deleted:
            found += [f"{number} was deleted and is there"] if number in by_number else []
        elif number not in by_number:
            found += [] if number in desk.in_doubt and number % 5 == 0 else [f"{number} was stored and is lost"]
        elif (data / "media" / by_number[number][2]).read_bytes() != text:
            found.append(f"{number} has a file with other bytes")
    found += [f"{sha} is another file" for _, sha, file in by_number.values()
              if hashlib.sha256((data / "media" / file).read_bytes()).hexdigest() != sha]  # fmt: skip
    counts = ask(data, "SELECT i.number, COUNT(*) FROM articles_issue i JOIN articles_article a ON a.issue_id = i.id "
                       "JOIN articles_publication p ON p.id = i.publication_id WHERE p.name = 'Faulty Review' "
                       "GROUP BY i.id")  # fmt: skip
    found += [f"issue {number} is half there" for number, count in counts if count != 2]
    found += [
        f"issue {number} is there twice"
        for number in {n for n, _ in counts}
        if [n for n, _ in counts].count(number) > 1
    ]
    titles = {row[0] for row in ask(data, "SELECT title FROM articles_article")}
    missing = {number: title for number, title in desk.titles.items() if title not in titles}
    return found + [f"the title of {n} is lost" for n in missing if n not in desk.deleted | desk.in_doubt]


def unfound(desk: Desk, served: Served) -> list[str]:
    """What the search says otherwise than the editor was told."""
    found = []
    for number in desk.stored:
        if number in desk.in_doubt:
            continue
        word = issue_text(number)[1]
        _status, text = served.get(f"/api/v1/search?q={word}")
        expected = 1 if number in desk.published - desk.deleted else 0
        if json.loads(text)["count"] != expected:
            found.append(f"{word}: {json.loads(text)['count']} instead of {expected}")
    return found


def test_what_was_answered_with_success_is_there_after_any_kill(site, row):
    row("`kill -9` of a web worker, the web server, or all of it, while an editor works")
    desk, rng, data = Desk(), random.Random(7), site.data
    desk.served = served = start(data, ARCHIVE_DEMO="0")
    served.wait_for("Ctrl-C stops it")
    thread = threading.Thread(target=desk.work)
    thread.start()
    kills, longest = {"web worker": 0, "web server": 0, "everything": 0}, 0.0
    try:
        for number in range(EXTENT.server_kills):
            time.sleep(rng.uniform(0.5, LONGEST))
            whom = list(kills)[number % 3]
            kills[whom] += 1
            kill(
                *{"web worker": web_workers, "web server": lambda s: [master(s)], "everything": tree}[whom](served)[:99]
            )
            if whom != "web worker":
                served.process.wait(20)
                served = start(data, ARCHIVE_DEMO="0")
                served.wait_for("Ctrl-C stops it")
                desk.served = served
        time.sleep(2)
        desk.is_over = True
        thread.join(60)
        longest = until(lambda: not unfound(desk, served), SEARCH_SECONDS)
        assert not wrong(desk, data)
        assert not desk.refusals, desk.refusals[:3]
    finally:
        desk.is_over = True
        thread.join(60)
        with suppress(Exception):
            served.stop()
    done = ", ".join(f"{count} × {whom}" for whom, count in kills.items())
    seen = f"{desk.steps} answered steps, all there; {len(desk.in_doubt)} unanswered, each done or not, none half; "
    row("`kill -9` of a web worker, the web server, or all of it, while an editor works", done,
        f"{seen}the search had all {longest:.0f} s after the last restart")  # fmt: skip
