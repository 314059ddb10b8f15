"""What has a page and a feed of its own: topics, regions, institutions, authors, and publications."""

from functools import lru_cache
from typing import NamedTuple, TypeAlias
from urllib.parse import urlencode

from django.db.models import Q, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse

from articles.models import Article, ArticleTopic, Author, Institution, Publication, Region, Topic
from articles.querysets import ArticleQuerySet

Subject: TypeAlias = Topic | Region | Institution | Author | Publication


class Kind(NamedTuple):
    """Where the subjects of one kind are, and the column with their slugs or codes."""

    subjects: QuerySet
    key: str


KINDS = {
    "topic": Kind(Topic.objects.select_related("parent"), "slug"),
    "region": Kind(Region.objects.all(), "code"),
    "institution": Kind(Institution.objects.select_related("region"), "slug"),
    "author": Kind(Author.objects.all(), "slug"),
    "publication": Kind(Publication.objects.in_use(), "slug"),
}
"""Authors and publications come from the articles: without a published one there is nothing to know of them."""


def get_subject(kind: str, key: str) -> Subject:
    """The subject with that slug or code. Raises Http404 where there is none."""
    subject = get_object_or_404(KINDS[kind].subjects, **{KINDS[kind].key: key})
    if isinstance(subject, Author) and not articles_about(subject).exists():
        raise Http404
    return subject


@lru_cache(maxsize=10_000)
def page_path(name: str, *key: str) -> str:
    """The path of the page with that name among the addresses. Feeds and exports ask for the same ones all the time,
    and Django takes longer over them than over all else."""
    return reverse(name, args=key)


def publication_path(slug: str) -> str:
    """The path of the page with the issues of a publication."""
    return f"{page_path('issues')}?{urlencode({'publication': slug})}"


def articles_about(subject: Subject) -> ArticleQuerySet:
    """The published articles that carry the subject; under a topic of the first level, those of its topics too."""
    articles = Article.objects.published()
    match subject:
        case Publication():
            return articles.filter(issue__publication=subject)
        case Topic():
            entries: QuerySet = ArticleTopic.objects.filter(Q(topic=subject) | Q(topic__parent=subject))
        case Author():
            entries = subject.authorships.all()
        case _:
            entries = subject.taggings.all()
    return articles.filter(pk__in=entries.order_by().values("article"))
