"""The addresses of the pages that search."""

from django.urls import path

from search.views.search import search
from search.views.trends import trends_csv, trends_page

urlpatterns = [
    path("search/", search, name="search"),
    path("trends/", trends_page, name="trends"),
    path("trends.csv", trends_csv, name="trends-csv"),
]
