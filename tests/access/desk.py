"""A small archive with something public and something in preparation, for those who try what they may do with it."""

from dataclasses import dataclass

from django.core import serializers

from articles.history import recorded
from articles.ingest.pipeline import read_issue
from articles.models import (
    Article,
    ArticleRegion,
    Author,
    Batch,
    Caption,
    Change,
    Institution,
    Issue,
    Likeness,
    Publication,
    Region,
    Section,
    SourceFile,
    Topic,
)
from articles.store import save_issue
from tests.articles.desk import OTHER_PAGE, PAGE
from tests.builders import make_article

DRAFT_PAGE = PAGE.replace("No. 12, 10", "No. 13, 11").replace("Tide gauges", "Wave buoys")
KEPT = (
    *(Publication, Section, Issue, SourceFile, Article, Caption, Author, Article.authors.through),
    *(Topic, Region, Institution, ArticleRegion, Article.topics.through, Likeness, Change, Batch),
)


@dataclass
class Rows:
    """Of each kind one that the public sees or none: the row by the name of its model."""

    issue: Issue
    articles: list[Article]
    source: SourceFile
    likeness: Likeness
    change: Change


@dataclass
class Desk:
    """`public` is what readers see, `draft` what they do not; the batch is neither."""

    public: Rows
    draft: Rows
    batch: Batch
    draft_in_public: Article


def make_desk() -> Desk:
    """An issue that is published, with a further page in preparation, and another that is not published."""
    public, draft = _issue(PAGE, publish=True), _issue(DRAFT_PAGE, publish=False)
    added = save_issue(read_issue(OTHER_PAGE.encode(), "other.md"), OTHER_PAGE.encode()).source
    Author.objects.create(name="WU Lan", slug="wu-lan")  # of no article
    Section.objects.create(publication=public.publication, name="Harbour", slug="harbour")
    return Desk(_rows(public), _rows(draft), Batch.objects.create(name="a.zip"), added.articles.get())


def _issue(page: str, publish: bool) -> Issue:
    return save_issue(read_issue(page.encode(), "page.md"), page.encode(), publish=publish).issue


def _rows(issue: Issue) -> Rows:
    articles = list(issue.articles.filter(source=issue.sources.first()).order_by("position"))
    other = make_article(issue, title="Found elsewhere", state=issue.state, position=9)
    first, second = sorted((articles[0], other), key=lambda one: one.pk)
    link = Likeness.objects.create(first=first, second=second, share=0.5)
    with recorded(issue, None) as recording:
        article = Article.objects.get(pk=articles[1].pk)
        article.byline = "By the harbour master"
        article.save()
    return Rows(issue, articles, issue.sources.first(), link, recording.change)


def everything() -> dict[str, str]:
    """All that the archive has, by model."""
    return {model.__name__: serializers.serialize("json", model.objects.order_by("pk")) for model in KEPT}
