"""The home page."""

from typing import Any

from django.db.models import Prefetch
from django.views.generic import TemplateView

from articles.models import Article, Issue
from articles.pages import counted
from articles.pages.region_map import region_map

LATEST_ISSUES = 5
MOST_HEADLINES = 7
"""Of the leading issue; the others show fewer."""

LARGEST_TOPICS = 4
"""Of each topic of the first level."""


class Home(TemplateView):
    """What is new, and the ways in."""

    template_name = "home.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        branches = sorted(counted.topic_branches(), key=lambda branch: -branch[0].article_count)
        return super().get_context_data(
            **kwargs,
            extent=counted.extent(),
            issues=latest_issues(),
            branches=[(heading, largest(topics)) for heading, topics in branches],
            most=max((heading.article_count for heading, _ in branches), default=0),
            map=region_map(counted.regions()),
        )


def latest_issues() -> list[Issue]:
    """The newest issues, each with its `article_count` and the first of its articles as `headlines`."""
    first = Article.objects.published().for_lists().order_by("position")[:MOST_HEADLINES]
    headlines = Prefetch("articles", first, to_attr="headlines")
    issues = Issue.objects.published().newest().select_related("publication").prefetch_related(headlines)
    latest = list(issues[:LATEST_ISSUES])
    numbers = Article.objects.published().filter(issue__in=latest).per_issue()
    for issue in latest:
        issue.article_count = numbers.get(issue.pk, 0)
    return latest


def largest(topics: list[Any]) -> list[Any]:
    """Those with the most articles."""
    return sorted(topics, key=lambda topic: -topic.article_count)[:LARGEST_TOPICS]
