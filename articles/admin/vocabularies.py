"""Topics, regions, institutions and authors. The first three are also kept up by the archive's own vocabularies."""

from typing import Any

from django.contrib import admin
from django.db.models import Count, Model, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from articles.admin.removable import NamedAdmin
from articles.admin.reserved import ReservedAdmin
from articles.models import Author, Institution, Region, Topic


class CountedAdmin(NamedAdmin, ReservedAdmin):
    """A list that says how many articles carry each entry, drafts included."""

    ordering = ["name"]  # counting drops the model's own

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).annotate(article_total=Count("articles"))

    @admin.display(description=_("articles"), ordering="article_total")
    def article_count(self, entry: Any) -> int:
        return entry.article_total


class VocabularyAdmin(CountedAdmin):
    """An entry's key never changes once it is there: tags, addresses and the vocabulary files rest on it."""

    key = "slug"

    def get_readonly_fields(self, request: HttpRequest, obj: Model | None = None) -> list[str]:
        return [self.key] if obj else []

    def get_prepopulated_fields(self, request: HttpRequest, obj: Model | None = None) -> dict[str, list[str]]:
        return {} if obj or self.key != "slug" else {"slug": ["name"]}


@admin.register(Topic)
class TopicAdmin(VocabularyAdmin):
    list_display = ["name", "name_zh", "parent", "article_count"]
    list_filter = [("parent", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["parent"]
    search_fields = ["name", "name_zh", "slug"]
    autocomplete_fields = ["parent"]


@admin.register(Region)
class RegionAdmin(VocabularyAdmin):
    key = "code"
    list_display = ["name", "code", "name_zh", "kind", "article_count"]
    list_filter = ["kind"]
    search_fields = ["name", "name_zh", "=code"]
    autocomplete_fields = ["members"]


@admin.register(Institution)
class InstitutionAdmin(VocabularyAdmin):
    list_display = ["name", "abbreviation", "name_zh", "kind", "region", "article_count"]
    list_filter = ["kind", ("region", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["region"]
    search_fields = ["name", "name_zh", "abbreviation", "slug"]
    autocomplete_fields = ["region"]


@admin.register(Author)
class AuthorAdmin(CountedAdmin):
    list_display = ["name", "slug", "article_count"]
    search_fields = ["name", "slug"]
    prepopulated_fields = {"slug": ["name"]}
