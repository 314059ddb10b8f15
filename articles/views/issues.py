"""The issues as a list, one issue as a contents page, and the files that it was read from."""

from typing import Any

from django.db.models import QuerySet
from django.http import FileResponse, Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe
from django.views.generic import DetailView, ListView

from articles.models import Article, Issue, Publication, Section, SourceFile


class Issues(ListView):
    """All issues, by publication and year; `?publication=` narrows them to one."""

    template_name = "articles/issues.html"
    context_object_name = "issues"
    paginate_by = 100

    def get_queryset(self) -> QuerySet[Issue]:
        issues = Issue.objects.published().by_publication().with_article_counts().select_related("publication")
        slug = self.request.GET.get("publication")
        self.publication = get_object_or_404(Publication.objects.in_use(), slug=slug) if slug else None
        return issues.filter(publication=self.publication) if self.publication else issues

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        publications = Publication.objects.in_use()
        return super().get_context_data(**kwargs, publication=self.publication, publications=publications)


class IssuePage(DetailView):
    """One issue as a contents page."""

    template_name = "articles/issue.html"
    context_object_name = "issue"

    def get_object(self, queryset: QuerySet[Issue] | None = None) -> Issue:
        return get_public_issue(self.kwargs["publication"], self.kwargs["slug"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        issues = Issue.objects.published().select_related("publication").newest()
        articles = self.object.articles.published().for_lists().with_gaps_marked()
        articles = list(articles.prefetch_related("authorships__author"))
        return super().get_context_data(
            **kwargs,
            sections=by_section(articles),
            with_gaps=[article for article in articles if article.has_gap],
            sources=self.object.sources.public(),
            previous=issues.older_than(self.object).first(),
            next=issues.newer_than(self.object).last(),
        )


def get_public_issue(publication: str, slug: str) -> Issue:
    """The published issue at that address. Raises Http404 where there is none."""
    issues = Issue.objects.published().select_related("publication")
    return get_object_or_404(issues, publication__slug=publication, slug=slug)


def by_section(articles: list[Article]) -> list[tuple[Section | None, list[Article]]]:
    """The articles under their sections, in the order of each section's first article; those without one last."""
    sections: dict[Section | None, list[Article]] = {}
    for article in articles:
        sections.setdefault(article.section, []).append(article)
    unplaced = sections.pop(None, [])
    return [*sections.items(), *([(None, unplaced)] if unplaced else [])]


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
    response = FileResponse(content, as_attachment=True, filename=source.name, content_type=source.media_type)
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
