"""What articles are about, and who signs them, as lists: topics, regions, institutions, authors."""

from typing import Any

from django.views.generic import ListView, TemplateView

from articles.models import Author, Institution, Region, Topic

REGION_KINDS = (
    (Region.Kind.PROVINCE, "Chinese provinces"),
    (Region.Kind.COUNTRY, "Countries"),
    (Region.Kind.GROUP, "Groups and areas"),
)


class Topics(TemplateView):
    """The topics in use, in two levels."""

    template_name = "articles/topics.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs, branches=topic_branches())


def topic_branches() -> list[tuple[Topic, list[Topic]]]:
    """Each topic of the first level with those in use below it; both carry `article_count`."""
    below: dict[int | None, list[Topic]] = {}
    for topic in Topic.objects.with_article_counts():
        below.setdefault(topic.parent_id, []).append(topic)
    branches = [(top, [topic for topic in below.get(top.pk, []) if topic.article_count]) for top in below.get(None, [])]
    return [(top, children) for top, children in branches if top.article_count or children]


class Regions(TemplateView):
    """The provinces, countries and groups in use."""

    template_name = "articles/regions.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        regions = list(Region.objects.in_use())
        kinds = [(heading, [region for region in regions if region.kind == kind]) for kind, heading in REGION_KINDS]
        return super().get_context_data(**kwargs, kinds=[(heading, found) for heading, found in kinds if found])


class Institutions(ListView):
    """The institutions in use."""

    template_name = "articles/institutions.html"
    context_object_name = "institutions"
    queryset = Institution.objects.in_use()


class Authors(ListView):
    """The authors of published articles."""

    template_name = "articles/authors.html"
    context_object_name = "authors"
    queryset = Author.objects.in_use()
    paginate_by = 200
