"""Asking the archive over HTTP's own interface, and what must not change about its answers."""

import json
from collections import Counter
from dataclasses import dataclass
from threading import local
from time import perf_counter
from typing import Any
from urllib.parse import urlencode

from django.test import Client

from tests.faults.corpus import KEEPER, coined

PAGE, DATA, EXPORT = "/search/", "/api/v1/search", "/api/v1/export.ndjson"
FIRST_BYTES = 50  # pieces of an export: its beginning shows whether it works
WORDS = 3
PAGES = 3  # one in so many of the questions goes to the page too

KEPT = (
    {"q": KEEPER, "sort": "oldest", "size": "100"},
    {"q": KEEPER, "sort": "title", "page": "2"},
    {"q": f"{KEEPER} carbon -scholar", "sort": "newest"},
    {"q": f'{KEEPER} ("wind energy" OR 航天 OR "ocean harbour"~5)', "sort": "oldest"},
    {"q": f"{KEEPER} semicond* Zhongguancum~", "sort": "oldest"},
    {"q": f"{KEEPER} title:energy year:2019..2021", "sort": "title"},
    {"q": "neutralityy"},
    {"q": f"{KEEPER} author:keller", "section": "policy", "from": "2019-03", "lang": "en", "sort": "newest"},
)
"""Searches whose answers no change of other articles may change: none orders by score. The misspelt word finds
nothing, and another is suggested."""


@dataclass(frozen=True)
class Answer:
    """What came back, and how long it took. `error` is the exception that the archive did not handle."""

    status: int
    body: bytes
    media_type: str
    seconds: float
    error: str = ""

    @property
    def data(self) -> Any:
        return json.loads(self.body)

    def __str__(self) -> str:
        return f"{self.status} {self.error}".strip()


class _Browser(local):
    """One for each thread."""

    def __init__(self) -> None:
        self.client = Client(raise_request_exception=False, SERVER_NAME="localhost")


_BROWSER = _Browser()


def get(path: str, query_string: str = "") -> Answer:
    """The answer to a request; of a stream, the beginning is read."""
    began = perf_counter()
    response, error = _BROWSER.client.get(f"{path}?{query_string}"), ""
    if info := getattr(response, "exc_info", None):
        error = f"{info[0].__name__}: {info[1]}"
    body = response.content if not response.streaming else _beginning(response)
    return Answer(response.status_code, body, response["Content-Type"], perf_counter() - began, error)


def _beginning(response: Any) -> bytes:
    pieces = [piece for piece, _ in zip(response.streaming_content, range(FIRST_BYTES), strict=False)]
    response.close()
    return b"".join(pieces)


def load_pages() -> None:
    """Loads addresses and templates, so that forks of this process need not. Leaves the index alone."""
    get("/about/")


def questions(articles: int) -> list[str]:
    """Query strings that have the same answers as long as the standing articles, so many, are found."""
    words = [coined(number) for number in range(0, articles, max(1, articles // WORDS))]
    return [urlencode(asked) for asked in (*KEPT, *({"q": word} for word in words))]


def meaning(answer: Answer) -> dict[str, Any]:
    """What an answer says of the standing articles, scores aside."""
    data = answer.data
    facets = {
        name: sorted([choice["value"], choice["count"]] for choice in choices)
        for name, choices in data["facets"].items()
    }
    found = [hit["id"] for hit in data["results"]]
    rest = {part: data[part] for part in ("count", "histogram", "suggestion")}
    return rest | {"found": found, "facets": facets}


def right_answers(articles: int) -> dict[str, dict[str, Any]]:
    """Each of the questions with what it means when the archive is well, which it must be now."""
    right = {asked: meaning(get(DATA, asked)) for asked in questions(articles)}
    assert not (empty := [asked for asked, each in right.items() if not (each["found"] or each["suggestion"])]), empty
    return right


def complaints(right: dict[str, dict[str, Any]], tally: Counter[int] | None = None) -> list[str]:
    """What a reader of the page or a program would have to complain of: any answer but the right one, or 503.

    `tally` counts the answers by status.
    """
    found, tally = [], Counter() if tally is None else tally
    for number, (asked, expected) in enumerate(right.items()):
        for path, says in SURFACES if number % PAGES == 0 else SURFACES[:1]:
            answer = get(path, asked)
            tally[answer.status] += 1
            if answer.status == 503:
                continue
            told = str(answer) if answer.status != 200 else says(answer, expected)
            if told:
                found.append(f"{path}?{asked}: {told}")
    return found


def _data_says(answer: Answer, expected: dict[str, Any]) -> str:
    given = meaning(answer)
    if given["count"] != expected["count"]:
        return f"{given['count']} articles found, not {expected['count']}"
    return ", ".join(f"other {part}" for part in expected if given[part] != expected[part])


def _page_says(answer: Answer, expected: dict[str, Any]) -> str:
    """The page tells how much there is or what else was meant; the rest it shares with the data."""
    count = f"{expected['count']:,} article{'' if expected['count'] == 1 else 's'}"
    told = f">{expected['suggestion']}</a>?" if expected["suggestion"] else count
    return "" if told in answer.body.decode() else f"no “{told}” on the page"


SURFACES = ((DATA, _data_says), (PAGE, _page_says))
