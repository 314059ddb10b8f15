"""Where every address of the site leads."""

from django.contrib import admin
from django.urls import include, path

from archive.api import api
from archive.health import healthz, readyz
from archive.preferences import set_preferences
from articles.exports.views import article_file, article_json
from articles.feeds import LatestFeed, SubjectFeed
from search.feeds import SearchFeed

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("readyz", readyz, name="readyz"),
    path("preferences/", set_preferences, name="preferences"),
    path("admin/", admin.site.urls),
    path("api/v1/", api.urls),
    path("articles/<int:article_id>.json", article_json, name="article-json"),
    path("articles/<int:article_id>.bib", article_file, {"format": "bib"}, name="article-bib"),
    path("articles/<int:article_id>.ris", article_file, {"format": "ris"}, name="article-ris"),
    path("feeds/latest.atom", LatestFeed(), name="feed-latest"),
    path("feeds/topics/<str:key>.atom", SubjectFeed("topic"), name="feed-topic"),
    path("feeds/regions/<str:key>.atom", SubjectFeed("region"), name="feed-region"),
    path("feeds/institutions/<str:key>.atom", SubjectFeed("institution"), name="feed-institution"),
    path("feeds/authors/<str:key>.atom", SubjectFeed("author"), name="feed-author"),
    path("feeds/publications/<str:key>.atom", SubjectFeed("publication"), name="feed-publication"),
    path("search.atom", SearchFeed(), name="feed-search"),
    path("", include("search.urls")),
    path("", include("articles.urls")),
]

handler400 = "archive.errors.bad_request"
handler500 = "archive.errors.server_error"
