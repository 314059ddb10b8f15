"""Where every address of the site leads."""

from django.contrib import admin
from django.urls import include, path

from archive.api import api
from archive.discovery import opensearch, robots, security
from archive.health import healthz, readyz
from archive.metrics import metrics
from archive.preferences import set_preferences
from archive.sitemaps import sitemap_index, sitemap_part
from articles.exports.views import article_file, article_json, article_ninjs
from articles.oai.views import oai
from search.feeds import search_feed

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("readyz", readyz, name="readyz"),
    path("metrics", metrics, name="metrics"),
    path("preferences/", set_preferences, name="preferences"),
    path("robots.txt", robots, name="robots"),
    path(".well-known/security.txt", security, name="security"),
    path("opensearch.xml", opensearch, name="opensearch"),
    path("sitemap.xml", sitemap_index, name="sitemap"),
    path("sitemap-<str:kind>-<int:number>.xml", sitemap_part, name="sitemap-part"),
    path("admin/", admin.site.urls),
    path("api/v1/", api.urls),
    path("articles/<int:article_id>.json", article_json, name="article-json"),
    path("articles/<int:article_id>.bib", article_file, {"format": "bib"}, name="article-bib"),
    path("articles/<int:article_id>.ris", article_file, {"format": "ris"}, name="article-ris"),
    path("articles/<int:article_id>.csl.json", article_file, {"format": "csljson"}, name="article-csljson"),
    path("articles/<int:article_id>.ninjs.json", article_ninjs, name="article-ninjs"),
    path("articles/<int:article_id>.md", article_file, {"format": "md"}, name="article-md"),
    path("articles/<int:article_id>.txt", article_file, {"format": "txt"}, name="article-txt"),
    path("feeds/", include("articles.feeds.urls")),
    path("search.atom", search_feed, {"format": "atom"}, name="feed-search"),
    path("search.feed.json", search_feed, {"format": "json"}, name="feed-search"),
    path("oai", oai, name="oai"),
    path("", include("search.urls")),
    path("", include("articles.urls")),
]

handler400 = "archive.errors.bad_request"
handler500 = "archive.errors.server_error"
