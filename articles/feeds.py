"""Atom feeds of what comes into the archive: all of it, or what is on one subject.

The search has one as well (search/feeds.py). Names of feeds are English in every language of the interface.
"""

import datetime
import re
from collections.abc import Iterable
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.http import HttpRequest
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.utils.xmlutils import SimplerXMLGenerator

from articles.models import Article, Publication
from articles.querysets import ArticleQuerySet
from articles.rights import Shown
from articles.subjects import KINDS, Subject, articles_about, get_subject

ARCHIVE = "Sci-Tech Policy Archive"
ENTRIES = 30
SUMMARY_LENGTH = 400
"""In characters, as Chinese has no spaces to count words by."""

_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_NEVER = datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC)
"""When a feed changed in which nothing has stood yet."""


class AtomFeed(Atom1Feed):
    """Atom 1.0 with all authors of an entry and the entry's language, which Django's has not."""

    def item_attributes(self, item: dict[str, Any]) -> dict[str, str]:
        return {"xml:lang": item["language"]}

    def add_item_elements(self, handler: SimplerXMLGenerator, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        for name in item["authors"]:
            handler.startElement("author", {})  # type: ignore[arg-type]
            handler.addQuickElement("name", name)
            handler.endElement("author")

    def latest_post_date(self) -> datetime.datetime:
        return super().latest_post_date() if self.items else _NEVER


class ArticleFeed(Feed):
    """A feed of articles. Who extends it says which, what it is called, and the page it belongs to."""

    feed_type = AtomFeed
    language = "en"
    author_name = ARCHIVE

    def feed_guid(self, obj: Any) -> str:
        return tag_uri(self.feed_path(obj))

    def feed_url(self, obj: Any) -> str:
        """The address that the feed names as its own."""
        return self.feed_path(obj)

    def feed_path(self, obj: Any) -> str:
        """The address of the feed within the archive, with what tells it from other feeds."""
        raise NotImplementedError

    def item_title(self, item: Article) -> str:
        return fit_for_xml(item.title)

    def item_description(self, item: Article) -> str:
        return escape(fit_for_xml(Shown(item).summary(SUMMARY_LENGTH)))

    def item_guid(self, item: Article) -> str:
        return article_uri(item.pk)

    def item_pubdate(self, item: Article) -> datetime.datetime | None:
        return item.published_at

    def item_updateddate(self, item: Article) -> datetime.datetime:
        return max(item.updated_at, item.published_at or item.updated_at)

    def item_categories(self, item: Article) -> list[str]:
        return [fit_for_xml(tag.topic.name) for tag in item.topic_tags.all()]

    def item_copyright(self, item: Article) -> str | None:
        return fit_for_xml(item.issue.publication.rights) or None

    def item_extra_kwargs(self, item: Article) -> dict[str, Any]:
        names = [fit_for_xml(authorship.author.name) for authorship in item.authorships.all()]
        return {"language": item.language, "authors": names}


class LatestFeed(ArticleFeed):
    """What came into the archive last."""

    title = ARCHIVE
    subtitle = "The latest articles of the archive."

    def link(self) -> str:
        return reverse("home")

    def feed_path(self, obj: None) -> str:
        return reverse("feed-latest")

    def items(self) -> list[Article]:
        return _latest(Article.objects.published())


class SubjectFeed(ArticleFeed):
    """What came in last about one topic, region, institution, or by one author, or of one publication."""

    def __init__(self, kind: str) -> None:
        self.kind = kind

    def get_object(self, request: HttpRequest, key: str) -> Subject:
        return get_subject(self.kind, key)

    def title(self, subject: Subject) -> str:
        return fit_for_xml(f"{subject.name} – {ARCHIVE}")

    def subtitle(self, subject: Subject) -> str:
        wording = {"author": "by", "publication": "of"}.get(self.kind, "on")
        return fit_for_xml(f"The latest articles {wording} {subject.name} in the archive.")

    def link(self, subject: Subject) -> str:
        if isinstance(subject, Publication):
            return f"{reverse('issues')}?publication={subject.slug}"
        return subject.get_absolute_url()

    def feed_path(self, subject: Subject) -> str:
        return reverse(f"feed-{self.kind}", args=[getattr(subject, KINDS[self.kind].key)])

    def items(self, subject: Subject) -> list[Article]:
        return _latest(articles_about(subject))


def entries(ids: Iterable[int]) -> list[Article]:
    """Those of the articles with these ids that are published, in this order, with what an entry shows of them."""
    columns = Article.objects.published().select_related("issue__publication").defer("body", "body_html", "spans")
    return columns.prefetch_related("authorships__author", "topic_tags__topic").in_order(ids)


def _latest(articles: ArticleQuerySet) -> list[Article]:
    return entries(articles.added_last().values_list("pk", flat=True)[:ENTRIES])


def article_uri(number: int) -> str:
    """What identifies the article with that number for ever, whatever becomes of its title and address."""
    return tag_uri(f"article/{number}")


def tag_uri(name: str) -> str:
    """A tag URI (RFC 4151) under the name of the archive's host, which was its own in 2026."""
    return f"tag:{urlsplit(settings.ARCHIVE_URL).hostname},2026:{name.lstrip('/')}"


def fit_for_xml(text: str) -> str:
    """The text without the characters that no XML document may hold."""
    return _NOT_IN_XML.sub(" ", text)
