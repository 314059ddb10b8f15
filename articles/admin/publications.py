"""Publications, with how their pages are set, and their sections."""

from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from articles.forms import PARAGRAPHS, PublicationForm
from articles.models import Publication, Section


@admin.register(Publication)
class PublicationAdmin(admin.ModelAdmin):
    form = PublicationForm
    formfield_overrides = PARAGRAPHS
    list_display = ["name", "slug", "language", "issue_count"]
    list_filter = ["language"]
    search_fields = ["name", "slug"]
    prepopulated_fields = {"slug": ["name"]}
    fieldsets = [
        (None, {"fields": ["name", "slug", "description", "language", "rights", "access"]}),
        (
            _("How its pages are set"),
            {
                "fields": ["mastheads", "kickers", "running_heads", "byline_forms"],
                "description": _("What the reading of an upload need not guess. One line for each."),
            },
        ),
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Publication]:
        return super().get_queryset(request).annotate(issue_total=Count("issues"))

    @admin.display(description=_("issues"), ordering="issue_total")
    def issue_count(self, publication: Publication) -> int:
        return publication.issue_total


@admin.register(Section)
class SectionAdmin(admin.ModelAdmin):
    list_display = ["name", "publication", "article_count"]
    list_filter = ["publication"]
    list_select_related = ["publication"]
    search_fields = ["name", "publication__name"]
    autocomplete_fields = ["publication"]
    prepopulated_fields = {"slug": ["name"]}

    def get_queryset(self, request: HttpRequest) -> QuerySet[Section]:
        return super().get_queryset(request).annotate(article_total=Count("articles"))

    @admin.display(description=_("articles"), ordering="article_total")
    def article_count(self, section: Section) -> int:
        return section.article_total
