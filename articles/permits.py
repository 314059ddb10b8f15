"""Who may do what at the desk: an editor prepares, a reviewer publishes, and who is both may do both.

What the public sees is a published issue and the published articles in it. Whatever changes that, or makes more of
it or less, takes the permission `articles.publish_issue`, which the group Reviewers has: publishing and taking back,
changing, moving and deleting what is public, putting a new scan in its place, undoing a step that touched it, and
changing what articles share (publications, sections, authors, topics, regions, institutions). All the rest is a draft,
with which an editor does as they like, in a published issue too. The permissions that Django keeps for each model hold
beside this: it takes `articles.add_issue` to upload, which the group Editors has (articles/migrations/0007_groups.py).

The history (articles/history.py) holds the rule for whatever is done to an issue, by comparing what was public with
what changed. What else is here lets pages leave out what would be refused.
"""

from collections.abc import Collection, Iterable, Set
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Model, Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from articles.models import Article, Change, Issue, Likeness, SourceFile, State
from articles.models.issue import PUBLISH
from articles.snapshots import article_ids

PUBLISHING = f"articles.{PUBLISH}"
"""The permission of reviewers, by its whole name."""

REASON: Promise = _("Readers see this, so a reviewer changes it.")


class Reserved(PermissionDenied):
    """What was asked for changes what the public sees, and is for a reviewer to do. Its text says so."""

    def __init__(self, reason: Any = REASON) -> None:
        super().__init__(reason)


def decides(user: Any) -> bool:
    """Whether the user may change what the public sees. A command, which acts for no user (None), may."""
    return user is None or bool(user.has_perm(PUBLISHING))


def is_public(row: Model) -> bool:
    """Whether the public sees the row itself: an issue, an article, a file of public articles, a link of two of them.
    Any other row is something that articles share, and counts as public."""
    if isinstance(row, Issue):
        return row.is_published
    if isinstance(row, Article):
        return row.is_published and row.issue.is_published
    if isinstance(row, Likeness):
        return is_public(row.first) and is_public(row.second)
    if isinstance(row, SourceFile):
        return row.articles.published().exists()
    return True


def may_change(user: Any, row: Model) -> bool:
    """Whether the user may change or delete the row, as far as this rule goes."""
    return decides(user) or not is_public(row)


def require(user: Any, row: Model) -> None:
    """Raises Reserved unless the user may change the row."""
    if not may_change(user, row):
        raise Reserved


def public_parts(issue: Issue, keys: Iterable[str] = ()) -> set[str]:
    """What the public sees of the issue, and of the articles among `keys` wherever they are, as keys of a snapshot."""
    articles = Article.objects.published().filter(Q(issue=issue) | Q(pk__in=article_ids(keys)))
    parts = {f"article:{pk}" for pk in articles.values_list("pk", flat=True)}
    if Issue.objects.published().filter(pk=issue.pk).exists():
        shown = issue.sources.filter(articles__state=State.PUBLISHED).values_list("pk", flat=True)
        parts |= {"issue", *(f"source:{pk}" for pk in shown)}
    return parts


def refuse(changed: Collection[str], public: Set[str]) -> None:
    """Raises Reserved if any of what was changed is among what was public before or is now, all by their keys."""
    if not public.isdisjoint(changed):
        raise Reserved


def may_undo(user: Any, change: Change, public: Set[str]) -> bool:
    """Whether the user may take the change back where `public` is what the public sees now (`public_parts`)."""
    shows = any(part and part.get("state") == State.PUBLISHED for part in change.before.values())
    return decides(user) or not (shows or public & change.after.keys())
