"""What is left of an article or an issue that was public once and is not any more: that it was, and where it stood.

Never its title or text. What never was public is unknown here, as if it did not exist. Of what was deleted, the record
of each article (articles/records.py) and the removal of the issue (articles/removing.py) know where it was.
"""

from typing import Any, NamedTuple

from django.db.models import QuerySet
from django.http import Http404

from articles.models import Article, Issue, Publication, PublicRecord, Removal, State
from articles.oai.sets import issue_of, set_spec
from articles.removing import address, standing


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
    if tombstone := article_tombstone(article_id):
        return Withdrawn(f"Article {article_id} was public once and has been withdrawn.{_place(tombstone)}")
    return Http404(f"There is no published article with the number {article_id}.")


def absent_issue(issue_id: int) -> Http404:
    """The same for an issue."""
    removals = standing().filter(model=Issue._meta.label_lower, key=issue_id).exclude(address="")
    if tombstone := _issue_tombstone(pk=issue_id) or _removal_tombstone(removals):
        return Withdrawn(
            f"Issue {issue_id} was public once and has been withdrawn with its articles.{_place(tombstone)}"
        )
    return Http404(f"There is no published issue with the number {issue_id}.")


def article_tombstone(article_id: int) -> Tombstone | None:
    """What is left of an article that is not public; None if it never was.

    One that waits as published in an issue that is a draft has a record before anybody has seen it.
    """
    record = PublicRecord.objects.filter(pk=article_id).first()
    article = Article.objects.select_related("issue__publication").filter(pk=article_id).first()
    if record is None or (article and article.state == State.PUBLISHED):
        return None
    issues = Issue.objects.select_related("publication")
    issue = article.issue if article else issues.filter(pk=issue_of(record) or 0).first()
    if issue:
        return Tombstone(issue if issue.is_published else None, _public(issue.publication))
    in_use = Publication.objects.in_use()
    return Tombstone(None, next((each for each in in_use if set_spec("publication", each.slug) in record.sets), None))


def issue_tombstone(publication: str, slug: str) -> Tombstone | None:
    """What is left of an issue that was withdrawn or deleted, by the slugs in its address; None if none was there.

    It was public if an article in it was. One without articles leaves nothing to tell by.
    """
    removals = standing().filter(model=Issue._meta.label_lower, address=address(publication, slug))
    return _issue_tombstone(publication__slug=publication, slug=slug) or _removal_tombstone(removals)


def _issue_tombstone(**key: Any) -> Tombstone | None:
    issue = Issue.objects.filter(state=State.DRAFT, **key).select_related("publication").first()
    if issue is None:
        return None
    withdrawn = issue.articles.filter(state=State.DRAFT).values("pk")
    was_public = PublicRecord.objects.filter(pk__in=withdrawn).exists()
    return Tombstone(None, _public(issue.publication)) if was_public else None


def _removal_tombstone(removals: QuerySet[Removal]) -> Tombstone | None:
    """Of an issue that was deleted with all its articles."""
    removal = removals.only("address").first()
    if removal is None:
        return None
    slug = removal.address.partition("/")[0]
    return Tombstone(None, Publication.objects.in_use().filter(slug=slug).first())


def _public(publication: Publication) -> Publication | None:
    return publication if Issue.objects.published().filter(publication=publication).exists() else None


def _place(tombstone: Tombstone) -> str:
    """Where it stood, as far as that is public, as a sentence for programs."""
    if tombstone.issue:
        return f" It stood in the issue {tombstone.issue.get_absolute_url()}."
    if tombstone.publication:
        return f" It stood in {tombstone.publication.name}."
    return ""
