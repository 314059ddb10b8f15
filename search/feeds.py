"""Any search as a feed, `/search.atom?…` and `/search.feed.json?…`: the parameters of the search page, newest first."""

from dataclasses import replace
from html import unescape

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.html import strip_tags
from django.views.decorators.http import require_safe

from articles.feeds.entries import ARCHIVE, ENTRIES, Feed, entries_of
from articles.feeds.formats import answer, feed_paths
from search.facets import chips
from search.lines import with_query
from search.parameters import read, write
from search.records import PAGE_SIZE, SearchRequest
from search.results import matching_ids


@require_safe
def search_feed(request: HttpRequest, format: str) -> HttpResponse:
    """What a search finds. Raises ParameterError and QueryError for what cannot be read, and SearchUnavailable."""
    base = request.build_absolute_uri("/")
    asked = replace(read(request.GET), sort="newest", page=1, size=PAGE_SIZE)
    feed = Feed(
        base=base,
        title=_title(asked),
        subtitle="The newest articles that this search finds.",
        page=with_query(reverse("search"), write(asked)),
        paths=search_feed_paths(asked),
        entries=entries_of(matching_ids(asked, ENTRIES).tolist(), base),
    )
    return answer(feed, format)


def search_feed_paths(asked: SearchRequest) -> dict[str, str]:
    """The path of a search's feed in each format. Feeds have one order only, and no pages."""
    query = write(replace(asked, sort="relevance", page=1, size=PAGE_SIZE))
    return {format: with_query(path, query) for format, path in feed_paths("feed-search").items()}


def _title(asked: SearchRequest) -> str:
    words = [f"“{asked.q}”"] if asked.q else []
    searched = ", ".join([*words, *(unescape(strip_tags(chip.label)) for chip in chips(asked))])
    return f"Search for {searched or 'all articles'} – {ARCHIVE}"
