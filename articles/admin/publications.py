"""Publications, with how their pages are set, and their sections."""

from django import forms
from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.admin.removable import NamedAdmin
from articles.admin.reserved import ReservedAdmin
from articles.forms import PARAGRAPHS, PublicationForm
from articles.models import Article, Publication, Section


@admin.register(Publication)
class PublicationAdmin(NamedAdmin, ReservedAdmin):
    form = PublicationForm
    formfield_overrides = PARAGRAPHS
    list_display = ["name", "slug", "language", "access", "issue_count"]
    list_filter = ["access", "language"]
    radio_fields = {"access": admin.VERTICAL}
    search_fields = ["name", "slug"]
    ordering = ["name"]  # counting drops the model's own
    prepopulated_fields = {"slug": ["name"]}
    fieldsets = [
        (None, {"fields": ["name", "slug", "description", "language"]}),
        (
            _("Rights"),
            {
                "fields": ["rights", "access"],
                "description": _(
                    "A change holds at once for everything that is published. With headline, standfirst and snippets "
                    "alone, articles lose their text, their captions and the passages of their tags on pages, in "
                    "feeds and in all data, and the files of issues can no longer be downloaded. Feeds and harvesters "
                    "are told that the articles have changed; what others have already copied, nobody can take back. "
                    "Editors see everything as before."
                ),
            },
        ),
        (
            _("How its pages are set"),
            {
                "fields": ["mastheads", "kickers", "running_heads", "byline_forms"],
                "description": _("What the reading of an upload need not guess. One line for each."),
            },
        ),
    ]

    def save_model(self, request: HttpRequest, obj: Publication, form: forms.ModelForm, change: bool) -> None:
        """Whoever asks for what has changed gets the articles again when another part of them may be shown."""
        super().save_model(request, obj, form, change)
        if change and "access" in form.changed_data:
            Article.objects.filter(issue__publication=obj).update(updated_at=timezone.now())

    def get_queryset(self, request: HttpRequest) -> QuerySet[Publication]:
        return super().get_queryset(request).annotate(issue_total=Count("issues"))

    @admin.display(description=_("issues"), ordering="issue_total")
    def issue_count(self, publication: Publication) -> int:
        return publication.issue_total


@admin.register(Section)
class SectionAdmin(NamedAdmin, ReservedAdmin):
    list_display = ["name", "publication", "article_count"]
    list_filter = ["publication"]
    list_select_related = ["publication"]
    search_fields = ["name", "publication__name"]
    ordering = ["name"]
    autocomplete_fields = ["publication"]
    prepopulated_fields = {"slug": ["name"]}

    def get_queryset(self, request: HttpRequest) -> QuerySet[Section]:
        return super().get_queryset(request).annotate(article_total=Count("articles"))

    @admin.display(description=_("articles"), ordering="article_total")
    def article_count(self, section: Section) -> int:
        return section.article_total
