"""What was found when the archive was looked through for damage: to read, and nothing else."""

import re
from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.inspecting.findings import COUNTED
from articles.local_names import listed
from articles.models import Inspection

_ARTICLE = re.compile(r"article (\d+)")


@admin.register(Inspection)
class InspectionAdmin(admin.ModelAdmin):
    """They are made by `manage.py verify` and by the worker."""

    list_display = ["started_at", "ended_at", "found", "looked_at"]
    fields = ["started_at", "ended_at", "looked_at", "found", "what_was_found"]
    readonly_fields = fields

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Inspection | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Inspection | None = None) -> bool:
        return False

    @admin.display(description=gettext_lazy("looked at"))
    def looked_at(self, inspection: Inspection) -> str:
        pairs = ((COUNTED[name], number) for name, number in inspection.counts.items() if name in COUNTED)
        line = _("%(what)s: %(number)s")
        return listed(line % {"what": _(what), "number": number} for what, number in pairs) or "–"

    @admin.display(description=gettext_lazy("what was found"))
    def what_was_found(self, inspection: Inspection) -> SafeString | str:
        return format_html_join("", "<p><strong>{}</strong><br>{}</p>", _rows(inspection.findings)) or _("None.")


def _rows(findings: list[dict[str, Any]]) -> list[tuple[str, str]]:
    return [(_linked(finding["subject"]), _(finding["message"])) for finding in findings]


def _linked(subject: str) -> str:
    """What a finding is about, with the way to it if it is an article."""
    article = _ARTICLE.fullmatch(subject)
    if article is None:
        return subject
    return format_html('<a href="{}">{}</a>', reverse("admin:articles_article_change", args=[article[1]]), subject)
