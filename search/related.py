"""More like this: the articles nearest to one in what they say."""

from collections.abc import Collection
from typing import Any

from haystack.query import SearchQuerySet

from articles.models import Article
from search.lines import lines
from search.results import Match, Reader

MOST_RELATED = 5


def related_articles(article: Article, without: Collection[int] = (), read: Reader = lines) -> list[Any]:
    """Up to five published articles that say much the same as `article`, the nearest first, as `read` gives them.

    Those with an id in `without` are left out. Raises SearchUnavailable.
    """
    matches = SearchQuerySet().result_class(Match).more_like_this(article)[: MOST_RELATED + len(without)]
    ids = [pk for match in matches if (pk := int(match.pk)) not in without][:MOST_RELATED]
    found = read(ids)
    return [found[pk] for pk in ids if pk in found]
