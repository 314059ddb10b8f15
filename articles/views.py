"""The reader's pages: home, issues, articles, and what articles are about."""

from typing import Any

from django.db.models import Prefetch, QuerySet
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_safe
from django.views.generic import DetailView, ListView, TemplateView

from articles.likenesses import published_likenesses
from articles.models import Article, Author, Institution, Issue, Publication, Region, Section, SourceFile, Topic
from articles.models.tags import Tagging

LATEST_ISSUES = 5
LARGEST_TAGS = 12
PAGE_SIZE = 20
REGION_KINDS = (
    (Region.Kind.PROVINCE, "Chinese provinces"),
    (Region.Kind.COUNTRY, "Countries"),
    (Region.Kind.GROUP, "Groups and areas"),
)


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


class About(TemplateView):
    """What the archive is, what it holds, and how to use it."""

    template_name = "about.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            **kwargs,
            extent=Article.objects.published().extent(),
            publications=Publication.objects.in_use().with_extent(),
        )
