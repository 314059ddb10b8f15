"""What the editors' own pages in the admin share."""

from typing import Any

from django.contrib import admin
from django.contrib.auth.decorators import permission_required
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from articles.models import Issue, SourceFile

may_upload = permission_required("articles.add_issue", raise_exception=True)


def desk_page(
    request: HttpRequest, template: str, title: str, context: dict[str, Any], model: type[Model] = Issue
) -> HttpResponse:
    """One of the pages under templates/admin/articles/issue, or of another model's folder there, set in the admin's
    frame, without its side bar."""
    frame = admin.site.each_context(request) | {
        "title": title,
        "opts": model._meta,
        "is_nav_sidebar_enabled": False,
    }
    return render(request, f"admin/articles/{model._meta.model_name}/{template}.html", frame | context)


def review_address(source: SourceFile) -> str:
    """The page of review that shows the file."""
    return f"{reverse('admin:articles_issue_review', args=[source.issue_id])}?source={source.pk}"
