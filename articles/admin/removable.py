"""Deleting in the admin what can be brought back, and the history of what has a name of its own."""

from collections.abc import Iterable
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.db.models import Model, QuerySet
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from articles.removing import MADE_ANEW, last_removal, remove_all
from articles.value_changes import with_values

CONFIRM = "admin/articles/removal/delete_confirmation.html"
CONFIRM_SELECTED = "admin/articles/removal/delete_selected_confirmation.html"
"""The pages that ask before a deletion, with a sentence that it can be undone."""


class RemovableAdmin(admin.ModelAdmin):
    """Of issues and of what has a name of its own: a deletion keeps everything (articles/removing.py)."""

    delete_confirmation_template, delete_selected_confirmation_template = CONFIRM, CONFIRM_SELECTED

    def get_deleted_objects(self, objs: Iterable[Model], request: HttpRequest) -> tuple[Any, ...]:
        """What goes with them, but for what is made again by itself."""
        listed, counts, forbidden, protected = super().get_deleted_objects(objs, request)
        beginnings = tuple(f"{capfirst(model._meta.verbose_name)}: " for model in MADE_ANEW)
        for model in MADE_ANEW:
            counts.pop(model._meta.verbose_name_plural, None)
        return _without(listed, beginnings), counts, forbidden, protected

    def delete_model(self, request: HttpRequest, obj: Model) -> None:
        self.delete_queryset(request, self.model._default_manager.filter(pk=obj.pk))

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet) -> None:
        """Deletes the rows, all or none, so that each can be brought back by itself."""
        request.removals = remove_all(queryset, request.user)

    def message_user(self, request: HttpRequest, message: Any, level: Any = messages.INFO, **kwargs: Any) -> None:
        """Adds to the sentence that something was deleted the way to bring it back."""
        removals = getattr(request, "removals", [])
        if removals and level == messages.SUCCESS:
            address = reverse("admin:articles_removal_changelist")
            if len(removals) == 1:
                address = reverse("admin:articles_removal_change", args=[removals[0].pk])
            link = format_html('<a href="{}">{}</a>', address, _("Bring it back"))
            message = format_html("{} {}", message, link)
        super().message_user(request, message, level, **kwargs)

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        """The history; of what was deleted, the page that says so."""
        key = unquote(object_id)
        is_gone = key.isdecimal() and self.has_view_permission(request) and self.get_object(request, key) is None
        if is_gone and (removal := last_removal(self.model, int(key))):
            messages.warning(request, _("This has been deleted. Here is who deleted it, and the way to bring it back."))
            return redirect("admin:articles_removal_change", removal.pk)
        return super().history_view(request, object_id, extra_context)


class NamedAdmin(RemovableAdmin):
    """Of what articles share. Its history says what each field was before a change, and what after."""

    object_history_template = "admin/articles/removal/named_history.html"

    def construct_change_message(self, request: HttpRequest, form: ModelForm, formsets: Any, add: bool = False) -> Any:
        """What the journal keeps of a form that was saved."""
        return with_values(super().construct_change_message(request, form, formsets, add), form)


def _without(listed: list[Any], beginnings: tuple[str, ...]) -> list[Any]:
    """A list of lines and of lists of lines, without the lines that begin so."""
    kept = (_without(entry, beginnings) if isinstance(entry, list) else entry for entry in listed)
    return [entry for entry in kept if entry and not (isinstance(entry, str) and entry.startswith(beginnings))]
