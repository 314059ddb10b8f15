"""Exporting as data: all articles, or all that a search finds, in one stream."""

import re
from typing import Annotated, Any

from django.http import Http404, HttpRequest, StreamingHttpResponse
from django.utils import timezone
from ninja import Router
from pydantic import WithJsonSchema

from articles.api.answers import LIMITED, ONE, OUT_OF_ORDER
from articles.api.choosing import refuse_unknown
from articles.exports import EXPORTERS, WITH_FIELDS, encoded
from articles.exports.fields import ARTICLE_FIELDS
from search.export import selected_rows, wanted_of
from search.parameter_schemas import FILTERS, PAGING, described, fields_schema

router = Router(tags=["export"])

Format = Annotated[str, WithJsonSchema({"type": "string", "enum": list(EXPORTERS)})]

_OWN: dict[str, dict[str, Any]] = {
    "after": {
        "type": "integer",
        "minimum": 0,
        "maximum": 10**18 - 1,
        "default": 0,
        "description": "Only articles with a higher id: the last one that came before a stream broke.",
    },
    "fields": fields_schema(ARTICLE_FIELDS)
    | {"description": f"The fields that are wanted, joined by commas, in {', '.join(WITH_FIELDS)}; others are whole."},
    "frozen": {"type": "string", "description": "The key of a frozen search, in the place of filters."},
}
_ARRAY = {"type": "array", "items": {"type": "object"}}
_MEDIA = {
    media: {"schema": _ARRAY if re.search(r"[/+]json$", media) else {"type": "string"}}
    for media in (exporter.MEDIA_TYPE.partition(";")[0] for exporter in EXPORTERS.values())
}
_STREAM = {"description": "The articles, by ascending id, in the format that was asked for.", "content": _MEDIA}


@router.get(
    "/export.{format}",
    response={200: None, **ONE, **LIMITED, **OUT_OF_ORDER},
    summary="Export",
    openapi_extra=described(_OWN | FILTERS) | {"responses": {200: _STREAM}},
)
def export(request: HttpRequest, format: Format) -> StreamingHttpResponse:
    """All articles that match, streamed by ascending id; without filters, all there are."""
    if format not in EXPORTERS:
        raise Http404(f"There is no export as {format}. There are: {', '.join(EXPORTERS)}.")
    refuse_unknown(request, _OWN | FILTERS | PAGING)
    wanted = wanted_of(request.GET, request.build_absolute_uri("/"), format)
    pieces = encoded(format, selected_rows(request.GET, wanted), wanted.fields)
    name = f"articles-{timezone.localdate().isoformat()}.{format}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return StreamingHttpResponse(pieces, content_type=EXPORTERS[format].MEDIA_TYPE, headers=headers)
