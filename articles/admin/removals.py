"""What was deleted: the list, a page for each deletion with the way to bring it back, and the way to delete it for
good."""

from collections import Counter
from typing import Any

from django.apps import apps
from django.contrib import admin, messages
from django.contrib.admin.models import CHANGE, DELETION, LogEntry
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST

from articles.admin.desk import desk_page
from articles.bringing_back import CannotComeBack, bring_back
from articles.erasing import erase, is_erased
from articles.models import Article, Removal
from articles.permits import decides
from articles.removing import files_in, model_of

BROUGHT_BACK = "Brought back."
ERASED = "Deleted for good."
_TITLES_SHOWN = 100


@admin.register(Removal)
class RemovalAdmin(admin.ModelAdmin):
    """Kept by deleting and never changed by hand."""

    list_display = ["name", "kind", "removed_at", "user", "article_count", "outcome"]
    list_filter = ["removed_at"]
    list_select_related = ["user", "brought_back_by"]
    search_fields = ["name"]
    actions = ["delete_for_good"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Removal]:
        return super().get_queryset(request).defer("rows")

    def get_urls(self) -> list[URLPattern]:
        pages = [
            ("<int:pk>/change/", show, "articles_removal_change"),
            ("<int:pk>/bring-back/", restore, "articles_removal_bring_back"),
            ("for-good/", for_good, "articles_removal_for_good"),
        ]
        own = [path(route, self.admin_site.admin_view(view), name=name) for route, view, name in pages]
        return own + super().get_urls()

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Removal | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Removal | None = None) -> bool:
        return False

    def has_erase_permission(self, request: HttpRequest) -> bool:
        return request.user.is_superuser

    @admin.action(description=gettext_lazy("Delete for good…"), permissions=["erase"])
    def delete_for_good(self, request: HttpRequest, chosen: QuerySet[Removal]) -> HttpResponse:
        """Leads to the page that says what would go."""
        keys = ",".join(str(key) for key in chosen.values_list("pk", flat=True))
        return redirect(f"{reverse('admin:articles_removal_for_good')}?of={keys}")

    @admin.display(description=gettext_lazy("kind"), ordering="model")
    def kind(self, removal: Removal) -> str:
        return _kind(removal)

    @admin.display(description=gettext_lazy("now"), ordering="brought_back_at")
    def outcome(self, removal: Removal) -> str:
        if removal.brought_back_at:
            return _("Brought back")
        return _("Deleted for good") if is_erased(removal) else _("Deleted")


def show(request: HttpRequest, pk: int) -> HttpResponse:
    """What was deleted, by whom and when, and what has become of it."""
    removal = get_object_or_404(Removal.objects.select_related("user", "brought_back_by"), pk=pk)
    if not request.user.has_perm("articles.view_removal"):
        raise PermissionDenied
    erased = is_erased(removal)
    titles = _titles(removal)
    context = {
        "removal": removal,
        "kind": _kind(removal),
        "erased": erased,
        "erasure": _erasure(removal) if erased else None,
        "counts": _counts([removal]),
        "titles": titles[:_TITLES_SHOWN],
        "more": max(0, len(titles) - _TITLES_SHOWN),
        "may_bring_back": removal.rows and may_bring_back(request, removal),
        "may_erase": removal.rows and request.user.is_superuser,
    }
    return desk_page(request, "removal", str(removal), context, Removal)


def may_bring_back(request: HttpRequest, removal: Removal) -> bool:
    """Whoever may delete such a thing may bring it back; what readers saw then, those who decide what readers see."""
    model = removal.model.partition(".")[2]
    is_shown = removal.was_public or removal.model != "articles.issue"
    return request.user.has_perm(f"articles.delete_{model}") and (decides(request.user) or not is_shown)


@require_POST
def restore(request: HttpRequest, pk: int) -> HttpResponse:
    """Brings it back, or says why not."""
    removal = get_object_or_404(Removal.objects.defer("rows"), pk=pk)
    if not may_bring_back(request, removal):
        raise PermissionDenied
    try:
        row = bring_back(removal, request.user)
    except CannotComeBack as reason:
        messages.error(request, str(reason))
        return redirect("admin:articles_removal_change", removal.pk)
    LogEntry.objects.log_actions(request.user.pk, [row], CHANGE, BROUGHT_BACK, single_object=True)
    address = reverse(f"admin:{removal.model.replace('.', '_')}_change", args=[row.pk])
    sentence = _('Brought back: <a href="{address}">{name}</a>, with all that went with it.')
    messages.success(request, format_html(sentence, address=address, name=row))
    return redirect("admin:articles_removal_change", removal.pk)


def for_good(request: HttpRequest) -> HttpResponse:
    """Says what would be deleted for good and, when that is confirmed, deletes it."""
    if not request.user.is_superuser:
        raise PermissionDenied
    wanted = [key for key in request.GET.get("of", "").split(",") if key.isdecimal()]
    chosen = [one for one in Removal.objects.filter(pk__in=wanted, brought_back_at=None) if one.rows]
    if request.method == "POST" and chosen:
        erase(chosen)
        chosen = list(Removal.objects.filter(pk__in=[one.pk for one in chosen]))
        LogEntry.objects.log_actions(request.user.pk, chosen, DELETION, ERASED)
        done = ngettext("%(count)s deletion is for good now.", "%(count)s deletions are for good now.", len(chosen))
        messages.success(request, done % {"count": len(chosen)})
        return redirect("admin:articles_removal_changelist")
    context = {
        "removals": [(one, _kind(one)) for one in chosen],
        "counts": _counts(chosen),
        "files": [file for one in chosen for file in files_in(one.rows)],
    }
    return desk_page(request, "for_good", _("Delete for good"), context, Removal)


def _kind(removal: Removal) -> str:
    try:
        return capfirst(model_of(removal)._meta.verbose_name)
    except LookupError:
        return removal.model


def _counts(removals: list[Removal]) -> list[tuple[str, int]]:
    """How many rows of which kind they hold, by name."""
    counts = Counter({(table["model"]): 0 for one in removals for table in one.rows})
    for one in removals:
        for table in one.rows:
            counts[table["model"]] += len(table["rows"])
    names = [(apps.get_model(model)._meta.verbose_name_plural, count) for model, count in counts.items() if count]
    return sorted((capfirst(name), count) for name, count in names)


def _titles(removal: Removal) -> list[str]:
    label = Article._meta.label_lower
    return [
        row[table["names"].index("title")] for table in removal.rows if table["model"] == label for row in table["rows"]
    ]


def _erasure(removal: Removal) -> Any:
    """The entry of the journal that says who deleted it for good, and when."""
    entries = LogEntry.objects.filter(content_type__model="removal", object_id=str(removal.pk), action_flag=DELETION)
    return entries.select_related("user").first()
