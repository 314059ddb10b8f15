"""Many files at once: the form, the page that shows how far their reading is, and the list of batches."""

import math
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.contrib import admin, messages
from django.contrib.admin.models import ADDITION, LogEntry
from django.core.exceptions import PermissionDenied, TooManyFilesSent
from django.core.files.storage import default_storage
from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import Case, Count, Q, QuerySet, Value, When
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.defaultfilters import filesizeformat
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, override
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from articles.admin.desk import desk_page, may_upload
from articles.admin.disk_upload import DiskUpload
from articles.admin.size_limit import SizeLimit
from articles.batches import make_batch, progress
from articles.forms import BatchForm
from articles.models import Batch, BatchFile, BatchItem
from articles.whole import whole

ITEMS_A_PAGE = 100
_CHUNK = 64 * 1024
State = BatchItem.State


@may_upload
@csrf_exempt
def add(request: HttpRequest) -> HttpResponse:
    """The form, and the making of a batch. As files may be large, it is settled where they go before they are read,
    by the CSRF check as well."""
    limit = SizeLimit(request, settings.BATCH_LIMIT)
    request.upload_handlers = [limit, DiskUpload(request)]
    try:
        return _add(request, limit)
    except TooManyFilesSent:
        while request.read(_CHUNK):  # a browser hears no answer before it has sent everything
            continue
        most = settings.DATA_UPLOAD_MAX_NUMBER_FILES
        sentence = _("More than %(most)s files at once cannot be sent. Pack them into a zip archive.")
        messages.error(request, sentence % {"most": most})
        return redirect("admin:articles_batch_add")


@csrf_protect
def _add(request: HttpRequest, limit: SizeLimit) -> HttpResponse:
    form = BatchForm(request.POST, request.FILES) if request.method == "POST" else BatchForm()
    form.fields["files"].required = not limit.too_large
    if form.is_valid():
        with override("en"):  # it is kept (articles/kept_sentences.py)
            size = filesizeformat(settings.BATCH_LIMIT)
        reason = f"The file is larger than {size}. Split it into several archives and upload those."
        refused = [(name, reason) for name in limit.too_large]
        given = form.cleaned_data
        with whole():
            batch = make_batch(given["files"], refused, publication=given["publication"], user=request.user)
            _log(request, batch)
        return redirect("admin:articles_batch_change", batch.pk)
    context = {
        "form": form,
        "limit": settings.UPLOAD_LIMIT,
        "archive_limit": settings.BATCH_LIMIT,
        "most": settings.DATA_UPLOAD_MAX_NUMBER_FILES,
    }
    return desk_page(request, "add", _("Upload many issues"), context, Batch)


def _log(request: HttpRequest, batch: Batch) -> None:
    """Keeps in the admin's history who uploaded it."""
    LogEntry.objects.log_actions(request.user.pk, [batch], ADDITION, [{"added": {}}], single_object=True)


def show(request: HttpRequest, pk: int) -> HttpResponse:
    """How far the batch is, and what became of each of its files: those that were refused first."""
    if not may_see_batches(request):
        raise PermissionDenied
    batch = get_object_or_404(Batch.objects.select_related("publication", "user"), pk=pk)
    refused_first = Case(When(state=State.REFUSED, then=Value(0)), default=Value(1))
    items = batch.items.select_related("source__issue__publication").order_by(refused_first, "id")
    now = progress(batch)
    context = {
        "batch": batch,
        "progress": now,
        "counts": [(State(state).label, count) for state, count in now.counts.items()],
        "time_left": _time_left(now.seconds_left),
        "page": Paginator(items, ITEMS_A_PAGE).get_page(request.GET.get("page")),
    }
    return desk_page(request, "progress", str(batch), context, Batch)


def may_see_batches(request: HttpRequest) -> bool:
    """Whoever may upload, and whoever may look on."""
    return request.user.has_perm("articles.add_issue") or request.user.has_perm("articles.view_batch")


def _time_left(seconds: float | None) -> str:
    """An estimate in words; empty where there is none."""
    if seconds is None:
        return ""
    minutes = math.ceil(seconds / 60)
    if minutes <= 1:
        return _("less than a minute left")
    return ngettext("about %(count)s minute left", "about %(count)s minutes left", minutes) % {"count": minutes}


@admin.register(Batch)
class BatchAdmin(admin.ModelAdmin):
    list_display = ["__str__", "publication", "user", "created_at", "done", "refused"]
    list_select_related = ["publication", "user"]
    list_filter = ["publication"]
    search_fields = ["name"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Batch]:
        return (
            super()
            .get_queryset(request)
            .annotate(
                item_total=Count("items"),
                done_total=Count("items", filter=~Q(items__state=State.WAITING)),
                refused_total=Count("items", filter=Q(items__state=State.REFUSED)),
            )
        )

    def get_urls(self) -> list[URLPattern]:
        pages = [("add/", add, "articles_batch_add"), ("<int:pk>/change/", show, "articles_batch_change")]
        own = [path(route, self.admin_site.admin_view(view), name=name) for route, view, name in pages]
        return own + super().get_urls()

    def has_add_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("articles.add_issue")

    def has_view_permission(self, request: HttpRequest, obj: Batch | None = None) -> bool:
        return may_see_batches(request)

    def has_delete_permission(self, request: HttpRequest, obj: Batch | None = None) -> bool:
        return self.has_add_permission(request)

    def has_change_permission(self, request: HttpRequest, obj: Batch | None = None) -> bool:
        return False

    def get_deleted_objects(self, objs: Iterable[Batch], request: HttpRequest) -> tuple[Any, ...]:
        """The batches alone: their items are too many to list, and what was saved from them stays."""
        names = [str(batch) for batch in objs]
        return names, {Batch._meta.verbose_name_plural: len(names)}, set(), []

    def delete_model(self, request: HttpRequest, obj: Batch) -> None:
        self.delete_queryset(request, Batch.objects.filter(pk=obj.pk))

    @transaction.atomic
    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Batch]) -> None:
        """Deletes the batches and, once that is certain, the files that were still to be read."""
        names = list(BatchFile.objects.filter(batch__in=queryset).values_list("file", flat=True))
        queryset.delete()
        for name in names:
            transaction.on_commit(lambda name=name: default_storage.delete(name))

    @admin.display(description=gettext_lazy("done"))
    def done(self, batch: Batch) -> str:
        return _("%(done)s of %(total)s") % {"done": batch.done_total, "total": batch.item_total}

    @admin.display(description=gettext_lazy("refused"), ordering="refused_total")
    def refused(self, batch: Batch) -> int:
        return batch.refused_total
