"""The archive's queries, by name. What the public may see is decided here and nowhere else."""

from typing import Self

from django.db import models
from django.db.models import Count, F, Q
from django.db.models.functions import Coalesce

PUBLIC = "published"


class PublicationQuerySet(models.QuerySet):
    def in_use(self) -> Self:
        """Publications with a published issue, each with its `issue_count`."""
        return self.annotate(issue_count=Count("issues", filter=Q(issues__state=PUBLIC))).filter(issue_count__gt=0)


class IssueQuerySet(models.QuerySet):
    def published(self) -> Self:
        return self.filter(state=PUBLIC)

    def newest(self) -> Self:
        """Latest date first; those without a date last."""
        return self.order_by(F("date").desc(nulls_last=True), "-id")

    def with_article_counts(self) -> Self:
        """Each with `article_count`, its published articles."""
        return self.annotate(article_count=Count("articles", filter=Q(articles__state=PUBLIC)))


class ArticleQuerySet(models.QuerySet):
    def published(self) -> Self:
        """What the public may see: a published article of a published issue."""
        return self.filter(state=PUBLIC, issue__state=PUBLIC)

    def dated(self) -> Self:
        """Each with `shown_date`: its own date or, where none is printed with it, its issue's."""
        return self.annotate(shown_date=Coalesce("date", "issue__date"))

    def newest(self) -> Self:
        return self.dated().order_by(F("shown_date").desc(nulls_last=True), "-issue_id", "position")

    def on_topic(self, slug: str) -> Self:
        return self.filter(topic_tags__topic__slug=slug)

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
        """Each with `article_count`, the published articles that carry it."""
        public = Q(articles__state=PUBLIC, articles__issue__state=PUBLIC)
        return self.annotate(article_count=Count("articles", filter=public, distinct=True))

    def in_use(self) -> Self:
        """Those that some published article carries, each with its `article_count`."""
        return self.with_article_counts().filter(article_count__gt=0)
