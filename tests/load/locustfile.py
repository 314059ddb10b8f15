"""What the people of the load test do; locust runs it in a process of its own (tests/load/__main__.py).

LOAD names a JSON file with what they need: the words of the corpus, the name of a publication, the editors' password,
and where to write what was measured.
"""

import json
import os
import random
import re
from itertools import count
from pathlib import Path

from locust import HttpUser, between, events, task
from locust.runners import LocalRunner

from tests.load.desk import Desk, Refused
from tests.load.issues import issue

GIVEN = json.loads(Path(os.environ["LOAD"]).read_text())
WORDS = GIVEN["words"]
NUMBERS, EDITORS = count(1), count(1)
REFUSED: list[str] = []

_HIT = re.compile(r'href="(/articles/\d+/[^"#]*)')
_FACET = re.compile(r'href="(?:/search/)?(\?[^"]*(?:topic|region|institution|year)=[^"]*)"')
_ISSUE = re.compile(r'href="(/issues/[^"?]+/[^"?]+/)"')


class Reader(HttpUser):
    """Searches, narrows down, opens what was found, looks around; reads for 3 to 12 seconds in between."""

    fixed_count = GIVEN["readers"]
    wait_time = between(3, 12)
    hits: list[str] = []
    facets: list[str] = []

    def on_start(self):
        self.rng = random.Random(id(self))

    @task(10)
    def search(self):
        words = " ".join(self.rng.sample(WORDS, self.rng.choice((1, 1, 2))))
        page = self.client.get("/search/", params={"q": words, "op": "any"}, name="search").text
        self.hits, self.facets = _HIT.findall(page), _FACET.findall(page)

    @task(4)
    def narrow(self):
        if self.facets:
            address = "/search/" + self.rng.choice(self.facets).replace("&amp;", "&")
            self.hits = _HIT.findall(self.client.get(address, name="search: narrowed").text)

    @task(8)
    def read(self):
        if self.hits:
            self.client.get(self.rng.choice(self.hits).replace("&amp;", "&"), name="article")

    @task(1)
    def begin(self):
        self.client.get("/", name="home")

    @task(1)
    def browse(self):
        found = _ISSUE.findall(self.client.get("/issues/", name="issues").text)
        if found:
            self.client.get(self.rng.choice(found), name="issue")

    @task(1)
    def compute(self):
        self.client.get("/api/v1/search", params={"q": self.rng.choice(WORDS)}, name="search: API")


class Editor(HttpUser):
    """Uploads an issue, corrects it twice, publishes every third one; thinks for 5 to 20 seconds each time."""

    fixed_count = GIVEN["editors"]
    wait_time = between(5, 20)
    review = ""

    def on_start(self):
        self.desk = Desk(lambda method, path, label, **more: self.client.request(method, path, name=label, **more))
        self.desk.enter(f"load-{next(EDITORS)}", GIVEN["password"])

    @task
    def work(self):
        number = next(NUMBERS)
        try:
            self.review, _ = self.desk.upload(f"{number}.md", issue(WORDS, GIVEN["publication"], number))
            for change in (1, 2):
                self.wait()
                self.desk.save(self.review, {"-title": f"Corrected {change} of {number}"})
            if number % 3 == 0:
                self.wait()
                self.desk.save(self.review, {}, do="publish")
        except (Refused, StopIteration) as refused:
            REFUSED.append(str(refused))


@events.quitting.add_listener
def tell(environment, **_):
    """Writes down what was measured."""
    assert isinstance(environment.runner, LocalRunner)
    rows = [
        {
            "name": entry.name,
            "asked": entry.num_requests,
            "failed": entry.num_failures,
            **{f"p{part}": entry.get_response_time_percentile(part / 100) for part in (50, 95, 99)},
            "most": entry.max_response_time,
        }
        for entry in environment.stats.entries.values()
        if entry.num_requests
    ]
    errors = [f"{error.name}: {error.error} ({error.occurrences})" for error in environment.stats.errors.values()]
    Path(GIVEN["report"]).write_text(json.dumps({"rows": rows, "refused": REFUSED, "errors": errors}))
