"""Asks an archive many generated queries, and judges every answer."""

import json
from collections import Counter
from collections.abc import Iterator
from typing import Any

from tests.faults.asking import DATA, EXPORT, PAGE, Answer, get
from tests.faults.queries import Address, addresses

SEED, EXPORTS = 4, 20  # one address in so many is exported too
STATUSES = {200, 400, 404}
MOST = 50
SCRIPT = "<script>alert"


def attempt(count: int) -> dict[str, Any]:
    """Asks the first `count` addresses, on the page, as data, and now and then as an export.

    Returns what was wrong, how often each status was answered, and the seconds that the answers took, slowest first,
    with the slowest addresses. Exports are not timed.
    """
    wrong, tally, times = [], Counter(), []
    for number, address in enumerate(addresses(SEED, count)):
        paths = (PAGE, DATA, EXPORT) if number % EXPORTS == 0 else (PAGE, DATA)
        for path in paths:
            answer = get(path, address.query_string)
            tally[f"{address.kind}: {answer.status}"] += 1
            wrong += [f"{path}?{address.query_string[:300]}: {told}" for told in faults(path, address, answer)]
            if path != EXPORT:
                times.append((answer.seconds, f"{path}?{address.query_string[:300]}"))
    times.sort(reverse=True)
    seconds = [spent for spent, _ in times]
    return {"wrong": wrong[:MOST], "faults": len(wrong), "statuses": tally, "seconds": seconds, "slowest": times[:10]}


def faults(path: str, address: Address, answer: Answer) -> Iterator[str]:
    """What is wrong with an answer."""
    if answer.error or answer.status not in STATUSES:
        yield f"answered with {answer}"
    elif address.status and answer.status != address.status:
        yield f"answered with {answer} instead of {address.status}: {answer.body[:300]!r}"
    elif path == PAGE:
        yield from page_faults(answer)
    elif answer.status != 200:
        yield from error_faults(answer)
    elif path == DATA:
        yield from data_faults(answer)


def page_faults(answer: Answer) -> Iterator[str]:
    text = answer.body.decode()
    if SCRIPT in text:
        yield "what was asked became a script of the page"
    if answer.status == 400 and 'role="alert"' not in text:
        yield "refused without a word"


def error_faults(answer: Answer) -> Iterator[str]:
    """Errors of data are data."""
    if not answer.media_type.startswith("application/json"):
        yield f"an error as {answer.media_type}"
        return
    error = json.loads(answer.body).get("error", {})
    if not (error.get("code") and error.get("message")):
        yield f"an error without code and message: {answer.body[:200]!r}"


def data_faults(answer: Answer) -> Iterator[str]:
    data = answer.data
    ids = [hit["id"] for hit in data["results"]]
    if len(set(ids)) != len(ids):
        yield "the same article twice on a page"
    if len(ids) > data["size"] or (len(ids) < min(data["size"], data["count"]) and data["page"] == 1):
        yield f"{len(ids)} articles on a page of {data['size']}, {data['count']} counted"
