"""Articles in full: text, captions, authors, and tags with the passages they rest on."""

from typing import Any

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.db import transaction
from django.db.models import QuerySet
from django.forms import BaseModelFormSet, ModelForm
from django.http import HttpRequest
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from articles.admin.actions import publish, unpublish
from articles.admin.history import RecordedAdmin
from articles.admin.likenesses import likeness_list
from articles.admin.readable import span_list, warning_list
from articles.admin.removable import CONFIRM, CONFIRM_SELECTED
from articles.forms import PARAGRAPHS, ArticleForm
from articles.history import recorded
from articles.models import Article, ArticleInstitution, ArticleRegion, ArticleTopic, Authorship, Caption, Issue
from articles.tagging import TAG_KINDS, allow, forbid

AS_READ = ["source", "readable_spans", "readable_warnings", "readable_removed_tags"]


class CaptionInline(admin.StackedInline):
    model = Caption
    formfield_overrides = PARAGRAPHS
    extra = 0
    fields = [("position", "credit"), "text", ("first_line", "last_line")]
    readonly_fields = ["first_line", "last_line"]


class AuthorshipInline(admin.TabularInline):
    model = Authorship
    verbose_name, verbose_name_plural = _("author"), _("authors")
    extra = 0
    fields = ["position", "author"]
    autocomplete_fields = ["author"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Authorship]:
        return super().get_queryset(request).select_related("author")


class TagInline(admin.TabularInline):
    """Tags are added and taken off, not changed: their evidence belongs to what was found."""

    extra = 0
    readonly_fields = ["origin"]

    def has_change_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        return False

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).select_related(*self.autocomplete_fields)


class TopicInline(TagInline):
    model = ArticleTopic
    verbose_name, verbose_name_plural = _("topic"), _("topics")
    fields = ["topic", "evidence", "origin"]
    autocomplete_fields = ["topic"]


class RegionInline(TagInline):
    model = ArticleRegion
    verbose_name, verbose_name_plural = _("region"), _("regions")
    fields = ["region", "evidence", "origin"]
    autocomplete_fields = ["region"]


class InstitutionInline(TagInline):
    model = ArticleInstitution
    verbose_name, verbose_name_plural = _("institution"), _("institutions")
    fields = ["institution", "evidence", "origin"]
    autocomplete_fields = ["institution"]


class HasWarnings(admin.SimpleListFilter):
    title = _("warnings")
    parameter_name = "warnings"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        return [("yes", _("With warnings")), ("no", _("Without"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Article]) -> QuerySet[Article]:
        match self.value():
            case "yes":
                return queryset.exclude(warnings=[])
            case "no":
                return queryset.filter(warnings=[])
        return queryset


class ArticleList(ChangeList):
    """The list shows no texts, so it does not read them."""

    def get_queryset(self, request: HttpRequest, exclude_parameters: list[str] | None = None) -> QuerySet[Article]:
        return super().get_queryset(request, exclude_parameters).for_lists()


@admin.register(Article)
class ArticleAdmin(RecordedAdmin):
    form = ArticleForm
    formfield_overrides = PARAGRAPHS
    list_display = ["title", "issue", "position", "section", "byline", "state", "warning_count"]
    list_filter = ["state", HasWarnings, "issue__publication", "language"]
    search_fields = ["title", "byline", "authors__name", "issue__number"]
    actions = [publish, unpublish]
    delete_confirmation_template, delete_selected_confirmation_template = CONFIRM, CONFIRM_SELECTED
    inlines = [AuthorshipInline, CaptionInline, TopicInline, RegionInline, InstitutionInline]
    autocomplete_fields = ["issue", "section"]
    readonly_fields = ["state", *AS_READ, "likenesses"]
    fieldsets = [
        (None, {"fields": ["title", "standfirst", "section", "byline", "date", "language", "source_note", "body"]}),
        (_("Place in the issue"), {"fields": ["issue", "position", "state", "likenesses"]}),
        (_("How it was read"), {"fields": AS_READ}),
    ]

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return ArticleList

    def get_queryset(self, request: HttpRequest) -> QuerySet[Article]:
        return super().get_queryset(request).select_related("issue__publication", "section", "source")

    def view_on_site(self, article: Article) -> str | None:
        return article.get_absolute_url() if article.is_published else None

    def delete_model(self, request: HttpRequest, obj: Article) -> None:
        self.delete_queryset(request, Article.objects.filter(pk=obj.pk))

    @transaction.atomic
    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Article]) -> None:
        """Deletes the articles; those of one issue go as one change of its history."""
        for issue in list(Issue.objects.filter(articles__in=queryset).distinct()):
            with recorded(issue, request.user):
                queryset.filter(issue=issue).delete()

    def save_formset(self, request: HttpRequest, form: ModelForm, formset: BaseModelFormSet, change: bool) -> None:
        """Saves the rows under the article, and remembers which tags were taken off and which were set again."""
        article = form.instance
        super().save_formset(request, form, formset, change)
        for kind in TAG_KINDS:
            if formset.model is kind.tagging:
                for tag in formset.deleted_objects:
                    forbid(article, kind.entry_key(getattr(tag, kind.name)))
                for tag in formset.new_objects:
                    allow(article, kind.entry_key(getattr(tag, kind.name)))
                Article.objects.filter(pk=article.pk).update(removed_tags=article.removed_tags)

    @admin.display(description=_("warnings"))
    def warning_count(self, article: Article) -> int:
        return len(article.warnings)

    @admin.display(description=_("source lines"))
    def readable_spans(self, article: Article) -> str:
        return span_list(article.spans)

    @admin.display(description=_("warnings"))
    def readable_warnings(self, article: Article) -> str:
        return warning_list(article.warnings)

    @admin.display(description=_("tags taken off"))
    def readable_removed_tags(self, article: Article) -> str:
        return ", ".join(article.removed_tags) or _("None.")

    @admin.display(description=_("much the same text"))
    def likenesses(self, article: Article) -> SafeString | str:
        return likeness_list(article)
