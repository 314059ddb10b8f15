"""One article, set for reading."""

from typing import Any, NamedTuple
from urllib.parse import unquote

from django.db.models import Prefetch
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.generic import DetailView

from articles.exports.cited import cited_row
from articles.ingest.records import GAP
from articles.likenesses import published_likenesses
from articles.models import (
    Article,
    ArticleInstitution,
    ArticleRegion,
    ArticleTopic,
    Authorship,
    Institution,
    Region,
    Topic,
)
from articles.pages.citations import Cited, citations
from articles.pages.illustrated import Passage, illustrated
from articles.pages.metadata import SCHEMAS, metadata
from articles.pages.metadata_linked import as_script, news_article
from articles.pages.typesetting import typeset
from articles.rights import Shown
from articles.tombstones import article_tombstone
from articles.views.withdrawn import withdrawn

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
        articles = Article.objects.published().select_related("issue__publication", "section", "source")
        found = articles.defer("source__warnings").prefetch_related(*_PARTS).filter(pk=self.kwargs["pk"]).first()
        if found is None:
            return _absent(request, self.kwargs["pk"])
        self.object = found
        address = found.get_absolute_url()
        if request.path != unquote(address):  # another slug, none, or a number that begins with zeros
            query = request.META.get("QUERY_STRING", "")
            return redirect(address + (f"?{query}" if query else ""), permanent=True)
        return self.render_to_response(self.get_context_data())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        article = self.object
        siblings = Article.objects.published().for_lists()
        shown = Shown(article)
        passages, captions = passages_of(shown)
        address = self.request.build_absolute_uri(reverse("article-number", args=[article.pk]))
        row = cited_row(article, self.request.build_absolute_uri("/"))
        return super().get_context_data(
            **kwargs,
            passages=passages,
            captions=captions,
            shown=shown,
            gaps=(shown.body or "").count(GAP),
            tag_groups=tag_groups(article, shown),
            citations=citations(Cited(article, address, row["page"], timezone.localdate())),
            schemas=SCHEMAS,
            metadata=metadata(row),
            linked=as_script(news_article(row, address)),
            address=address,
            likenesses=published_likenesses(article),
            previous=siblings.before(article).first(),
            next=siblings.after(article).first(),
        )


def _absent(request: HttpRequest, article_id: int) -> HttpResponse:
    tombstone = article_tombstone(article_id)
    if tombstone is None:
        raise Http404
    return withdrawn(request, tombstone)


def passages_of(shown: Shown) -> tuple[list[Passage], list[Any]]:
    """The body as it is shown, cut where captions stood, and the captions without a place in it."""
    passages, homeless = illustrated(shown.body_html or "", shown.captions)
    texts = typeset(passage.html for passage in passages)
    return [Passage(text, passage.captions) for text, passage in zip(texts, passages, strict=True)], homeless


class Tag(NamedTuple):
    """What an article is about, the passage that says so, as far as it may be shown, and who found that."""

    subject: Topic | Region | Institution
    evidence: str
    origin: str


def tag_groups(article: Article, shown: Shown) -> list[tuple[str, list[Tag]]]:
    """Under each heading what the article is about; headings without any left out."""
    groups = [
        (_("Topics"), [Tag(tag.topic, shown.evidence(tag), tag.origin) for tag in article.topic_tags.all()]),
        (_("Regions"), [Tag(tag.region, shown.evidence(tag), tag.origin) for tag in article.region_tags.all()]),
        (
            _("Institutions"),
            [Tag(tag.institution, shown.evidence(tag), tag.origin) for tag in article.institution_tags.all()],
        ),
    ]
    return [(heading, tags) for heading, tags in groups if tags]
