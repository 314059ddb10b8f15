"""Where every address of the site leads."""

from django.contrib import admin
from django.urls import include, path

from archive.api import api
from archive.health import healthz, readyz
from archive.preferences import set_preferences
from articles.exports.views import article_json

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("readyz", readyz, name="readyz"),
    path("preferences/", set_preferences, name="preferences"),
    path("admin/", admin.site.urls),
    path("api/v1/", api.urls),
    path("articles/<int:article_id>.json", article_json, name="article-json"),
    path("", include("search.urls")),
    path("", include("articles.urls")),
]

handler400 = "archive.errors.bad_request"
handler500 = "archive.errors.server_error"
