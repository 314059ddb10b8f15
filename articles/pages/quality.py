"""How the articles came out of their sources: what was found in them, what was lost, what an editor put right."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from articles.ingest.records import GAP
from articles.models import Article, ArticleInstitution, ArticleRegion, ArticleTopic, Change, State
from articles.pages.per_state import per_state

_NO_CORRECTION = ("Published", "Unpublished", "Uploaded", "Added the file", "Replaced")
"""How the history (articles/summaries.py) begins what an editor does without changing how something was read."""


@dataclass(frozen=True)
class Quality:
    """Of one publication or of all: numbers of its public articles, those with a thing, and of its issues."""

    articles: int = 0
    with_byline: int = 0
    with_date: int = 0
    with_section: int = 0
    with_topic: int = 0
    with_region: int = 0
    with_institution: int = 0
    with_gap: int = 0
    corrected_issues: int = 0

    @property
    def shares(self) -> list[float]:
        """In per cent of the articles: those with a byline, a date, a section, a topic, a region, an institution."""
        names = ("byline", "date", "section", "topic", "region", "institution")
        return [100 * getattr(self, f"with_{name}") / (self.articles or 1) for name in names]

    @property
    def gap_share(self) -> float:
        """Articles with a gap, in per cent of all."""
        return 100 * self.with_gap / (self.articles or 1)


@per_state
def quality() -> Mapping[int, Quality]:
    """By the primary key of each publication that has public articles."""
    corrected = dict(_corrected_issues())
    counted: QuerySet[Article, Any] = (
        Article.objects.published()
        .order_by()
        .values("issue__publication")
        .annotate(
            articles=Count("pk"),
            with_byline=Count("pk", filter=~Q(byline="")),
            with_date=Count("date"),
            with_section=Count("section"),
            with_topic=_tagged(ArticleTopic),
            with_region=_tagged(ArticleRegion),
            with_institution=_tagged(ArticleInstitution),
            with_gap=Count("pk", filter=Q(body__contains=GAP)),
        )
    )
    rows = {row.pop("issue__publication"): row for row in counted}
    return {pk: Quality(**row, corrected_issues=corrected.get(pk, 0)) for pk, row in rows.items()}


def _tagged(tagging: type[ArticleTopic | ArticleRegion | ArticleInstitution]) -> Count:
    return Count("pk", filter=Exists(tagging.objects.filter(article=OuterRef("pk"))))


def _corrected_issues() -> QuerySet:
    """How many public issues of each publication an editor has corrected something in."""
    changes = Change.objects.filter(issue__state=State.PUBLISHED, user__isnull=False)
    for words in _NO_CORRECTION:
        changes = changes.exclude(summary__startswith=words)
    return changes.order_by().values_list("issue__publication").annotate(Count("issue", distinct=True))


def together(parts: Iterable[Quality]) -> Quality:
    """The sums of these."""
    listed = list(parts)
    return Quality(**{field.name: sum(getattr(part, field.name) for part in listed) for field in fields(Quality)})
