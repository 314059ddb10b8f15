"""What the buttons of the review page do, once what was typed is saved: publish, split, merge, move, undo."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.http import QueryDict
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.history import recorded, undo
from articles.models import Article, Change, Issue, SourceFile
from articles.permits import PUBLISHING
from articles.publishing import publish_issue, unpublish_issue
from articles.rearranging import KINDS, Impossible, merge, move, move_lines, split
from articles.sentences import said


@dataclass(frozen=True)
class Order:
    """What an editor asks for: a button's word, what it points at, and the rest of what was sent."""

    issue: Issue
    source: SourceFile | None
    user: User
    target: str
    """What stands after the colon in the button's value: the id of an article or of a change."""
    data: QueryDict

    def article(self, key: str | None = None) -> Article:
        """The article of this issue with that id, the button's own by default. Raises Impossible if it is gone."""
        found = self.issue.articles.filter(pk=_number(key if key is not None else self.target)).first()
        if found is None:
            raise Impossible(_("That article is not here any more. Look at the history for what became of it."))
        return found

    def lines(self) -> tuple[int, int]:
        """The first and last of the lines that were chosen. Raises Impossible if none was."""
        first = _number(self.data.get("line", ""))
        if not first:
            raise Impossible(_("No line was chosen. Choose one in the source, then try again."))
        last = _number(self.data.get("last_line", "")) or first
        return min(first, last), max(first, last)


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 19 else 0


def _publish(order: Order) -> str:
    issue = order.issue
    with recorded(issue, order.user, "Published the issue"):
        shown = publish_issue(issue)
    sentence = ngettext(
        'Published {count} article of <a href="{address}">{issue}</a>. They appear in the '
        '<a href="{search}">search</a> within a few seconds.',
        'Published {count} articles of <a href="{address}">{issue}</a>. They appear in the '
        '<a href="{search}">search</a> within a few seconds.',
        shown,
    )
    return format_html(sentence, count=shown, address=issue.get_absolute_url(), issue=issue, search=reverse("search"))


def _unpublish(order: Order) -> str:
    with recorded(order.issue, order.user, "Unpublished the issue"):
        unpublish_issue(order.issue)
    return _("Unpublished the issue: readers no longer see it. Nothing was lost; it is a draft again.")


def _split(order: Order) -> str:
    line = order.lines()[0]
    article = _owner(order, line)
    with recorded(order.issue, order.user, f"Split article {article.position} at line {line}"):
        new = split(article, line)
    sentence = _("Article %(position)s ends before line %(line)s now; from there on it is article %(new)s, %(title)s.")
    return sentence % {"position": article.position, "line": line, "new": new.position, "title": new}


def _owner(order: Order, line: int) -> Article:
    """The article that the line of the shown source is in."""
    for article in order.issue.articles.filter(source=order.source):
        if any(first <= line <= last for first, last in article.spans):
            return article
    sentence = _("Line %(line)s is in no article. Move it into one first, or make the line before it the start.")
    raise Impossible(sentence % {"line": line})


def _move_lines(order: Order) -> str:
    if order.source is None:
        raise Impossible(_("This issue was not read from a file, so there are no lines to move."))
    first, last = order.lines()
    place = order.data.get("place", "")
    to: Article | str = place if place in KINDS else order.article(place.removeprefix("article-"))
    what = f"line {first}" if first == last else f"lines {first} to {last}"
    where = f"article {to.position}" if isinstance(to, Article) else f"the page’s furniture ({to})"
    summary = f"Moved {what} to {where}"
    with recorded(order.issue, order.user, summary):
        remark = move_lines(order.source, first, last, to)
    return " ".join(filter(None, [_("%(change)s.") % {"change": said(summary)}, remark]))


def _merge(order: Order) -> str:
    article, other = order.article(), order.article(order.data.get(f"merge-{order.target}", ""))
    if article == other:
        raise Impossible(_("An article cannot be merged with itself. Choose another one."))
    first, second = sorted((article, other), key=lambda one: one.position)
    summary = f"Merged article {second.position} into article {first.position}, “{first.title[:120]}”"
    with recorded(order.issue, order.user, summary):
        merge(first, second)
    return _("%(change)s.") % {"change": said(summary)}


def _earlier(order: Order) -> str:
    return _moved(order, -1)


def _later(order: Order) -> str:
    return _moved(order, 1)


def _moved(order: Order, places: int) -> str:
    article = order.article()
    before = article.position
    with recorded(order.issue, order.user, f"Moved article {before}, “{article.title[:120]}”") as change:
        move(article, places)
        article.refresh_from_db()
        change.summary += f", to place {article.position}"
    return _("Article %(before)s is article %(now)s now.") % {"before": before, "now": article.position}


def _undo(order: Order) -> str:
    change = get_object_or_404(Change, pk=_number(order.target), issue=order.issue)
    undo(change, order.user)
    return _("Undone: %(change)s.") % {"change": said(change.summary)}


ACTIONS: dict[str, tuple[str, Callable[[Order], str]]] = {
    "publish": (PUBLISHING, _publish),
    "unpublish": (PUBLISHING, _unpublish),
    "split": ("articles.change_article", _split),
    "lines": ("articles.change_article", _move_lines),
    "merge": ("articles.change_article", _merge),
    "earlier": ("articles.change_article", _earlier),
    "later": ("articles.change_article", _later),
    "undo": ("articles.change_article", _undo),
}
"""The word in a button's value, with the permission that it takes and what it does. Each returns a sentence for the
editor, and raises Impossible or Conflict, both ValueErrors with such a sentence, when it cannot be done, and Reserved
when it changes what the public sees and that is not the editor's to change."""
