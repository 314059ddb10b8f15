"""An editor at random work: creates, edits, publishes, unpublishes, deletes, and often takes it back at once.

Every text that is written gets a new word, so that a search tells one version from another.
"""

import random
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from itertools import count as numbers
from typing import Any

from django.db import transaction

from articles.models import Article, Caption, Issue, Publication, State
from articles.publishing import publish_article, publish_issue, unpublish_article, unpublish_issue
from articles.turns import take_turn
from tests.builders import make_article, make_issue
from tests.faults.corpus import coined
from tests.faults.folders import stop_file

EDITED, ISSUES = "Edited Review", 4
ROLLED_BACK = 5  # one in so many
PLACES = ("title", "standfirst", "body")


class TakenBack(Exception):
    """Ends a transaction that leaves no trace."""


def prepare() -> None:
    """Makes the publication, with a few issues, that editors work on."""
    publication = Publication.objects.create(slug="edited", name=EDITED)
    for _ in range(ISSUES):
        make_issue(publication)


def edit(editor: int, operations: int | None = None, pause: float = 0.0) -> dict[str, Any]:
    """Does so many operations, or goes on until told to stop.

    Editors have numbers from 1. Returns the words that this one has coined, and what it did how often.
    """
    desk = Desk(editor)
    for number in range(operations) if operations else numbers():
        if operations is None and stop_file().exists():
            break
        desk.work(taken_back=number % ROLLED_BACK == 0)
        time.sleep(pause)
    return {"words": desk.words, "done": desk.done}


class Desk:
    """One editor's chance decisions and the words that came of them."""

    def __init__(self, editor: int) -> None:
        self.rng = random.Random(f"editor {editor}")
        self.words: list[str] = []
        self.done: Counter[str] = Counter()
        self._coined: Iterator[int] = numbers(editor * 1_000_000)

    def work(self, *, taken_back: bool) -> None:
        """One operation in a transaction. What is taken back is all of it, or what follows a savepoint in it."""
        if not taken_back:
            with transaction.atomic():
                take_turn()
                self._operate()
        elif self.rng.random() < 0.5:
            self._operate_and_take_back()
        else:
            with transaction.atomic():
                take_turn()
                self._operate()
                self._operate_and_take_back()

    def _operate_and_take_back(self) -> None:
        with suppress(TakenBack), transaction.atomic():
            take_turn()
            self._operate()
            raise TakenBack

    def _operate(self) -> None:
        name = self.rng.choices(list(OPERATIONS), [weight for _, weight in OPERATIONS.values()])[0]
        article = self._some(Article.objects.filter(issue__publication__slug="edited"))
        if name != "create" and article is None:
            name = "create"
        OPERATIONS[name][0](self, article)
        self.done[name] += 1

    def word(self) -> str:
        """A new word."""
        self.words.append(coined(next(self._coined)))
        return self.words[-1]

    def create(self, _: Article | None) -> None:
        issue = self._some(Issue.objects.filter(publication__slug="edited"))
        state = self.rng.choice([State.PUBLISHED, State.PUBLISHED, State.DRAFT])
        position = issue.articles.last_position() + 1
        make_article(issue, title=f"On {self.word()}", body=f"Says {self.word()}.", state=state, position=position)

    def edit(self, article: Article) -> None:
        place = self.rng.choice([*PLACES, "caption"])
        if place == "caption":
            Caption.objects.update_or_create(article=article, position=1, defaults={"text": f"Shows {self.word()}"})
        else:
            setattr(article, place, f"Now {self.word()}.")
            article.save()

    def publish(self, article: Article) -> None:
        publish_article(article)

    def unpublish(self, article: Article) -> None:
        unpublish_article(article)

    def delete(self, article: Article) -> None:
        article.delete()

    def publish_issue(self, article: Article) -> None:
        publish_issue(article.issue)

    def unpublish_issue(self, article: Article) -> None:
        unpublish_issue(article.issue)

    def _some(self, rows: Any) -> Any:
        keys = list(rows.order_by("pk").values_list("pk", flat=True))
        return rows.get(pk=self.rng.choice(keys)) if keys else None


OPERATIONS: dict[str, tuple[Callable[[Desk, Any], None], int]] = {
    "create": (Desk.create, 30),
    "edit": (Desk.edit, 40),
    "publish": (Desk.publish, 12),
    "unpublish": (Desk.unpublish, 8),
    "delete": (Desk.delete, 12),
    "publish issue": (Desk.publish_issue, 3),
    "unpublish issue": (Desk.unpublish_issue, 1),
}
"""What an editor does, each with its weight."""
