"""Any search as an Atom feed, `/search.atom?…`: the same parameters as the search page, newest first."""

from dataclasses import replace
from html import unescape

from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import strip_tags

from articles.feeds import ARCHIVE, ENTRIES, ArticleFeed, entries, fit_for_xml
from articles.models import Article
from search.facets import chips
from search.parameters import read, write
from search.records import PAGE_SIZE, SearchRequest
from search.results import matching_ids


class SearchFeed(ArticleFeed):
    """What a search finds. Raises ParameterError and QueryError for what cannot be read, and SearchUnavailable."""

    def get_object(self, request: HttpRequest) -> SearchRequest:
        return replace(read(request.GET), sort="newest", page=1, size=PAGE_SIZE)

    def title(self, asked: SearchRequest) -> str:
        words = [f"“{asked.q}”"] if asked.q else []
        searched = ", ".join([*words, *(unescape(strip_tags(chip.label)) for chip in chips(asked))])
        return fit_for_xml(f"Search for {searched or 'all articles'} – {ARCHIVE}")

    def subtitle(self, asked: SearchRequest) -> str:
        return "The newest articles that this search finds."

    def link(self, asked: SearchRequest) -> str:
        return f"{reverse('search')}?{write(asked)}"

    def feed_path(self, asked: SearchRequest) -> str:
        query = write(replace(asked, sort="relevance"))  # the feed has one order only
        return f"{reverse('feed-search')}?{query}" if query else reverse("feed-search")

    def items(self, asked: SearchRequest) -> list[Article]:
        return entries(matching_ids(asked, ENTRIES))
