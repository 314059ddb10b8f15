"""One article at an address of its own as data."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from articles.exports import EXPORTERS
from articles.exports.published import published_row


@require_safe
def article_json(request: HttpRequest, article_id: int) -> JsonResponse:
    """The published article as one JSON object, the same that the API gives."""
    row = published_row(article_id, request.build_absolute_uri("/"))
    return JsonResponse(row, json_dumps_params={"ensure_ascii": False})


@require_safe
def article_file(request: HttpRequest, article_id: int, format: str) -> HttpResponse:
    """The published article alone, as an export in that format would hold it, to download."""
    row = published_row(article_id, request.build_absolute_uri("/"))
    return HttpResponse(
        b"".join(EXPORTERS[format].encode([row])),
        content_type=EXPORTERS[format].MEDIA_TYPE,
        headers={"Content-Disposition": f'attachment; filename="article-{article_id}.{format}"'},
    )
