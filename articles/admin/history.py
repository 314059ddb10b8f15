"""The history of an issue or an article, with a button to undo each change."""

from contextlib import nullcontext
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.admin.utils import unquote
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from articles.admin.desk import desk_page
from articles.admin.differences import PartDifference, part_differences, part_titles
from articles.admin.reserved import ReservedAdmin
from articles.history import Conflict, changes, is_undo, original, recorded, undo
from articles.models import Article, Change, Issue
from articles.permits import Reserved, decides, may_undo, public_parts
from articles.sentences import told

PAGE_SIZE = 50


@dataclass(frozen=True)
class Entry:
    """A change on the page. `undoes` if it takes another back; `may_undo` if this editor may take it back."""

    change: Change
    parts: list[PartDifference]
    undoes: bool
    may_undo: bool


class RecordedAdmin(ReservedAdmin):
    """Of issues or articles: what its forms save is kept in the history, and its page of history shows that."""

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """The form; what it saves, the rows under it included, is one change of the issue."""
        issue = self._issue(request, object_id) if request.method == "POST" else None
        with recorded(issue, request.user) if issue else nullcontext():
            return super().changeform_view(request, object_id, form_url, extra_context)

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        row = self.get_object(request, unquote(object_id))
        if not self.has_view_or_change_permission(request, row):
            raise PermissionDenied
        if row:
            return _article_history(request, row) if isinstance(row, Article) else _issue_history(request, row)
        last = _touching(object_id).first() if self.model is Article else None
        return _to_issue_history(request, last) if last else super().history_view(request, object_id, extra_context)

    def _issue(self, request: HttpRequest, object_id: str | None) -> Issue | None:
        """The issue that is changed, or that a new article goes into; None for a new issue: it has no history yet."""
        row = self.get_object(request, unquote(object_id)) if object_id else None
        if row:
            return row.issue if isinstance(row, Article) else row
        wanted = request.POST.get("issue", "")
        return Issue.objects.filter(pk=wanted).first() if wanted.isdecimal() else None


def _issue_history(request: HttpRequest, issue: Issue) -> HttpResponse:
    """Every change of the issue, the latest first, and who uploaded its files."""
    sources = issue.sources.select_related("uploaded_by")
    return _page(
        request,
        _("History of %(issue)s") % {"issue": issue},
        issue,
        changes().filter(issue=issue),
        {"sources": sources},
    )


def _article_history(request: HttpRequest, article: Article) -> HttpResponse:
    """The changes that touched the article, those that it went through in another issue included."""
    title = _("History of “%(title)s”") % {"title": article}
    return _page(request, title, article.issue, _touching(article.pk), {"article": article})


def _to_issue_history(request: HttpRequest, last: Change) -> HttpResponse:
    """From an article that is gone to the issue whose history says so."""
    sentence = _("This article has been deleted. The history of its issue shows when, and can undo it.")
    messages.warning(request, sentence)
    return redirect("admin:articles_issue_history", last.issue_id)


@require_POST
@permission_required("articles.change_article", raise_exception=True)
def undo_change(request: HttpRequest, pk: int) -> HttpResponse:
    """Undoes a change, or says why not, and goes back to `next` (the history of the issue, where that is not given)."""
    change = get_object_or_404(changes(), pk=pk)
    if not _has_permissions(request, change):
        raise PermissionDenied
    if not may_undo(request.user, change, public_parts(change.issue, change.after)):
        raise Reserved
    history = reverse("admin:articles_issue_history", args=[change.issue_id])
    try:
        undone = undo(change, request.user)
    except Conflict as conflict:
        messages.error(request, str(conflict))
    else:
        LogEntry.objects.log_actions(request.user.pk, [change.issue], CHANGE, undone.summary, single_object=True)
        sentence = (
            _('Done again: {change}. <a href="{address}">Undo it in the history</a>.')
            if is_undo(change)
            else _('Undone: {change}. <a href="{address}">Redo it in the history</a>.')
        )
        address = f"{history}#change-{undone.pk}"
        messages.success(request, format_html(sentence, change=told(original(change).summary), address=address))
    wanted = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, request.is_secure())
    return redirect(wanted if is_ours else history)


def _touching(pk: int | str) -> QuerySet[Change]:
    return changes().filter(after__has_key=f"article:{pk}")


def _page(request: HttpRequest, title: str, issue: Issue, found: QuerySet[Change], context: dict) -> HttpResponse:
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("page"))
    titles = part_titles(page)
    keys = {key for change in page for key in change.after}
    public = set() if decides(request.user) else public_parts(issue, keys)
    entries = [
        Entry(change, part_differences(change, titles), is_undo(change), _may_undo(request, change, public))
        for change in page
    ]
    return desk_page(request, "history", title, {"issue": issue, "page": page, "entries": entries} | context)


def _may_undo(request: HttpRequest, change: Change, public: set[str]) -> bool:
    return _has_permissions(request, change) and may_undo(request.user, change, public)


def _has_permissions(request: HttpRequest, change: Change) -> bool:
    """Whoever may correct articles may undo corrections; a change of the issue also asks for the right to that."""
    needed = ["articles.change_article"] + ["articles.change_issue"] * ("issue" in change.after)
    return request.user.has_perms(needed)
