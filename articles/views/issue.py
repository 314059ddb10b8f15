"""One issue as a contents page, and the files that it was read from."""

from typing import Any, NamedTuple

from django.db.models import BooleanField, ExpressionWrapper, Q, QuerySet
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe
from django.views.generic import DetailView

from articles.downloads import download
from articles.models import Article, Issue, Section, SourceFile, State
from articles.pages.losses import UNREADABLE_SIGN, losses, set_apart
from articles.pages.metadata_linked import as_script, publication_issue
from articles.querysets import ArticleQuerySet
from articles.rights import may_show_text
from articles.tombstones import issue_tombstone
from articles.views.withdrawn import withdrawn

_KINDS = {
    "text/markdown": "Markdown",
    "text/plain": "Text",
    "text/html": "HTML",
    "application/pdf": "PDF",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "Word",
}
"""The formats by the names that people call them; other media types stand for themselves."""


class Part(NamedTuple):
    """The articles of an issue under one section; None for those without."""

    section: Section | None
    articles: list[Article]


class IssuePage(DetailView):
    """One issue as a contents page."""

    template_name = "articles/issue.html"
    context_object_name = "issue"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return super().get(request, *args, **kwargs)
        except Http404:
            tombstone = issue_tombstone(self.kwargs["publication"], self.kwargs["slug"])
            if tombstone is None:
                raise
            return withdrawn(request, tombstone, is_issue=True)

    def get_object(self, queryset: QuerySet[Issue] | None = None) -> Issue:
        return get_public_issue(self.kwargs["publication"], self.kwargs["slug"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        issues = Issue.objects.published().select_related("publication").newest()
        articles = list(_contents(self.object))
        sources = list(self.object.sources.filter(is_current=True))
        in_full = may_show_text(self.object.publication.access)
        return super().get_context_data(
            **kwargs,
            articles=articles,
            linked=as_script(publication_issue(self.object, articles, self.request.build_absolute_uri("/"))),
            sections=by_section(articles),
            in_full=in_full,
            losses=losses(articles, sources, in_full),
            set_apart=set_apart(sources),
            unpublished=self.object.articles.exclude(state=State.PUBLISHED).count(),
            sources=[(source, _KINDS.get(source.media_type)) for source in self.object.sources.public()],
            previous=issues.older_than(self.object).first(),
            next=issues.newer_than(self.object).last(),
        )


def _contents(issue: Issue) -> ArticleQuerySet:
    """Its public articles with what a contents page shows of them, and whether text was lost in each."""
    unreadable = ExpressionWrapper(Q(body__contains=UNREADABLE_SIGN), BooleanField())
    articles = issue.articles.published().for_lists().with_gaps_marked().annotate(has_unreadable=unreadable)
    light = articles.select_related(None).select_related("section").defer("spans", "removed_tags")
    return light.prefetch_related("authorships__author")


def get_public_issue(publication: str, slug: str) -> Issue:
    """The published issue at that address. Raises Http404 where there is none."""
    issues = Issue.objects.published().select_related("publication")
    return get_object_or_404(issues, publication__slug=publication, slug=slug)


def by_section(articles: list[Article]) -> list[Part]:
    """The articles under their sections, in the order of each section's first article; those without one last."""
    sections: dict[Section | None, list[Article]] = {}
    for article in articles:
        sections.setdefault(article.section, []).append(article)
    unplaced = sections.pop(None, [])
    return [Part(*items) for items in [*sections.items(), *([(None, unplaced)] if unplaced else [])]]


@require_safe
def download_source(request: HttpRequest, publication: str, slug: str, pk: int) -> FileResponse:
    """A file that an issue was read from, byte for byte. Never shown in place: it could be a page with scripts."""
    source = get_object_or_404(
        SourceFile.objects.public(), pk=pk, issue__slug=slug, issue__publication__slug=publication
    )
    try:
        content = source.file.open("rb")
    except (FileNotFoundError, ValueError) as error:
        raise Http404("The file is missing from the archive’s store.") from error
    return download(content, source.name, source.media_type)
