"""The order of the articles in an issue."""

from collections.abc import Sequence

from django.db.models import F
from django.utils.translation import gettext as _

from articles.models import Article, Issue
from articles.rearranging.impossible import Impossible
from articles.signals import articles_changed

_AWAY = 1_000_000
"""Added to positions while others are still taken: no two articles of an issue may have the same."""


def order_of(issue: Issue) -> list[int]:
    """The articles of an issue in their order, by primary key."""
    return list(issue.articles.order_by("position").values_list("pk", flat=True))


def set_order(issue: Issue, order: Sequence[int]) -> None:
    """Numbers the articles of an issue from 1, as given by primary key. Call it inside a transaction."""
    before = dict(issue.articles.values_list("pk", "position"))
    moved = {pk: position for position, pk in enumerate(order, 1) if before[pk] != position}
    for pk, position in moved.items():
        Article.objects.filter(pk=pk).update(position=_AWAY + position)
    issue.articles.filter(position__gt=_AWAY).update(position=F("position") - _AWAY)
    if moved:
        articles_changed.send(Article, ids=set(moved))


def move(article: Article, places: int) -> None:
    """Moves an article later in its issue by so many places, earlier if negative, no further than the end.

    Raises Impossible when it stands there already.
    """
    order = order_of(article.issue)
    place = order.index(article.pk)
    goal = min(max(place + places, 0), len(order) - 1)
    if goal == place:
        last = _("“%(article)s” stands at the end of the issue already.")
        first = _("“%(article)s” stands at the beginning of the issue already.")
        raise Impossible((last if places > 0 else first) % {"article": article})
    order.insert(goal, order.pop(place))
    set_order(article.issue, order)
    article.refresh_from_db(fields=["position"])
