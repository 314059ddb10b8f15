"""One article, set for reading."""

from typing import Any

from django.db.models import Prefetch
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import DetailView

from articles.ingest.records import GAP
from articles.likenesses import published_likenesses
from articles.models import (
    Article,
    ArticleInstitution,
    ArticleRegion,
    ArticleTopic,
    Authorship,
    Institution,
    Issue,
    Region,
    Topic,
)
from articles.models.tags import Tagging
from articles.pages.citations import citations
from articles.pages.illustrated import Passage, illustrated
from articles.pages.typesetting import typeset
from articles.rights import Shown

# Each in one query where prefetching from table to table takes two.
_PARTS = (
    "captions",
    Prefetch("authorships", Authorship.objects.select_related("author")),
    Prefetch("topic_tags", ArticleTopic.objects.select_related("topic")),
    Prefetch("region_tags", ArticleRegion.objects.select_related("region")),
    Prefetch("institution_tags", ArticleInstitution.objects.select_related("institution")),
)


class ArticlePage(DetailView):
    """One article. Its number finds it, and is enough to cite it; a wrong or old slug leads to the right one."""

    template_name = "articles/article.html"
    context_object_name = "article"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        articles = Article.objects.published().select_related("issue__publication", "section")
        found = articles.prefetch_related(*_PARTS).filter(pk=self.kwargs["pk"]).first()
        if found is None:
            return withdrawn(request, self.kwargs["pk"])
        self.object = found
        if self.kwargs.get("slug") != found.slug:
            query = request.META.get("QUERY_STRING", "")
            return redirect(found.get_absolute_url() + (f"?{query}" if query else ""), permanent=True)
        return self.render_to_response(self.get_context_data())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        article = self.object
        siblings = Article.objects.published().for_lists()
        shown = Shown(article)
        passages, captions = passages_of(article)
        address = self.request.build_absolute_uri(reverse("article-number", args=[article.pk]))
        return super().get_context_data(
            **kwargs,
            passages=passages,
            captions=captions,
            shown=shown,
            gaps=article.body.count(GAP) if shown.in_full else 0,
            tag_groups=tag_groups(article),
            citations=citations(article, address),
            address=address,
            canonical=self.request.build_absolute_uri(article.get_absolute_url()),
            likenesses=published_likenesses(article),
            previous=siblings.before(article).first(),
            next=siblings.after(article).first(),
        )


def passages_of(article: Article) -> tuple[list[Passage], list[Any]]:
    """The body as it is shown, cut where captions stood, and the captions without a place in it."""
    shown = Shown(article)
    passages, homeless = illustrated(shown.body_html or "", shown.captions)
    texts = typeset(passage.html for passage in passages)
    return [Passage(text, passage.captions) for text, passage in zip(texts, passages, strict=True)], homeless


TagGroup = tuple[str, list[tuple[Topic | Region | Institution, Tagging]]]


def tag_groups(article: Article) -> list[TagGroup]:
    """Under each heading, what the article is about and the tagging that says why; headings without any left out."""
    groups: list[TagGroup] = [
        (_("Topics"), [(tag.topic, tag) for tag in article.topic_tags.all()]),
        (_("Regions"), [(tag.region, tag) for tag in article.region_tags.all()]),
        (_("Institutions"), [(tag.institution, tag) for tag in article.institution_tags.all()]),
    ]
    return [(heading, tags) for heading, tags in groups if tags]


def withdrawn(request: HttpRequest, pk: int) -> HttpResponse:
    """410 for an article that the public saw once; it says no more of it than where it stood, if that is public.

    Raises Http404 for what never was public.
    """
    article = Article.objects.withdrawn().select_related("issue__publication").filter(pk=pk).first()
    if article is None:
        raise Http404
    publication = article.issue.publication
    shown = Issue.objects.published().filter(publication=publication).exists()
    context = {
        "issue": article.issue if article.issue.is_published else None,
        "publication": publication if shown else None,
    }
    return render(request, "410.html", context, status=410)
