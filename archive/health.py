"""What whoever watches over the archive may ask: whether it runs, and whether it can do its work."""

import logging
from collections.abc import Callable

from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from search.index import index_is_current

log = logging.getLogger(__name__)


def database_answers() -> bool:
    """Whether the database has the archive's tables. May raise instead of saying no."""
    return bool(connection.introspection.table_names())


PARTS: dict[str, Callable[[], bool]] = {"database": database_answers, "index": index_is_current}
"""What the archive needs to do its work, each with the question whether it answers."""


@require_safe
@never_cache
def healthz(request: HttpRequest) -> HttpResponse:
    """The web server runs."""
    return HttpResponse("ok", content_type="text/plain; charset=utf-8")


@require_safe
@never_cache
def readyz(request: HttpRequest) -> JsonResponse:
    """Every part answers: 200 and `{"database": "ok", …}`; otherwise 503, with the error beside the parts."""
    parts = {name: "ok" if is_well(name, answers) else "failed" for name, answers in PARTS.items()}
    if failed := [name for name, state in parts.items() if state != "ok"]:
        message = f"No answer from: {', '.join(failed)}. The log says more."
        return JsonResponse(parts | {"error": {"code": "not-ready", "message": message}}, status=503)
    return JsonResponse(parts)


def is_well(name: str, answers: Callable[[], bool]) -> bool:
    """Whether the part called `name` answers. Why it does not is logged, since no outsider needs to know."""
    try:
        return answers()
    except Exception:
        log.exception("The %s does not answer.", name)
        return False
