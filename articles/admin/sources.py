"""The files that issues were read from: to look at and to download, never to change."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.template.defaultfilters import filesizeformat
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.admin.readable import warning_list
from articles.admin.rereading import reread
from articles.downloads import download
from articles.furniture_kinds import furniture_name
from articles.models import SourceFile
from articles.store import MissingFile, open_kept


@admin.register(SourceFile)
class SourceFileAdmin(admin.ModelAdmin):
    list_display = ["name", "issue", "media_type", "readable_size", "uploaded_at", "uploaded_by", "download_link"]
    list_filter = ["media_type", "issue__publication", "uploaded_at"]
    list_select_related = ["issue__publication", "uploaded_by"]
    search_fields = ["name", "=sha256", "issue__number", "issue__publication__name"]
    fields = [
        "name",
        "issue",
        "download_link",
        "sha256",
        "media_type",
        "encoding",
        "readable_size",
        "uploaded_at",
        "uploaded_by",
        "is_current",
        "readable_warnings",
        "readable_furniture",
    ]
    readonly_fields = fields

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: SourceFile | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: SourceFile | None = None) -> bool:
        return False

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.download)
        again = self.admin_site.admin_view(reread)
        return [
            path("<int:pk>/download/", view, name="articles_sourcefile_download"),
            path("<int:pk>/reread/", again, name="articles_sourcefile_reread"),
            *super().get_urls(),
        ]

    def download(self, request: HttpRequest, pk: int) -> FileResponse:
        """The file as it came, byte for byte. It is never shown in place: it may be anything."""
        source = get_object_or_404(SourceFile, pk=pk)
        if not self.has_view_permission(request, source):
            raise PermissionDenied
        try:
            content = open_kept(source)
        except MissingFile as error:
            raise Http404(str(error)) from error
        return download(content, source.name)

    @admin.display(description=gettext_lazy("size"), ordering="size")
    def readable_size(self, source: SourceFile) -> str:
        return filesizeformat(source.size)

    @admin.display(description=gettext_lazy("as it came"))
    def download_link(self, source: SourceFile) -> SafeString:
        address = reverse("admin:articles_sourcefile_download", args=[source.pk])
        return format_html('<a href="{}" download>{}</a>', address, _("Download"))

    @admin.display(description=gettext_lazy("warnings"))
    def readable_warnings(self, source: SourceFile) -> SafeString | str:
        return warning_list(source.warnings)

    @admin.display(description=gettext_lazy("furniture"))
    def readable_furniture(self, source: SourceFile) -> SafeString | str:
        """The lines that belong to no article, each run with its kind."""
        rows = [
            {"first": first, "last": last, "kind": furniture_name(piece["kind"]), "text": piece["text"]}
            for piece in source.furniture
            for first, last in [piece["lines"]]
        ]
        line = _("Lines {first}–{last}, {kind}: {text}")
        return format_html_join("", f"<div>{line}</div>", rows) or _("None.")
