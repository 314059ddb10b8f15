"""The addresses of the pages that search."""

from django.urls import path

from search.views.search import search
from search.views.trends import trends

urlpatterns = [path("search/", search, name="search"), path("trends/", trends, name="trends")]
