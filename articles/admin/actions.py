"""Publishing and unpublishing from the lists of issues and articles."""

from collections.abc import Callable, Sequence
from typing import Any

from django.contrib import admin, messages
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest

from articles.history import recorded
from articles.models import Article, Issue
from articles.publishing import publish_article, publish_issue, unpublish_article, unpublish_issue

PUBLISH = {Issue: publish_issue, Article: publish_article}
UNPUBLISH = {Issue: unpublish_issue, Article: unpublish_article}


@admin.action(description="Publish", permissions=["change"])
@transaction.atomic
def publish(model_admin: admin.ModelAdmin, request: HttpRequest, chosen: QuerySet) -> None:
    """Publishes the chosen rows, all or none."""
    rows = list(chosen)
    _record(request, rows, PUBLISH[model_admin.model])
    messages.success(request, f"Published {_counted(model_admin, rows)}. The search has them within a few seconds.")


@admin.action(description="Unpublish", permissions=["change"])
@transaction.atomic
def unpublish(model_admin: admin.ModelAdmin, request: HttpRequest, chosen: QuerySet) -> None:
    """Makes the chosen rows drafts again, all or none."""
    rows = list(chosen)
    _record(request, rows, UNPUBLISH[model_admin.model])
    messages.success(request, f"Unpublished {_counted(model_admin, rows)}. Nothing was lost: they are drafts again.")


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
    names = model_admin.opts.verbose_name if len(rows) == 1 else model_admin.opts.verbose_name_plural
    return f"{len(rows)} {names}"
