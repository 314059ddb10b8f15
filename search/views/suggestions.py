"""What a browser's own search field offers while somebody types (OpenSearch, extension “Suggestions” 1.1)."""

from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe

from search.completion import complete
from search.language import LONGEST_QUERY

_SECONDS = 60  # how long a browser may use an answer again


@require_safe
def suggestions(request: HttpRequest) -> JsonResponse:
    """`[q, [what to search for, …], [what kind of thing it is, …], [the address of its page, …]]`, at most ten.

    What is typed beyond the longest query is passed over: a browser has nowhere to show an error.
    """
    typed = request.GET.get("q", "")
    found = complete(typed[:LONGEST_QUERY])
    return JsonResponse(
        [
            typed,
            [each["label"] for each in found],
            [each["kind"] for each in found],
            [request.build_absolute_uri(each["url"]) for each in found],
        ],
        safe=False,
        json_dumps_params={"ensure_ascii": False},
        content_type="application/x-suggestions+json",
        headers={"Cache-Control": f"max-age={_SECONDS}"},
    )
