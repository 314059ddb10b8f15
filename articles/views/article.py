"""One article, set for reading."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.generic import DetailView

from articles.likenesses import published_likenesses
from articles.models import Article, Institution, Region, Topic
from articles.models.tags import Tagging


class ArticlePage(DetailView):
    """One article. Its number finds it; a wrong or old slug leads to the right one."""

    template_name = "articles/article.html"
    context_object_name = "article"

    def get_queryset(self) -> QuerySet[Article]:
        return Article.objects.published().whole()

    def get_object(self, queryset: QuerySet[Article] | None = None) -> Article:
        return get_object_or_404(self.get_queryset(), pk=self.kwargs["pk"])

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.object = self.get_object()
        if self.kwargs["slug"] != self.object.slug:
            return redirect(self.object, permanent=True)
        return self.render_to_response(self.get_context_data())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        siblings = Article.objects.published().for_lists()
        return super().get_context_data(
            **kwargs,
            tag_groups=tag_groups(self.object),
            likenesses=published_likenesses(self.object),
            previous=siblings.before(self.object).first(),
            next=siblings.after(self.object).first(),
        )


def tag_groups(article: Article) -> list[tuple[str, list[tuple[Topic | Region | Institution, Tagging]]]]:
    """Under each heading, what the article is about and the tagging that says why; headings without any left out."""
    groups = [
        ("Topics", [(tag.topic, tag) for tag in article.topic_tags.all()]),
        ("Regions", [(tag.region, tag) for tag in article.region_tags.all()]),
        ("Institutions", [(tag.institution, tag) for tag in article.institution_tags.all()]),
    ]
    return [(heading, tags) for heading, tags in groups if tags]
