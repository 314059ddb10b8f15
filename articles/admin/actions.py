"""Publishing and unpublishing from the lists of issues and articles."""

from collections.abc import Callable, Sequence
from typing import Any

from django.contrib import admin, messages
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from articles.history import recorded
from articles.models import Article, Issue
from articles.publishing import publish_article, publish_issue, unpublish_article, unpublish_issue

PUBLISH = {Issue: publish_issue, Article: publish_article}
UNPUBLISH = {Issue: unpublish_issue, Article: unpublish_article}


@admin.action(description=gettext_lazy("Publish"), permissions=["publish"])
@transaction.atomic
def publish(model_admin: admin.ModelAdmin, request: HttpRequest, chosen: QuerySet) -> None:
    """Publishes the chosen rows, all or none."""
    rows = list(chosen)
    _record(request, rows, PUBLISH[model_admin.model])
    said = _("Published %(rows)s. The search has them within a few seconds.")
    messages.success(request, said % {"rows": _counted(model_admin, rows)})


@admin.action(description=gettext_lazy("Unpublish"), permissions=["publish"])
@transaction.atomic
def unpublish(model_admin: admin.ModelAdmin, request: HttpRequest, chosen: QuerySet) -> None:
    """Makes the chosen rows drafts again, all or none."""
    rows = list(chosen)
    _record(request, rows, UNPUBLISH[model_admin.model])
    said = _("Unpublished %(rows)s. Nothing was lost: they are drafts again.")
    messages.success(request, said % {"rows": _counted(model_admin, rows)})


def _record(request: HttpRequest, rows: Sequence[Issue | Article], act: Callable[[Any], Any]) -> None:
    """Does it to each row. What is done in one issue is one change of its history."""
    by_issue: dict[Issue, list[Issue | Article]] = {}
    for row in rows:
        by_issue.setdefault(row.issue if isinstance(row, Article) else row, []).append(row)
    for issue, chosen in by_issue.items():
        with recorded(issue, request.user):
            for row in chosen:
                act(row)


def _counted(model_admin: admin.ModelAdmin, rows: list) -> str:
    count = len(rows)
    if model_admin.model is Issue:
        return ngettext("%(count)s issue", "%(count)s issues", count) % {"count": count}
    return ngettext("%(count)s article", "%(count)s articles", count) % {"count": count}
