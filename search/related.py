"""More like this: the articles nearest to one in what they say."""

from collections.abc import Collection

from haystack.query import SearchQuerySet

from articles.models import Article
from articles.querysets import ArticleQuerySet
from search.results import SHOWN, Match

MOST_RELATED = 5


def related_articles(
    article: Article, without: Collection[int] = (), articles: ArticleQuerySet = SHOWN
) -> list[Article]:
    """Up to five published articles that say much the same as `article`, the nearest first.

    Those with an id in `without` are left out; `articles` says what is read of them. Raises SearchUnavailable.
    """
    matches = SearchQuerySet().result_class(Match).more_like_this(article)[: MOST_RELATED + len(without)]
    ids = [pk for match in matches if (pk := int(match.pk)) not in without][:MOST_RELATED]
    found = articles.in_bulk(ids)
    return [found[pk] for pk in ids if pk in found]
