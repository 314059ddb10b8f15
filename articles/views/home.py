"""The home page."""

from typing import Any

from django.db.models import Prefetch
from django.views.generic import TemplateView

from articles.models import Article, Issue, Region, Topic

LATEST_ISSUES = 5
LARGEST_TAGS = 12


class Home(TemplateView):
    """What is new, and the ways in."""

    template_name = "home.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        headlines = Prefetch("articles", Article.objects.published().for_lists(), to_attr="headlines")
        issues = Issue.objects.published().newest().select_related("publication").prefetch_related(headlines)
        return super().get_context_data(
            **kwargs,
            extent=Article.objects.published().extent(),
            issues=issues[:LATEST_ISSUES],
            topics=Topic.objects.in_use().order_by("-article_count", "name")[:LARGEST_TAGS],
            regions=Region.objects.in_use().order_by("-article_count", "name")[:LARGEST_TAGS],
        )
