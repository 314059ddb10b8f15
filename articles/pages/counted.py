"""The subjects with their numbers of articles, and how far the archive reaches; counted once for each state of it.

What is given here is shared by all pages and must not be changed.
"""

from collections.abc import Callable
from typing import Any

from django.db.models import Model

from articles.models import Article, Author, Institution, Region, Topic
from articles.pages.collation import initial, name_key
from articles.pages.per_state import per_state


@per_state
def extent() -> dict[str, Any]:
    """How much is published, as `ArticleQuerySet.extent` says."""
    return Article.objects.published().extent()


ARTICLE_COUNTS: dict[type[Model], Callable[[], dict[int, int]]] = {
    model: per_state(model.objects.article_counts) for model in (Topic, Region, Institution, Author)
}
"""By kind of subject, what gives the number of articles of each one in use, by its id."""


@per_state
def topic_branches() -> list[tuple[Topic, list[Topic]]]:
    """Each topic of the first level in use with those in use below it. Its own count gathers theirs."""
    below: dict[int | None, list[Topic]] = {}
    for topic in Topic.objects.with_article_counts():
        below.setdefault(topic.parent_id, []).append(topic)
    gathered = Article.objects.published().per_heading()
    branches = []
    for heading in below.get(None, []):
        heading.article_count = gathered.get(heading.pk, 0)
        if heading.article_count:
            branches.append((heading, [topic for topic in below.get(heading.pk, []) if topic.article_count]))
    return branches


@per_state
def regions() -> list[Region]:
    """All regions, those without articles as well: the map shows every province."""
    return list(Region.objects.with_article_counts())


@per_state
def institutions() -> list[Institution]:
    """The institutions in use."""
    return list(Institution.objects.in_use())


@per_state
def authors() -> list[Author]:
    """The authors of published articles, letter by letter."""
    return sorted(Author.objects.in_use(), key=lambda author: (initial(author.name).place, name_key(author.name)))
