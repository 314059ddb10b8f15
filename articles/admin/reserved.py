"""The forms and lists of what the public may see: who may not publish can look at a public row, and no more."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import Model
from django.http import HttpRequest, HttpResponse

from articles.permits import REASON, Reserved, decides, may_change

PUBLISHING_ACTIONS = {"publish", "unpublish"}
"""The actions in lists that only those may choose who decide what is public."""


class ReservedAdmin(admin.ModelAdmin):
    """Of rows that the public sees, or some of them (articles/permits.py)."""

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return super().has_change_permission(request, obj) and self._is_free(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return super().has_delete_permission(request, obj) and self._is_free(request, obj)

    def has_publish_permission(self, request: HttpRequest) -> bool:
        """What the actions in PUBLISHING_ACTIONS ask for."""
        return decides(request.user)

    def _is_free(self, request: HttpRequest, obj: Model | None) -> bool:
        return obj is None or may_change(request.user, obj)

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """Django leaves an action out that somebody may not choose, and is silent when it is sent all the same."""
        if request.POST.get("action") in PUBLISHING_ACTIONS and not decides(request.user):
            raise Reserved
        return super().changelist_view(request, extra_context)

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        """Says why the form of a public row cannot be filled in by those who could change a draft."""
        row = kwargs.get("obj")
        if row and super().has_change_permission(request, row) and not self._is_free(request, row):
            messages.info(request, REASON)
        return super().render_change_form(request, context, *args, **kwargs)
