"""One article at an address of its own as data."""

from typing import cast

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from articles.exports import EXPORTERS, ninjs
from articles.exports.cited import CitedRow
from articles.exports.published import published_row
from articles.models import Article
from articles.printed_pages import printed_page

_READ = ("md", "txt")
"""Formats that are read as they are."""


@require_safe
def article_json(request: HttpRequest, article_id: int) -> JsonResponse:
    """The published article as one JSON object, the same that the API gives."""
    row = published_row(article_id, request.build_absolute_uri("/"))
    return JsonResponse(row, json_dumps_params={"ensure_ascii": False})


@require_safe
def article_ninjs(request: HttpRequest, article_id: int) -> JsonResponse:
    """The published article as one ninjs object."""
    row = published_row(article_id, request.build_absolute_uri("/"))
    return JsonResponse(ninjs.document(row), json_dumps_params={"ensure_ascii": False})


@require_safe
def article_file(request: HttpRequest, article_id: int, format: str) -> HttpResponse:
    """The published article alone, as an export in that format would hold it, with its page where that is known.

    What is there to be read opens in the browser; what a reference manager reads is to download.
    """
    row = cast(CitedRow, published_row(article_id, request.build_absolute_uri("/")))
    row["page"] = printed_page(
        Article.objects.select_related("source").only("spans", "source__furniture").get(pk=article_id)
    )
    headers = {} if format in _READ else {"Content-Disposition": f'attachment; filename="{_filename(request)}"'}
    content = b"".join(EXPORTERS[format].encode([row]))
    return HttpResponse(content, content_type=EXPORTERS[format].MEDIA_TYPE, headers=headers)


def _filename(request: HttpRequest) -> str:
    """`article-7.csl.json`, out of the last part of the address."""
    return f"article-{request.path.rpartition('/')[2]}"
