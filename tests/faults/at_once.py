"""Several people who do the same at the same moment, each in a process of their own."""

from collections import Counter
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.db import transaction

from articles.history import recorded
from articles.ingest.pipeline import read_issue
from articles.models import Article, Author, Issue, Publication, SourceFile
from articles.records import date_changes
from articles.store import save_issue
from tests.articles.desk import PAGE
from tests.faults.corpus import coined
from tests.faults.forks import fork


def store(number: int, text: str = PAGE) -> bool:
    """Stores a page, published; whether it was new."""
    return save_issue(read_issue(text.encode(), f"{number}.md"), text.encode(), publish=True).created


def all_at_once(task: Callable[..., Any], count: int, *given: Any) -> list[Any]:
    """What each of so many processes returned from `task(number, …)`. Raises Died if one of them failed."""
    return [started.result() for started in [fork(task, number, *given) for number in range(count)]]


def the_same_file(count: int) -> dict[str, Any]:
    """Everybody uploads one file."""
    created = all_at_once(store, count)
    files = [path.name for path in settings.MEDIA_ROOT.rglob("*") if path.is_file()]
    return {"created": sum(created), "articles": Article.objects.count(), "files": len(files)}


def pages_of_one_issue(count: int) -> dict[str, Any]:
    """Everybody uploads another page of an issue that nobody has seen before."""
    all_at_once(_store_page, count)
    places = sorted(Article.objects.values_list("position", flat=True))
    numbers = {model.__name__: model.objects.count() for model in (Publication, Issue, Author, SourceFile)}
    return {"rows": numbers, "places": places, "articles": len(places)}


def _store_page(number: int) -> bool:
    return store(number, PAGE + f"\n\n# A finding of {coined(number)}\n\nBy OLIVE Marsh\n\nIt says {coined(number)}.\n")


def everything(count: int, rounds: int) -> dict[str, Any]:
    """Everybody uploads, corrects what others correct as well, and harvests."""
    for number in range(4):
        _store_page(number)
    done = sum((Counter(one) for one in all_at_once(_work, count, rounds)), Counter())
    return {"done": dict(done), "articles": Article.objects.count()}


def _work(number: int, rounds: int) -> dict[str, int]:
    done: Counter[str] = Counter()
    for turn in range(rounds):
        kind = ("upload", "correct", "save", "harvest")[(turn + number) % 4]
        _DOING[kind](1000 * (number + 1) + turn)
        done[kind] += 1
    return dict(done)


def _correct(number: int) -> None:
    """All articles of the issue, in an order of one's own."""
    issue = Issue.objects.earliest("pk")
    with recorded(issue, None):
        for article in issue.articles.order_by("position" if number % 2 else "-position")[:4]:
            article.body = f"Now {coined(number)}."
            article.save()


def _save(number: int) -> None:
    """One article, past the history, as a command does."""
    with transaction.atomic():
        article = Article.objects.order_by("pk")[number % 6]
        article.standfirst = f"Now {coined(number)}."
        article.save()


_DOING: dict[str, Callable[[int], Any]] = {
    "upload": _store_page,
    "correct": _correct,
    "save": _save,
    "harvest": lambda _: date_changes(),
}
