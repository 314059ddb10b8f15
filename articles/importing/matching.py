"""Which article of the archive a line of an import is, if it is there already."""

import datetime
from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from articles.importing.records import ArticleLine
from articles.models import Article, Issue


class _Known(NamedTuple):
    """What is compared of an article that is there. One that is about to be stored under any id has None."""

    pk: int | None
    position: int
    title: str


class Matches:
    """The articles of some issues, and the ids that are taken anywhere, kept up to date while lines are stored.

    A line is an article of its own issue with which it agrees in two of three: id, place and title. One that had to be
    given another id and another place, because others had those, is found again by all that it says. `displaced` has
    those that were found or stored so in this run, by the ids in their lines: two lines may say the same.
    """

    def __init__(self, issues: Iterable[Issue], ids: Iterable[int], displaced: dict[int, int]) -> None:
        self._of_issue: dict[int, list[_Known]] = defaultdict(list)
        articles = Article.objects.filter(issue__in=list(issues)).order_by("pk")
        for issue, pk, position, title in articles.values_list("issue", "pk", "position", "title"):
            self._of_issue[issue].append(_Known(pk, position, title))
        self._taken = set(Article.objects.filter(pk__in=list(ids)).values_list("pk", flat=True))
        self._displaced = displaced

    def find(self, line: ArticleLine, issue: Issue) -> int | None:
        """The id of the article that the line is; None if it is not there."""
        for known in self._of_issue[issue.pk]:
            agreeing = (known.pk == line.id) + (known.position == line.position) + (known.title == line.title)
            if known.pk and agreeing >= 2:
                return known.pk
        return self._found_again(line, issue) if self.displaces(line, issue) else None

    def displaces(self, line: ArticleLine, issue: Issue) -> bool:
        """Whether a line that is not there finds its id and its place taken by others."""
        return line.id in self._taken and self._is_placed(line, issue)

    def place(self, line: ArticleLine, issue: Issue) -> tuple[int | None, int]:
        """The id (None for any) and the position that a line is to have which is not there: its own, where free."""
        number = None if line.id in self._taken else line.id
        position = line.position
        if self._is_placed(line, issue):
            position = max(known.position for known in self._of_issue[issue.pk]) + 1
        self._of_issue[issue.pk].append(_Known(number, position, line.title))
        self._taken.add(line.id)
        return number, position

    def _is_placed(self, line: ArticleLine, issue: Issue) -> bool:
        return any(known.position == line.position for known in self._of_issue[issue.pk])

    def _found_again(self, line: ArticleLine, issue: Issue) -> int | None:
        second = datetime.timedelta(seconds=1)
        alike = issue.articles.filter(
            title=line.title, published_at__gte=line.published_at, published_at__lt=line.published_at + second
        )
        for article in alike.exclude(pk__in=self._displaced.values()).order_by("position").only("body"):
            if line.body is None or article.body == line.body:
                self._displaced[line.id] = article.pk
                return article.pk
        return None
