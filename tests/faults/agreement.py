"""Whether the index holds exactly what is published, asked as a reader asks."""

import re
import time
from collections import Counter
from collections.abc import Iterable
from itertools import count
from typing import Any
from urllib.parse import urlencode

from articles.models import Article
from tests.faults.asking import DATA, get

COINED = re.compile(r"\bz[bcdfghjkmpqt]+x\b")
TOGETHER = 30  # words in one query, of the 32 that it may have
PAUSE, MOST = 0.5, 5


def differences(words: Iterable[str] = ()) -> list[str]:
    """What a reader would notice if index and database did not agree, at most some of it.

    `words` are all that were ever coined.
    """
    published = {article.pk: _words(article) for article in Article.objects.published().prefetch_related("captions")}
    return [*_listed(set(published)), *_found(published)[:MOST], *_gone(published, words)[:MOST]]


def until_agreed(seconds: float, words: Iterable[str] = ()) -> dict[str, Any]:
    """Waits up to `seconds` for agreement: how many it took, and the differences that were left."""
    words, began = list(words), time.monotonic()
    while (left := differences(words)) and time.monotonic() - began < seconds:
        time.sleep(PAUSE)
    return {"seconds": time.monotonic() - began, "differences": left}


def _words(article: Article) -> set[str]:
    captions = [caption.text for caption in article.captions.all()]
    return set(COINED.findall(" ".join([article.title, article.standfirst, article.text, *captions])))


def _listed(published: set[int]) -> list[str]:
    """Leafing through all results."""
    listed: list[int] = []
    for page in count(1):
        answer = get(DATA, f"sort=oldest&size=100&page={page}")
        if answer.status != 200:
            return [f"page {page} of all articles: {answer}"]
        listed += [hit["id"] for hit in answer.data["results"]]
        if not answer.data["next"]:
            break
    twice = [number for number, times in Counter(listed).items() if times > 1]
    told = {"twice": twice, "lost": sorted(published - set(listed)), "too many": sorted(set(listed) - published)}
    found = [f"articles {what} among all: {numbers}" for what, numbers in told.items() if numbers]
    if answer.data["count"] != len(published):
        found.append(f"{answer.data['count']} articles counted, {len(published)} are published")
    return found


def _found(published: dict[int, set[str]]) -> list[str]:
    """Asking for every word that stands in an article now."""
    bearers = {word: number for number, words in published.items() for word in words}
    found = []
    for some in _batches(bearers):
        ids = _ids(some)
        found += [f"article {bearers[word]} not found by “{word}”" for word in some if bearers[word] not in ids]
        if strangers := ids - {bearers[word] for word in some}:
            found.append(f"articles {sorted(strangers)} found by {some}")
    return found


def _gone(published: dict[int, set[str]], words: Iterable[str]) -> list[str]:
    """Asking for every word that stands in no article any more."""
    gone = set(words).difference(*published.values())
    bad = [some for some in _batches(sorted(gone)) if _asked_for(some, 0)]
    return [told for some in bad for word in some if (told := _asked_for([word], 0))]


def _asked_for(words: list[str], expected: int) -> str:
    answer = get(DATA, urlencode({"q": " ".join(words), "op": "any"}))
    given = answer.data["count"] if answer.status == 200 else str(answer)
    return "" if given == expected else f"{given} articles found by {words}, {expected} hold it"


def _ids(words: list[str]) -> set[int]:
    answer = get(DATA, urlencode({"q": " ".join(words), "op": "any", "size": TOGETHER}))
    return {hit["id"] for hit in answer.data["results"]} if answer.status == 200 else set()


def _batches(words: Iterable[str]) -> list[list[str]]:
    words = list(words)
    return [words[start : start + TOGETHER] for start in range(0, len(words), TOGETHER)]
