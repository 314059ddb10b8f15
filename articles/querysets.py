"""The archive's queries, by name. What the public may see is decided here and nowhere else."""

from typing import Any, Self

from django.db import models
from django.db.models import Case, Count, ExpressionWrapper, F, Max, Min, Q, When
from django.db.models.functions import Coalesce

from articles.ingest.records import GAP

PUBLIC, DRAFT = "published", "draft"


class PublicationQuerySet(models.QuerySet):
    def in_use(self) -> Self:
        """Publications with a published issue, each with its `issue_count`; by name."""
        counted = self.annotate(issue_count=Count("issues", filter=Q(issues__state=PUBLIC), distinct=True))
        return counted.filter(issue_count__gt=0).order_by("name")

    def with_extent(self) -> Self:
        """Each with `article_count`, its published articles, and the `first` and `last` date of its issues."""
        public = Q(issues__state=PUBLIC)
        return self.annotate(
            article_count=Count("issues__articles", filter=public & Q(issues__articles__state=PUBLIC), distinct=True),
            first=Min("issues__date", filter=public),
            last=Max("issues__date", filter=public),
        )


def _dated_before(issue: Any) -> Q:
    if issue.date is None:
        return Q(date=None, id__lt=issue.pk)
    return Q(date__lt=issue.date) | Q(date=issue.date, id__lt=issue.pk) | Q(date=None)


class IssueQuerySet(models.QuerySet):
    def published(self) -> Self:
        return self.filter(state=PUBLIC)

    def newest(self) -> Self:
        """Latest date first; those without a date last."""
        return self.order_by(F("date").desc(nulls_last=True), "-id")

    def by_publication(self) -> Self:
        """One publication after the other by name, the issues of each as `newest` orders them."""
        return self.order_by("publication__name", "publication_id", F("date").desc(nulls_last=True), "-id")

    def older_than(self, issue: models.Model) -> Self:
        """The issues of the same publication that `newest` puts after this one."""
        return self._siblings(issue).filter(_dated_before(issue))

    def newer_than(self, issue: models.Model) -> Self:
        """The issues of the same publication that `newest` puts before this one."""
        return self._siblings(issue).exclude(_dated_before(issue))

    def _siblings(self, issue: Any) -> Self:
        return self.filter(publication=issue.publication_id).exclude(pk=issue.pk)

    def with_article_counts(self) -> Self:
        """Each with `article_count`, its published articles."""
        return self.annotate(article_count=Count("articles", filter=Q(articles__state=PUBLIC)))


class SourceFileQuerySet(models.QuerySet):
    def public(self) -> Self:
        """Files of published issues that are in use. One that holds an unpublished article as well is not public."""
        return self.filter(issue__state=PUBLIC, is_current=True).exclude(issue__articles__state=DRAFT)


class ArticleQuerySet(models.QuerySet):
    def published(self) -> Self:
        """What the public may see: a published article of a published issue."""
        return self.filter(state=PUBLIC, issue__state=PUBLIC)

    def dated(self) -> Self:
        """Each with `shown_date` and `shown_precision`: its own or, where it is printed without a date, its issue's."""
        precision = Case(When(date=None, then="issue__date_precision"), default="date_precision")
        return self.annotate(shown_date=Coalesce("date", "issue__date"), shown_precision=precision)

    def newest(self) -> Self:
        return self.dated().order_by(F("shown_date").desc(nulls_last=True), "-issue_id", "position")

    def before(self, article: Any) -> Self:
        """The articles that precede it in its issue, the nearest first."""
        return self.filter(issue=article.issue_id, position__lt=article.position).order_by("-position")

    def after(self, article: Any) -> Self:
        """The articles that follow it in its issue, the nearest first."""
        return self.filter(issue=article.issue_id, position__gt=article.position).order_by("position")

    def last_position(self) -> int:
        """The highest position among the articles; 0 if there are none."""
        return self.aggregate(last=Max("position"))["last"] or 0

    def with_gaps_marked(self) -> Self:
        """Each with `has_gap`: whether its source lost text on the way."""
        return self.annotate(has_gap=ExpressionWrapper(Q(body__contains=GAP), models.BooleanField()))

    def extent(self) -> dict[str, Any]:
        """How many `articles`, `issues` and `publications`, and the `first` and `last` date (None if undated)."""
        return self.dated().aggregate(
            articles=Count("id"),
            issues=Count("issue", distinct=True),
            publications=Count("issue__publication", distinct=True),
            first=Min("shown_date"),
            last=Max("shown_date"),
        )

    def on_topic(self, slug: str) -> Self:
        return self.filter(topic_tags__topic__slug=slug)

    def under_topic(self, slug: str) -> Self:
        """On that topic or on one below it, each once."""
        return self.filter(Q(topics__slug=slug) | Q(topics__parent__slug=slug)).distinct()

    def in_region(self, code: str) -> Self:
        return self.filter(region_tags__region__code=code)

    def from_institution(self, slug: str) -> Self:
        return self.filter(institution_tags__institution__slug=slug)

    def by_author(self, slug: str) -> Self:
        return self.filter(authorships__author__slug=slug)

    def for_lists(self) -> Self:
        """With what a line in a list shows, and without the texts."""
        return self.select_related("issue__publication", "section").defer("body", "body_html", "text")

    def whole(self) -> Self:
        """With everything that belongs to an article, in a fixed number of queries."""
        return self.select_related("issue__publication", "section", "source").prefetch_related(
            "authorships__author",
            "captions",
            "topic_tags__topic",
            "region_tags__region",
            "institution_tags__institution",
        )


class TagQuerySet(models.QuerySet):
    """Topics, regions, institutions and authors."""

    def with_article_counts(self) -> Self:
        """Each with `article_count`, the published articles that carry it; by name."""
        public = Q(articles__state=PUBLIC, articles__issue__state=PUBLIC)
        return self.annotate(article_count=Count("articles", filter=public, distinct=True)).order_by("name")

    def in_use(self) -> Self:
        """Those that some published article carries, each with its `article_count`."""
        return self.with_article_counts().filter(article_count__gt=0)
