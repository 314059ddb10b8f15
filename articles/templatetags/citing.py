"""What reference managers find in lists of articles."""

from collections.abc import Iterable

from django import template
from django.template import RequestContext
from django.utils.safestring import SafeString

from articles.exports.rows import article_address
from articles.models import Article
from articles.pages import metadata_coins
from articles.pages.metadata_coins import Entry

register = template.Library()


@register.simple_tag(takes_context=True)
def coins(context: RequestContext, articles: Iterable[Article]) -> SafeString:
    """The articles of a list as ContextObjects. Each is to come with its issue and publication."""
    base = context.request.build_absolute_uri("/")
    return metadata_coins.coins(_entry(article, base) for article in articles)


def _entry(article: Article, base: str) -> Entry:
    publication, address = article.issue.publication.name, article_address(article, base)
    return Entry(article.pk, article.title, publication, article.shown_iso_date, article.language, address)
