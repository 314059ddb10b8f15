"""The archive's queries, by name. What the public may see is decided here and nowhere else."""

from collections.abc import Iterable
from typing import Any, Self

from django.db import models
from django.db.models import Case, Count, ExpressionWrapper, F, Max, Min, Q, When
from django.db.models.functions import Cast, Coalesce, Substr

from articles.ingest.records import GAP

PUBLIC, DRAFT = "published", "draft"
FULL = "full"


class PublicationQuerySet(models.QuerySet):
    def in_use(self) -> Self:
        """Publications with a published issue, each with its `issue_count`; by name."""
        counted = self.annotate(issue_count=Count("issues", filter=Q(issues__state=PUBLIC), distinct=True))
        return counted.filter(issue_count__gt=0).order_by("name")


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
        """Files in use of published issues whose texts may be shown in full, but those with an unpublished article."""
        shown = self.filter(issue__state=PUBLIC, is_current=True, issue__publication__access=FULL)
        return shown.exclude(issue__articles__state=DRAFT)


class ArticleQuerySet(models.QuerySet):
    def published(self) -> Self:
        """What the public may see: a published article of a published issue."""
        return self.filter(state=PUBLIC, issue__state=PUBLIC)

    def withdrawn(self) -> Self:
        """What the public saw once and was taken back."""
        return self.filter(state=DRAFT, published_at__isnull=False)

    def dated(self) -> Self:
        """Each with `shown_date` and `shown_precision`: its own or, where it is printed without a date, its issue's."""
        precision = Case(When(date=None, then="issue__date_precision"), default="date_precision")
        return self.annotate(shown_date=Coalesce("date", "issue__date"), shown_precision=precision)

    def newest(self) -> Self:
        return self.dated().order_by(F("shown_date").desc(nulls_last=True), "-issue_id", "position")

    def added_last(self) -> Self:
        """Those that came into the archive last, day by day; of one day the newest first.

        Whole years of back issues may come in on one day, and an old issue long after the new ones.
        """
        day = Substr(Cast("published_at", models.CharField()), 1, 10)  # TruncDate calls Python for each row in SQLite
        return self.dated().order_by(day.desc(), F("shown_date").desc(nulls_last=True), "-issue_id", "position")

    def in_order(self, ids: Iterable[int]) -> list[Any]:
        """Those with these ids, in the order of the ids: for what is sorted by few columns and then read whole."""
        ids = list(ids)
        found = self.in_bulk(ids)
        return [found[pk] for pk in ids if pk in found]

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

    def per_heading(self) -> dict[int, int]:
        """How many of the articles stand under each topic of the first level, by its id; each counts once there."""
        heading = Coalesce("topics__parent_id", "topics__id")
        counted = self.order_by().filter(topics__isnull=False).values_list(heading)
        return dict(counted.annotate(number=Count("id", distinct=True)))

    def per_issue(self) -> dict[int, int]:
        """How many of the articles each issue has, by its id."""
        return dict(self.order_by().values_list("issue").annotate(number=Count("id")))

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
        """Each with `article_count`, the published articles that carry it; by name. One query, for pages."""
        joining: Any = self.model._meta.get_field("articles")
        to_subject = joining.through._meta.get_field(joining.field.m2m_reverse_field_name())
        tagging = to_subject.remote_field.name
        # To join the articles themselves would read their long rows; which ones are public, an index tells.
        public = Q(**{f"{tagging}__article__in": joining.related_model.objects.published().values("pk")})
        return self.annotate(article_count=Count(tagging, filter=public)).order_by("name")

    def in_use(self) -> Self:
        """Those that some published article carries, each with its `article_count`."""
        return self.with_article_counts().filter(article_count__gt=0)

    def article_counts(self) -> dict[int, int]:
        """How many published articles carry each of those that some carry, by its id."""
        joining: Any = self.model._meta.get_field("articles")
        to_subject = joining.field.m2m_reverse_field_name()
        published = joining.related_model.objects.published().values("pk")
        carried = joining.through.objects.filter(article__in=published).order_by()
        return dict(carried.values_list(to_subject).annotate(number=Count("pk")))
