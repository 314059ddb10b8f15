"""What articles are about, and who signs them: topics, regions, institutions, authors."""

from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.views.generic import ListView

from articles.models import Article, Author, Institution, Region, Topic

PAGE_SIZE = 20


class SubjectPage(ListView):
    """One topic, region, institution or author with its articles, newest first."""

    context_object_name = "articles"
    paginate_by = PAGE_SIZE
    subjects: QuerySet
    key_field = "slug"

    def get_queryset(self) -> QuerySet[Article]:
        self.subject = get_object_or_404(self.subjects.all(), **{self.key_field: self.kwargs["key"]})
        return self.articles().published().newest().for_lists()

    def articles(self) -> QuerySet[Article]:
        """The articles that carry the subject."""
        return self.subject.articles.all()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs, subject=self.subject)


class TopicPage(SubjectPage):
    """A topic. One of the first level is a heading: it names the topics below it and gathers their articles."""

    template_name = "articles/topic.html"
    subjects = Topic.objects.select_related("parent")

    def articles(self) -> QuerySet[Article]:
        return Article.objects.under_topic(self.subject.slug)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs, children=self.subject.children.in_use())


class RegionPage(SubjectPage):
    """A region; a group names its members, a member its groups."""

    template_name = "articles/region.html"
    subjects = Region.objects.all()
    key_field = "code"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            **kwargs,
            members=self.subject.members.with_article_counts(),
            groups=self.subject.groups.with_article_counts(),
        )


class InstitutionPage(SubjectPage):
    """An institution."""

    template_name = "articles/institution.html"
    subjects = Institution.objects.select_related("region")


class AuthorPage(SubjectPage):
    """A person who signs articles."""

    template_name = "articles/author.html"
    subjects = Author.objects.all()
