"""One topic, region, institution or author."""

from typing import Any

from django.db.models import QuerySet
from django.views.generic import ListView

from articles.feeds.formats import feed_paths
from articles.models import Article, Region
from articles.pages import counted
from articles.subjects import articles_about, get_subject

PAGE_SIZE = 20


class SubjectPage(ListView):
    """A subject with its articles, newest first."""

    paginate_by = PAGE_SIZE
    kind: str

    def get_template_names(self) -> list[str]:
        return [f"articles/{self.kind}.html"]

    def get_queryset(self) -> list[int]:  # type: ignore[override]
        """The ids of its articles: they are sorted and counted, the long rows are read for one page."""
        self.subject: Any = get_subject(self.kind, self.kwargs["key"])
        return list(articles_about(self.subject).newest().values_list("pk", flat=True))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        key = self.kwargs["key"]
        context = super().get_context_data(**kwargs, subject=self.subject, kind=self.kind, key=key)
        articles = Article.objects.for_lists().in_order(context["page_obj"].object_list)
        return context | {"articles": articles, "feeds": feed_paths(f"feed-{self.kind}", key=key)}


class TopicPage(SubjectPage):
    """A topic. One of the first level is a heading: it names the topics below it and gathers their articles."""

    kind = "topic"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs, children=dict(counted.topic_branches()).get(self.subject))


class RegionPage(SubjectPage):
    """A region; a group names its members, a member its groups."""

    kind = "region"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            **kwargs, members=_counted(self.subject.members), groups=_counted(self.subject.groups)
        )


def _counted(regions: QuerySet[Region]) -> list[Region]:
    """The same regions, each with its `article_count`."""
    wanted = set(regions.values_list("pk", flat=True))
    return [region for region in counted.regions() if region.pk in wanted]


class InstitutionPage(SubjectPage):
    """An institution."""

    kind = "institution"


class AuthorPage(SubjectPage):
    """A person who signs articles."""

    kind = "author"
