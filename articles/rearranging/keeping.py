"""Saves an article whose text was rearranged, with all that follows from a text."""

from articles.models import Article
from articles.retagging import retag


def keep(article: Article) -> None:
    """Saves the article and reads its tags again. Call it inside a transaction."""
    article.save()
    retag(Article.objects.get(pk=article.pk))  # as it is now: what was fetched with `article` may be out of date
