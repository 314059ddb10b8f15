"""The records that a harvest takes, page by page.

They come by ascending number of the article, and a page begins where the last one ended: whatever is edited, withdrawn,
deleted or added in between, no record is left out and none comes twice.
"""

import datetime
from collections.abc import Collection, Mapping
from typing import NamedTuple

from django.db.models import Q, QuerySet

from articles.models import Article, PublicRecord
from articles.oai.datestamps import first_moment, last_moment
from articles.oai.sets import records_in

PAGE = 100

_TAGS = ("topic_tags__topic__parent", "region_tags__region")
_DESCRIBED_BY = (*_TAGS, "authorships__author", "institution_tags__institution")


class Page(NamedTuple):
    """Some records, and the number that the next page starts with; None after the last."""

    records: list[PublicRecord]
    following: int | None


def selected(arguments: Mapping[str, str], now: datetime.datetime) -> QuerySet:
    """The records that `from`, `until` and `set` ask for. What has no datestamp yet has changed just `now`."""
    records = PublicRecord.objects.all()
    if "from" in arguments:
        first = first_moment(arguments["from"])
        records = records.filter(Q(changed_at__gte=first) | (Q(changed_at=None) if first <= now else Q()))
    if "until" in arguments:
        last = last_moment(arguments["until"])
        records = records.filter(Q(changed_at__lte=last) | (Q(changed_at=None) if last >= now else Q()))
    return records_in(records, arguments["set"]) if "set" in arguments else records


def page_of(records: QuerySet, start: int | None) -> Page:
    """A page of the selected records; `start` is what the page before said.

    The record it starts with was promised there, so it comes even if it has left the selection since: no page but the
    first is ever empty, for which the protocol would have no answer.
    """
    found = list(records.filter(article_id__gt=start or 0).order_by("article_id")[: PAGE + 1])
    if start is not None:
        found = [*PublicRecord.objects.filter(article_id=start), *found][: PAGE + 1]
    return Page(found[:PAGE], found[PAGE].article_id if len(found) > PAGE else None)


def headed(ids: Collection[int]) -> dict[int, Article]:
    """The articles with these numbers that there still are, with what the header of a record needs."""
    rows = Article.objects.filter(pk__in=ids).select_related("issue__publication")
    return rows.only("state", "issue__state", "issue__publication__slug").prefetch_related(*_TAGS).in_bulk()


def described(ids: Collection[int]) -> dict[int, Article]:
    """The same with all that a record in any format needs, in a fixed number of queries."""
    rows = Article.objects.filter(pk__in=ids).select_related("issue__publication", "section")
    return rows.defer("body", "body_html", "spans").prefetch_related(*_DESCRIBED_BY).in_bulk()
