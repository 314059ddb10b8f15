"""Makes issues and articles public, and takes them back."""

from django.db import transaction
from django.db.models import Value
from django.db.models.functions import Coalesce
from django.utils import timezone

from articles.models import Article, Issue, State
from articles.turns import take_turn


def publish_issue(issue: Issue) -> int:
    """Publishes an issue with all its articles; an article keeps the time when it was published first.

    Returns how many articles the public sees now that it did not see before.
    """
    now = timezone.now()
    with transaction.atomic():
        take_turn()
        shown_before = issue.articles.published().count()
        issue.articles.update(state=State.PUBLISHED, published_at=Coalesce("published_at", Value(now)), updated_at=now)
        issue.state = State.PUBLISHED
        issue.save()
        return issue.articles.count() - shown_before


def unpublish_issue(issue: Issue) -> None:
    """Takes an issue back: neither it nor its articles are public any more. Nothing is deleted."""
    with transaction.atomic():
        take_turn()
        issue.articles.update(state=State.DRAFT, updated_at=timezone.now())
        issue.state = State.DRAFT
        issue.save()


def publish_article(article: Article) -> None:
    """Publishes one article, and its issue if need be, since no article is public in an issue that is not."""
    with transaction.atomic():
        take_turn()
        article.state = State.PUBLISHED
        article.save()
        if not article.issue.is_published:
            article.issue.state = State.PUBLISHED
            article.issue.save()


def unpublish_article(article: Article) -> None:
    """Takes one article back. Nothing is deleted."""
    article.state = State.DRAFT
    article.save()
