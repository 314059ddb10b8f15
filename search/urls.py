"""The addresses of the pages that search."""

from django.urls import path, re_path

from search.views.frozen import frozen_json, frozen_page, searches
from search.views.search import search
from search.views.suggestions import suggestions
from search.views.trends import trends_csv, trends_page

urlpatterns = [
    path("search/", search, name="search"),
    path("search.suggestions.json", suggestions, name="search-suggestions"),
    path("searches/", searches, name="searches"),
    re_path(r"^searches/(?P<key>[a-z2-7]{16})/$", frozen_page, name="frozen-search"),
    re_path(r"^searches/(?P<key>[a-z2-7]{16})\.json$", frozen_json, name="frozen-search-json"),
    path("trends/", trends_page, name="trends"),
    path("trends.csv", trends_csv, name="trends-csv"),
]
