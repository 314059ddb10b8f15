"""Saves an article whose text was rearranged, with all that follows from a text."""

from articles.likenesses import find_likenesses
from articles.models import Article
from articles.retagging import retag


def keep(article: Article) -> None:
    """Saves the article, reads its tags again and looks for texts like it. Call it inside a transaction."""
    article.save()
    retag(Article.objects.get(pk=article.pk))  # as it is now: what was fetched with `article` may be out of date
    find_likenesses(article)
