"""Issues: the list, the form, and the ways to the upload and the review."""

from collections.abc import Iterable
from typing import Any

from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.admin.actions import publish, unpublish
from articles.admin.confirm import confirm
from articles.admin.history import RecordedAdmin, undo_change
from articles.admin.removable import RemovableAdmin
from articles.admin.review import review
from articles.admin.upload import upload
from articles.forms import PrintedDateForm
from articles.models import Issue, SourceFile


@admin.register(Issue)
class IssueAdmin(RemovableAdmin, RecordedAdmin):
    form = PrintedDateForm
    list_display = ["__str__", "state", "article_count", "updated_at", "review_link"]
    list_filter = ["state", "publication"]
    list_select_related = ["publication"]
    search_fields = ["number", "title", "publication__name", "date"]
    date_hierarchy = "date"
    ordering = Issue._meta.ordering  # counting drops it
    actions = [publish, unpublish]
    autocomplete_fields = ["publication"]
    prepopulated_fields = {"slug": ["date", "number"]}
    fields = ["publication", "number", "date", "title", "slug", "state"]
    readonly_fields = ["state"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Issue]:
        return super().get_queryset(request).annotate(article_total=Count("articles"))

    def get_urls(self) -> list[URLPattern]:
        pages = [
            ("upload/", upload, "articles_issue_upload"),
            ("upload/confirm/", confirm, "articles_issue_confirm"),
            ("<int:pk>/review/", review, "articles_issue_review"),
            ("changes/<int:pk>/undo/", undo_change, "articles_change_undo"),
        ]
        own = [path(route, self.admin_site.admin_view(view), name=name) for route, view, name in pages]
        return own + super().get_urls()

    def view_on_site(self, issue: Issue) -> str | None:
        return issue.get_absolute_url() if issue.is_published else None

    def get_deleted_objects(self, objs: Iterable[Issue], request: HttpRequest) -> tuple[Any, ...]:
        """What goes with the issues. Files go with them, although nobody may delete a file by itself."""
        listed, counts, forbidden, protected = super().get_deleted_objects(objs, request)
        return listed, counts, forbidden - {SourceFile._meta.verbose_name}, protected

    @admin.display(description=gettext_lazy("articles"), ordering="article_total")
    def article_count(self, issue: Issue) -> int:
        return issue.article_total

    @admin.display(description=gettext_lazy("review"))
    def review_link(self, issue: Issue) -> SafeString:
        return format_html('<a href="{}">{}</a>', reverse("admin:articles_issue_review", args=[issue.pk]), _("Review"))
