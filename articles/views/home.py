"""The home page."""

from typing import Any

from django.db.models import Prefetch
from django.views.generic import TemplateView

from articles import counted
from articles.models import Article, Issue
from articles.region_map import region_map

LATEST_ISSUES = 5
LARGEST_TOPICS = 4
"""Of each topic of the first level."""


class Home(TemplateView):
    """What is new, and the ways in."""

    template_name = "home.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        headlines = Prefetch("articles", Article.objects.published().for_lists(), to_attr="headlines")
        issues = Issue.objects.published().newest().select_related("publication").prefetch_related(headlines)
        branches = sorted(counted.topic_branches(), key=lambda branch: -branch[0].article_count)
        return super().get_context_data(
            **kwargs,
            extent=counted.extent(),
            issues=issues[:LATEST_ISSUES],
            branches=[(heading, largest(topics)) for heading, topics in branches],
            most=max((heading.article_count for heading, _ in branches), default=0),
            map=region_map(counted.regions()),
        )


def largest(topics: list[Any]) -> list[Any]:
    """Those with the most articles."""
    return sorted(topics, key=lambda topic: -topic.article_count)[:LARGEST_TOPICS]
