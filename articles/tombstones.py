"""What is left of an article or an issue that was public once and is not any more: that it was, and where it stood.

Never its title or text. What never was public is unknown here, as if it did not exist.
"""

from typing import Any, NamedTuple

from django.http import Http404

from articles.models import Article, Issue, Publication, PublicRecord, State
from articles.oai.sets import set_spec


class Withdrawn(Http404):
    """What was public once is asked for. The text is a sentence for programs; the answer to it is 410.

    It is a Http404 so that whoever knows nothing of it still answers that there is nothing.
    """


class Tombstone(NamedTuple):
    """Where it stood: the issue of an article, if that is public, and the publication, if any issue of it is."""

    issue: Issue | None
    publication: Publication | None


def absent_article(article_id: int) -> Http404:
    """What to raise for an article that is not public: Withdrawn if it was once, with a sentence in either case."""
    if article_tombstone(article_id):
        return Withdrawn(f"Article {article_id} was public once and has been withdrawn.")
    return Http404(f"There is no published article with the number {article_id}.")


def absent_issue(issue_id: int) -> Http404:
    """The same for an issue."""
    if _issue_tombstone(pk=issue_id):
        return Withdrawn(f"Issue {issue_id} was public once and has been withdrawn with its articles.")
    return Http404(f"There is no published issue with the number {issue_id}.")


def article_tombstone(article_id: int) -> Tombstone | None:
    """What is left of an article that is not public; None if it never was.

    One that waits as published in an issue that is a draft has a record before anybody has seen it.
    """
    record = PublicRecord.objects.filter(pk=article_id).first()
    article = Article.objects.select_related("issue__publication").filter(pk=article_id).first()
    if record is None or (article and article.state == State.PUBLISHED):
        return None
    if article is None:
        in_use = Publication.objects.in_use()
        stood_in = (each for each in in_use if set_spec("publication", each.slug) in record.sets)
        return Tombstone(None, next(stood_in, None))
    return Tombstone(article.issue if article.issue.is_published else None, _public(article.issue.publication))


def issue_tombstone(publication: str, slug: str) -> Tombstone | None:
    """What is left of an issue that was withdrawn, by the slugs in its address; None if none was there.

    It was public if an article in it was. One without articles leaves nothing to tell by.
    """
    return _issue_tombstone(publication__slug=publication, slug=slug)


def _issue_tombstone(**key: Any) -> Tombstone | None:
    issue = Issue.objects.filter(state=State.DRAFT, **key).select_related("publication").first()
    if issue is None:
        return None
    withdrawn = issue.articles.filter(state=State.DRAFT).values("pk")
    was_public = PublicRecord.objects.filter(pk__in=withdrawn).exists()
    return Tombstone(None, _public(issue.publication)) if was_public else None


def _public(publication: Publication) -> Publication | None:
    return publication if Issue.objects.published().filter(publication=publication).exists() else None
