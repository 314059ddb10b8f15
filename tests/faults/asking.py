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
FIRST_PIECES = 50  # of an export: its beginning shows whether it works
OWN_WORDS = 3  # so many articles are asked for by the word that they alone have
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

Right = dict[str, dict[str, Any]]
"""Query strings of searches, each with what its answer means while the archive is well."""
Told = tuple[list[str], dict[str, int]]
"""What readers complain of, and how often each status was answered."""


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
    body = _beginning(response) if response.streaming else response.content
    return Answer(response.status_code, body, response["Content-Type"], perf_counter() - began, error)


def _beginning(response: Any) -> bytes:
    pieces = [piece for piece, _ in zip(response.streaming_content, range(FIRST_PIECES), strict=False)]
    response.close()
    return b"".join(pieces)


def load_pages() -> None:
    """Loads addresses and templates, so that forks of this process need not. Leaves the index alone."""
    get("/about/")


def meaning(answer: Answer) -> dict[str, Any]:
    """What an answer says of the standing articles, scores aside."""
    data = answer.data
    facets = {
        name: sorted([choice["value"], choice["count"]] for choice in choices)
        for name, choices in data["facets"].items()
    }
    rest = {part: data[part] for part in ("count", "histogram", "suggestion")}
    return rest | {"found": [hit["id"] for hit in data["results"]], "facets": facets}


def right_answers(articles: int) -> Right:
    """The questions, with the answers of an archive that is well, which it must be now, and has so many articles."""
    words = [coined(number) for number in range(0, articles, max(1, articles // OWN_WORDS))]
    questions = [urlencode(asked) for asked in (*KEPT, *({"q": word} for word in words))]
    right = {asked: meaning(get(DATA, asked)) for asked in questions}
    assert not (empty := [asked for asked, each in right.items() if not (each["found"] or each["suggestion"])]), empty
    return right


def some(right: Right, one_in: int) -> Right:
    """A part of the questions."""
    return dict(list(right.items())[::one_in])


def complaints(right: Right) -> Told:
    """What a reader of the page or a program would have to complain of: any answer but the right one, or 503."""
    found, tally = [], Counter()
    for number, (asked, expected) in enumerate(right.items()):
        for path, says in _SURFACES if number % PAGES == 0 else _SURFACES[:1]:
            answer = get(path, asked)
            tally[str(answer.status)] += 1
            if answer.status == 503:
                told = "" if _explains(answer) else "out of order without a word"
            else:
                told = says(answer, expected) if answer.status == 200 else str(answer)
            if told:
                found.append(f"{path}?{asked}: {told}")
    return found, tally


def outages(tally: dict[str, int]) -> list[str]:
    """A complaint if the search did not always answer."""
    return [f"the search is out of order: {tally}"] if set(tally) - {"200"} else []


def _explains(answer: Answer) -> bool:
    """Whether an answer that is none says so, to a reader or to a program."""
    if answer.media_type.startswith("application/json"):
        return bool(answer.data["error"]["code"] and answer.data["error"]["message"])
    return 'role="alert"' in answer.body.decode()


def _data_says(answer: Answer, expected: dict[str, Any]) -> str:
    given = meaning(answer)
    if given["count"] != expected["count"]:
        return f"{given['count']} articles found, not {expected['count']}"
    return ", ".join(f"other {part}" for part in expected if given[part] != expected[part])


def _page_says(answer: Answer, expected: dict[str, Any]) -> str:
    """The page tells how much there is or what else was meant; the rest it shares with the data."""
    count = f"{expected['count']:,} article{'' if expected['count'] == 1 else 's'}"
    told = f"“{expected['suggestion']}”?" if expected["suggestion"] else count
    return "" if told in answer.body.decode() else f"no “{told}” on the page"


_SURFACES = ((DATA, _data_says), (PAGE, _page_says))
