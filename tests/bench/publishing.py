"""How soon a published article is found: from its commit until a search in another process finds it."""

import time
from itertools import count

from haystack.query import SearchQuerySet

from archive.children import stop
from archive.serve import background_worker
from articles.models import Article, Issue, State
from search.conditions import conditions
from search.index import ensure_index
from search.language import parse

_LOOK = 0.01  # seconds between two looks
_LONGEST = 60.0  # seconds


class Publishing:
    """An archive with its background worker, which applies changes as in `manage.py serve`.

    It adds articles, so it is to be given a copy of a corpus.
    """

    def __init__(self) -> None:
        ensure_index()
        self.worker = background_worker()
        self.worker.start()
        self.numbers = count(1)
        self.publish()  # the worker has to start

    def publish(self) -> float:
        """The seconds until one more article is found. Raises TimeoutError after a minute."""
        word = f"novelty{next(self.numbers)}"
        issue = Issue.objects.published().first()
        position = issue.articles.last_position() + 1
        Article.objects.create(issue=issue, position=position, title=word, body=f"A {word}.", state=State.PUBLISHED)
        committed = time.perf_counter()
        while not SearchQuerySet().filter(conditions(parse(word))).count():
            if time.perf_counter() - committed > _LONGEST:
                raise TimeoutError(f"{word} is not found after {_LONGEST} seconds.")
            time.sleep(_LOOK)
        return time.perf_counter() - committed

    def stop(self) -> None:
        stop(self.worker)
