"""Related articles on an article's page, whose app knows nothing of the search."""

from collections.abc import Iterable
from typing import Any

from django import template

from articles.models import Article
from search.related import related_articles
from search.storage import SearchUnavailable

register = template.Library()


@register.inclusion_tag("search/related.html")
def related(article: Article, reprints: Iterable[tuple[Article, int]] = ()) -> dict[str, Any]:
    """The articles most like `article`, without its `reprints`, which the page names already.

    Nothing is shown where there are none, and while the search is out of order.
    """
    try:
        return {"articles": related_articles(article, {other.pk for other, _ in reprints})}
    except SearchUnavailable:
        return {"articles": []}
